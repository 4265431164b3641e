// Getting in, and what is seen first.
import assert from "node:assert/strict";
import { PHONE } from "../world.mjs";

// For the others Today says that nothing needs them, until their work is here.
const HAS_A_FIRST_SCREEN = ["group_counselor", "program_director", "intake_coordinator", "resident_manager"];

const first = async (world, role, options) => {
  const page = await world.as(role, options);
  assert.equal(new URL(page.url()).pathname, "/", "signing in leads to Today");
  assert.match(await page.locator("h1").innerText(), /\S/);
  return page;
};

export const flows = [
  {
    says: "signed out, every page leads to the sign-in page, and after signing in to where one wanted to go",
    async run(world) {
      const page = await world.stranger();
      await page.goto(`${world.url}/sign-ins`);
      assert.match(page.url(), /\/sign-in\b/);
      await world.fillSignIn(page, world.roles[0]);
      assert.equal(new URL(page.url()).pathname, "/sign-ins");
    },
  },
  {
    says: "everybody signs in and sees Today, with something on it",
    async run(world) {
      for (const role of world.roles) {
        const page = await first(world, role);
        const text = await page.locator("main").innerText();
        if (HAS_A_FIRST_SCREEN.includes(role)) assert(text.length > 60, `${role} sees next to nothing: ${text}`);
        assert.deepEqual(page.troubles, [], role);
        await world.leave();
      }
    },
  },
  {
    says: "everybody signs in with scripts off, on a phone",
    async run(world) {
      for (const role of world.roles) {
        const page = await world.stranger({ size: PHONE, scripts: false });
        await page.goto(`${world.url}/`);
        await world.fillSignIn(page, role);
        assert.equal(new URL(page.url()).pathname, "/");
        await world.leave();
      }
    },
  },
  {
    says: "a wrong password is refused without saying which of the two was wrong, and the name stays",
    async run(world) {
      const page = await world.stranger();
      await page.goto(`${world.url}/sign-in`);
      const { user } = world.signIns[0];
      await page.fill("input[name=user]", user);
      await page.fill("input[name=password]", "not the password at all");
      await page.press("input[name=password]", "Enter");
      await page.locator("[aria-invalid=true], .error, [role=alert]").first().waitFor();
      assert.equal(await page.inputValue("input[name=user]"), user);
      assert.equal(await page.inputValue("input[name=password]"), "");
    },
  },
  {
    says: "signing out ends it, also for the page that was left open elsewhere",
    async run(world) {
      const page = await world.stranger();
      await page.goto(`${world.url}/sign-in`);
      await world.fillSignIn(page, world.roles[0]);
      const elsewhere = await page.context().newPage();
      await elsewhere.goto(`${world.url}/`);
      await page.locator("details.viewer summary").click();
      await page.locator("form[action='/sign-out'] button").click();
      await page.locator("input[type=password]").waitFor();
      await elsewhere.reload();
      assert.match(elsewhere.url(), /\/sign-in\b/);
    },
  },
];
