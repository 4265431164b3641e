// A group's roster: exceptions by tap, one tap for the rest, and putting it right afterwards.
import assert from "node:assert/strict";
import { PHONE, TABLET } from "../world.mjs";

const rows = (page) => page.locator("[data-roster-row]");
const mark = (row, code) => row.locator(`.marks button[name=mark][value=${code}]`);
const pressed = (row, code) => row.locator(`.marks button[name=mark][value=${code}][aria-pressed=true]`);
const state = async (row) => (await row.locator(".roster-state .tag").innerText()).trim();
const rest = (page) => page.locator("button[name=mark][value=rest]");
const confirmed = (page) => page.locator(".roster-confirmed");

// A tap, and the roster as it is after it.
const tap = async (page, at, code) => {
  if (await pressed(rows(page).nth(at), code).count()) return;
  await mark(rows(page).nth(at), code).click();
  await pressed(rows(page).nth(at), code).waitFor();
};

// From Today to the open roster with most clients.
const openRoster = async (world, page) => {
  const open = await page.locator("#open-attendance li, #groups li").evaluateAll((all) => all.map((one) => ({
    href: one.querySelector("a[href^='/sessions/']")?.getAttribute("href"),
    clients: Number(one.innerText.match(/(\d+) clients?/)?.[1] ?? 0),
    asks: /confirm/i.test(one.innerText),
  })).filter((one) => one.href && one.asks).sort((one, other) => other.clients - one.clients));
  assert(open.length, "Today shows a roster that waits to be confirmed");
  await page.locator(`a[href='${open[0].href}']`).first().click();
  await rows(page).first().waitFor();
  held = open[0].href;
};

// The group whose attendance was taken: marks on it are corrections now.
let held;
const heldRoster = async (world, page) => {
  if (!held) await openRoster(world, page);
  await page.goto(`${world.url}${held}`);
  await rows(page).first().waitFor();
};

export const flows = [
  {
    says: "a counselor takes a group's attendance by tapping exceptions and then: the rest are here",
    async run(world) {
      const page = await world.as("group_counselor", { size: TABLET });
      await openRoster(world, page);
      const count = await rows(page).count();
      assert(count >= 3, `a group of ${count}`);
      const started = performance.now();
      await tap(page, 0, "late");
      await tap(page, 1, "absent");
      await tap(page, 2, "excused");
      let taps = 3;
      if (count > 3) { await tap(page, 3, "video"); taps += 1; }
      await rest(page).click();
      await confirmed(page).waitFor();
      const seconds = (performance.now() - started) / 1000;
      world.measured(`${count} clients, ${taps + 1} taps, ${seconds.toFixed(1)} s from the first tap to the confirmed roster (the machine's share)`);
      assert(seconds < 20, `${seconds} s`);
      assert.match(await state(rows(page).nth(0)), /late/i);
      assert.match(await state(rows(page).nth(1)), /absent/i);
      for (let at = 4; at < count; at += 1) assert.match(await state(rows(page).nth(at)), /here|present/i);
      assert.match(await confirmed(page).innerText(), /Imani|Counselor/, "who confirmed it is kept");
      assert.deepEqual(page.troubles, []);

      // Mending a mistake: who was called absent was here after all.
      await tap(page, 1, "present");
      assert.match(await state(rows(page).nth(1)), /here|present/i);
      await page.reload();
      assert.match(await state(rows(page).nth(1)), /here|present/i, "it stays mended");
      assert.match(await state(rows(page).nth(0)), /late/i, "and nothing else was lost");
    },
  },
  {
    says: "minutes late are put right in the row's own field",
    async run(world) {
      const page = await world.as("group_counselor", { size: TABLET });
      await heldRoster(world, page);
      await tap(page, 0, "present");
      await tap(page, 0, "late");
      const minutes = rows(page).nth(0).locator("input[name=minutes]");
      await minutes.fill("17");
      await minutes.press("Enter");
      await rows(page).nth(0).locator(".roster-state").getByText(/17/).waitFor();
    },
  },
  {
    says: "the same by keyboard alone: letters mark, arrows walk",
    async run(world) {
      const page = await world.as("group_counselor");
      await heldRoster(world, page);
      await rows(page).nth(0).focus();
      await page.keyboard.press("a");
      await pressed(rows(page).nth(0), "absent").waitFor();
      if (await rows(page).count() > 1) {
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("v");
        await pressed(rows(page).nth(1), "video").waitFor();
      }
    },
  },
  {
    says: "the same with scripts off on a phone",
    async run(world) {
      const page = await world.as("group_counselor", { size: PHONE, scripts: false });
      await heldRoster(world, page);
      await tap(page, 0, "left_early");
      await tap(page, 0, "present");
      assert.match(await state(rows(page).nth(0)), /here|present/i);
      assert.deepEqual(await world.fits(page), []);
    },
  },
  {
    says: "a double tap is one act",
    async run(world) {
      const page = await world.as("group_counselor", { size: TABLET });
      await heldRoster(world, page);
      await mark(rows(page).nth(0), "video").dblclick();
      await pressed(rows(page).nth(0), "video").waitFor();
      await page.reload();
      assert.equal(await pressed(rows(page).nth(0), "video").count(), 1);
      assert.deepEqual(page.troubles, []);
    },
  },
  {
    says: "without a connection a tap says that it was not sent, and works when the connection is back",
    async run(world) {
      const page = await world.as("group_counselor", { size: TABLET });
      await heldRoster(world, page);
      await tap(page, 0, "present");
      await page.context().setOffline(true);
      await mark(rows(page).nth(0), "late").click();
      await page.locator(".flash-offline").waitFor();
      await page.context().setOffline(false);
      await tap(page, 0, "late");
      page.troubles.splice(0);
    },
  },
  {
    says: "two at one roster meet in a conflict that shows both and loses neither",
    async run(world) {
      const first = await world.as("group_counselor", { size: TABLET });
      await heldRoster(world, first);
      await tap(first, 0, "present");
      const second = await first.context().newPage();
      await second.goto(first.url());
      await tap(first, 0, "absent");
      await mark(rows(second).nth(0), "late").click();
      await second.locator("#main [role=alert], #main .flash, #main .conflict").first().waitFor();
      await pressed(rows(second).nth(0), "absent").waitFor();
      await tap(second, 0, "late");
    },
  },
];
