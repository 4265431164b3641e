// Finding a client from anywhere, and reading where they stand.
import assert from "node:assert/strict";
import { PHONE } from "../world.mjs";

const someClient = async (page) => {
  const link = page.locator("#hours-at-risk a[href^='/clients/']").first();
  return { href: await link.getAttribute("href"), name: (await link.innerText()).trim() };
};

export const flows = [
  {
    says: "a client is found by name from anywhere, with the keyboard alone",
    async run(world) {
      const page = await world.as("program_director");
      const { name } = await someClient(page);
      await page.goto(`${world.url}/week`);
      await page.keyboard.press("/");
      await page.keyboard.type(name.split(" ")[0].slice(0, 4), { delay: 30 });
      await page.locator(".search-results a").first().waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/clients\/[0-9a-f-]{36}/);
      assert.match(await page.locator("h1").innerText(), new RegExp(name.split(" ")[0]));
    },
  },
  {
    says: "a client is found with scripts off too",
    async run(world) {
      const page = await world.as("program_director", { scripts: false });
      const { name } = await someClient(page);
      await page.fill("#client-search", name.split(" ")[0]);
      await page.press("#client-search", "Enter");
      await page.locator(`main a[href^='/clients/']`, { hasText: name.split(" ")[0] }).first().waitFor();
    },
  },
  {
    says: "a client's page begins with standing, each line with its reasons one tap away",
    async run(world) {
      const page = await world.as("therapist");
      const link = page.locator("main a[href^='/clients/']").first();
      if (await link.count() === 0) { await page.goto(`${world.url}/clients`); }
      await page.locator("main a[href^='/clients/']:not([href$='/new'])").first().click();
      await page.waitForURL(/\/clients\/[0-9a-f-]{36}/);
      const why = page.locator("details.why").first();
      await why.locator("summary").click();
      assert.match(await why.innerText(), /\S{3}/);
    },
  },
  {
    says: "a client's week is a page to print and a calendar file",
    async run(world) {
      const page = await world.as("program_director");
      const { href } = await someClient(page);
      await page.goto(`${world.url}${href}/week`);
      const link = await page.locator("a[href*='.ics']").first().getAttribute("href");
      const answer = await page.context().request.get(new URL(link, page.url()).href);
      assert(answer.ok());
      assert.match(answer.headers()["content-type"], /text\/calendar/);
      assert.match(await answer.text(), /^BEGIN:VCALENDAR\r\n/);
      await page.emulateMedia({ media: "print" });
      assert(!await page.locator("nav.nav").isVisible(), "what is not for paper is not printed");
    },
  },
  {
    says: "a call is logged in one screen, on a phone",
    async run(world) {
      const page = await world.as("intake_coordinator", { size: PHONE });
      await page.goto(`${world.url}/inquiries`);
      const add = page.locator("main a[href*='/inquiries/new'], main a[href*='new']").first();
      if (await add.count()) await add.click();
      const started = performance.now();
      await page.locator("main input[name=name]").fill("Jordan Example");
      await page.locator("main form button[type=submit]").last().click();
      await page.locator("main", { hasText: "Jordan Example" }).waitFor();
      world.measured(`${((performance.now() - started) / 1000).toFixed(1)} s of the machine's share`);
      assert.deepEqual(await world.fits(page), []);
    },
  },
  {
    says: "what somebody may not see looks like what is not there",
    async run(world) {
      const director = await world.as("program_director");
      const { href } = await someClient(director);
      const page = await world.as("biller");
      const strange = await page.goto(`${world.url}/clients/00000000-0000-7000-8000-000000000000`);
      const nothing = await page.locator("main").innerHTML();
      assert.equal(strange.status(), 404);
      const refused = await page.goto(`${world.url}${href}/enrol`);
      assert.equal(refused.status(), 404);
      assert.equal(await page.locator("main").innerHTML(), nothing);
    },
  },
];
