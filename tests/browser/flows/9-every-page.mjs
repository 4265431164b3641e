// Every page that a role can reach by links: whole, accessible, on a desk and on a phone.
import assert from "node:assert/strict";
import { DESK, PHONE } from "../world.mjs";

const AT_MOST_ALIKE = 2;
const AT_MOST = 60;
// Ids, dates and numbers in an address make pages alike; parameters only by their names.
const kind = (url) => {
  const path = url.pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id").replace(/\d{4}-\d\d-\d\d/g, ":date").replace(/\/\d+(?=\/|$)/g, "/:n");
  return `${path}?${[...url.searchParams.keys()].sort()}`;
};

const links = (page) => page.locator("a[href]").evaluateAll((all) => all.map((one) => one.href));

// What is wrong with the page that is open.
const troubles = async (world, page) => {
  const found = [...page.troubles.splice(0)];
  if (await page.locator("h1").count() !== 1) found.push(`${await page.locator("h1").count()} main headings`);
  const text = await page.locator("body").innerText();
  const raw = text.match(/\b(undefined|NaN|Some\(|None\b(?=,|\))|\{\{|\{ ?\$)/);
  if (raw) found.push(`raw text on the page: ${raw[0]}`);
  return [...found, ...await world.accessible(page), ...await world.fits(page)];
};

const walk = async (world, role, options) => {
  const page = await world.as(role, options);
  const waiting = [`${world.url}/`], seen = new Set(), alike = new Map(), wrong = [];
  while (waiting.length && seen.size < AT_MOST) {
    const url = new URL(waiting.shift());
    url.hash = "";
    const same = alike.get(kind(url)) ?? 0;
    if (url.origin !== world.url || seen.has(url.href) || same >= AT_MOST_ALIKE) continue;
    seen.add(url.href);
    alike.set(kind(url), same + 1);
    const head = await page.context().request.get(url.href);
    const place = url.href.replace(world.url, "");
    if (!head.ok()) { wrong.push(`${place}: answers ${head.status()}`); continue; }
    if (!head.headers()["content-type"]?.startsWith("text/html") || head.headers()["content-disposition"]?.startsWith("attachment")) continue;
    await page.goto(url.href);
    wrong.push(...(await troubles(world, page)).map((what) => `${place}: ${what}`));
    waiting.push(...await links(page));
  }
  assert(seen.size > 1, "there is more than one page");
  return { seen: seen.size, kinds: [...alike.keys()], wrong };
};

const everywhere = (says, options) => ({
  says,
  patience: 400_000,
  async run(world) {
    const wrong = [], kinds = new Set();
    let pages = 0;
    for (const role of world.roles) {
      const walked = await walk(world, role, options);
      pages += walked.seen;
      walked.kinds.forEach((one) => kinds.add(one));
      wrong.push(...walked.wrong.map((what) => `${role} ${what}`));
      await world.leave();
    }
    world.measured(`${pages} pages of ${kinds.size} kinds, ${world.roles.length} roles`);
    if (process.env.FOOTBRIDGE_SAY_PAGES) world.measured([...kinds].sort().join("\n        "));
    assert.equal(wrong.length, 0, `${wrong.length} things are wrong:\n${wrong.slice(0, 60).join("\n")}`);
  },
});

export const flows = [
  everywhere("every page is accessible at a desk, in light colours", { size: DESK }),
  everywhere("every page is accessible on a phone without scrolling sideways, in dark colours", { size: PHONE, dark: true }),
  {
    says: "the sign-in page is accessible, light and dark, wide and narrow",
    async run(world) {
      for (const options of [{ size: DESK }, { size: PHONE, dark: true }]) {
        const page = await world.stranger(options);
        await page.goto(`${world.url}/sign-in`);
        assert.deepEqual([...await world.accessible(page), ...await world.fits(page)], []);
      }
    },
  },
];
