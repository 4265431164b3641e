// Every page that a role can reach by links: whole, accessible, on a desk in light colours and on a phone in dark ones.
import assert from "node:assert/strict";
import { DESK, PHONE } from "../world.mjs";

// Pages of one kind look alike: so many for each role, and so many in all, stand for the rest.
const A_ROLE = 2, IN_ALL = 3;
// Ids, dates and numbers in an address make pages alike; parameters only by their names.
const kind = (url) => {
  const path = url.pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id").replace(/\d{4}-\d\d-\d\d/g, ":date").replace(/\/\d+(?=\/|$)/g, "/:n");
  const names = [...new Set(url.searchParams.keys())].sort();
  return names.length ? `${path}?${names}` : path;
};

const links = (page) => page.locator("a[href]").evaluateAll((all) => all.map((one) => one.href));

// What is wrong with the page that is open.
const troubles = async (world, page) => {
  const found = [...page.troubles.splice(0)];
  if (await page.locator("h1").count() !== 1) found.push(`${await page.locator("h1").count()} main headings`);
  const text = await page.locator("body").innerText();
  const raw = text.match(/\b(undefined|NaN|Some\(|None\b(?=,|\)))|\{\{|\{ ?\$/);
  if (raw) found.push(`raw text on the page: ${raw[0]}`);
  await page.setViewportSize(DESK);
  await page.emulateMedia({ colorScheme: "light" });
  found.push(...await world.accessible(page));
  await page.setViewportSize(PHONE);
  await page.emulateMedia({ colorScheme: "dark" });
  found.push(...(await world.accessible(page)).map((what) => `on a phone: ${what}`), ...await world.fits(page));
  await page.setViewportSize(DESK);
  return found;
};

const isPage = (answer) => answer.headers()["content-type"]?.startsWith("text/html") && !answer.headers()["content-disposition"]?.startsWith("attachment");

const walk = async (world, role, seen) => {
  const page = await world.as(role);
  const waiting = [`${world.url}/`], been = new Set(), here = new Map(), wrong = [];
  while (waiting.length) {
    const url = new URL(waiting.shift());
    url.hash = "";
    const alike = kind(url), nth = here.get(alike) ?? 0;
    if (url.origin !== world.url || been.has(url.href) || nth >= A_ROLE || (alike !== "/" && (seen.get(alike) ?? 0) >= IN_ALL)) continue;
    been.add(url.href);
    here.set(alike, nth + 1);
    seen.set(alike, (seen.get(alike) ?? 0) + 1);
    const place = url.href.replace(world.url, "");
    const answer = await page.context().request.get(url.href);
    if (!answer.ok()) { wrong.push(`${role} ${place}: answers ${answer.status()}`); continue; }
    if (!isPage(answer)) continue;
    await page.goto(url.href);
    wrong.push(...(await troubles(world, page)).map((what) => `${role} ${place}: ${what}`));
    waiting.push(...await links(page));
  }
  return { count: been.size, wrong };
};

export const flows = [
  {
    says: "every page that anybody can reach is accessible, light and dark, and fits a phone",
    patience: 600_000,
    async run(world) {
      const seen = new Map(), wrong = [];
      let pages = 0;
      for (const role of world.roles) {
        const walked = await walk(world, role, seen);
        pages += walked.count;
        wrong.push(...walked.wrong);
        await world.leave();
      }
      world.measured(`${pages} pages of ${seen.size} kinds, as ${world.roles.length} roles`);
      if (process.env.FOOTBRIDGE_SAY_PAGES) world.measured([...seen.keys()].sort().join("\n        "));
      assert.equal(wrong.length, 0, `${wrong.length} things are wrong:\n${wrong.slice(0, 60).join("\n")}`);
    },
  },
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
