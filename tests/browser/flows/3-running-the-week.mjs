// The director: whose hours are at risk and what would mend it; moving, cancelling, replacing, each shown before it is done.
import assert from "node:assert/strict";
import { PHONE } from "../world.mjs";

const LATER = 3; // weeks ahead: nobody has been there yet

// The page of a group session some weeks ahead, as the director sees it.
const laterGroup = async (page, world) => {
  await page.goto(`${world.url}/week`);
  for (let week = 0; week < LATER; week += 1) {
    await Promise.all([page.waitForURL(/day=/), page.locator(".heading a", { hasText: "Later" }).click()]);
    await page.waitForLoadState();
  }
  const groups = page.locator(".week a[href^='/sessions/']", { hasText: "group" });
  const href = await groups.first().getAttribute("href");
  assert(href, "there is a group three weeks ahead");
  return href;
};

export const flows = [
  {
    says: "the director sees whose hours are at risk this week, and which group would mend it, without a click",
    async run(world) {
      const page = await world.as("program_director");
      const card = page.locator("#hours-at-risk");
      await card.waitFor();
      const text = await card.innerText();
      assert.match(text, /\d+ clients?/);
      if (/No session left/.test(text) || /mend/.test(text)) assert.match(text, /Ends at .+ of .+/);
      world.measured(text.split("\n").filter((line) => /mend/i.test(line)).slice(0, 2).join(" | ") || "nobody's week can still be mended");
    },
  },
  {
    says: "the director moves a session after seeing who is affected, and it is where it was moved to",
    async run(world) {
      const page = await world.as("program_director");
      const href = await laterGroup(page, world);
      await page.goto(`${world.url}${href}/change`);
      const before = await page.inputValue("#move input[name=starts]");
      const [hour] = before.split(":").map(Number);
      const wanted = `${String(hour + 1).padStart(2, "0")}:00`;
      await page.fill("#move input[name=starts]", wanted);
      await page.locator("#move button[type=submit]").click();
      const confirm = page.locator(".confirm");
      await confirm.waitFor();
      assert.match(await confirm.innerText(), /affected|Nobody/i, "who is affected is shown first");
      await confirm.locator("button[type=submit]").click();
      await page.goto(`${world.url}${href}/change`);
      assert.equal(await page.inputValue("#move input[name=starts]"), wanted);
      assert.deepEqual(page.troubles, []);
    },
  },
  {
    says: "leaving the preview changes nothing",
    async run(world) {
      const page = await world.as("program_director");
      const href = await laterGroup(page, world);
      await page.goto(`${world.url}${href}/change`);
      const before = await page.inputValue("#move input[name=starts]");
      await page.fill("#move input[name=starts]", "13:15");
      await page.locator("#move button[type=submit]").click();
      await page.locator(".confirm a.button").click();
      await page.goto(`${world.url}${href}/change`);
      assert.equal(await page.inputValue("#move input[name=starts]"), before);
    },
  },
  {
    says: "a facilitator whose credential has expired says so where one would be chosen, with scripts off",
    async run(world) {
      const page = await world.as("program_director", { scripts: false, size: PHONE });
      const href = await laterGroup(page, world);
      await page.goto(`${world.url}${href}/change`);
      const expired = page.locator("select[name=staff] option", { hasText: "credential" });
      assert(await expired.count(), "the one whose credential ended is marked");
      assert.deepEqual(await world.fits(page), []);
    },
  },
  {
    says: "a session cancelled with a reason is nobody's absence",
    async run(world) {
      const page = await world.as("program_director");
      const href = await laterGroup(page, world);
      await page.goto(`${world.url}${href}/change`);
      await page.fill("#cancel input[name=reason]", "The building has no water");
      await page.locator("#cancel button[type=submit]").click();
      await page.locator(".confirm button[type=submit]").click();
      await page.goto(`${world.url}${href}`);
      const text = await page.locator("main").innerText();
      assert.match(text, /Cancelled/);
      assert.match(text, /no water/);
      assert.doesNotMatch(text, /\bAbsent\b(?!:)/, "nobody is called absent");
    },
  },
];
