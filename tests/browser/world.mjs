// What every flow has at hand: a browser, a signed-in page for each role, and what to expect of any page.
import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const PATIENCE = 10_000;

export const DESK = { width: 1280, height: 800 };
export const TABLET = { width: 820, height: 1180 };
export const PHONE = { width: 360, height: 740 };

export class World {
  #pages = [];
  #measured = [];
  #states = new Map();

  static async open(url, signIns) {
    const executablePath = process.env.FOOTBRIDGE_CHROMIUM || "/usr/bin/chromium";
    const world = new World();
    Object.assign(world, { url, signIns, browser: await chromium.launch({ executablePath, args: FLAGS }) });
    world.axe = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
    return world;
  }

  get roles() { return this.signIns.map((signIn) => signIn.role); }

  signIn(role) {
    const found = this.signIns.find((signIn) => signIn.role === role);
    assert(found, `the demo has a sign-in for ${role}; it has ${this.roles}`);
    return found;
  }

  // A page nobody has signed in to.
  async stranger({ size = DESK, scripts = true, dark = false, state } = {}) {
    const context = await this.browser.newContext({ viewport: size, javaScriptEnabled: scripts, colorScheme: dark ? "dark" : "light", reducedMotion: "reduce", storageState: state, hasTouch: size !== DESK });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    page.troubles = [];
    page.on("console", (message) => { if (message.type() === "error") page.troubles.push(message.text()); });
    page.on("pageerror", (error) => page.troubles.push(String(error)));
    this.#pages.push(page);
    return page;
  }

  // A page of somebody who works here, on their first screen. The form is filled once a role; later pages carry its cookie.
  async as(role, options = {}) {
    const state = this.#states.get(role);
    const page = await this.stranger({ ...options, state });
    await page.goto(`${this.url}/`);
    if (!state || await page.locator("input[type=password]").count()) {
      await this.fillSignIn(page, role);
      this.#states.set(role, await page.context().storageState());
    }
    return page;
  }

  async fillSignIn(page, role) {
    const { user, password } = this.signIn(role);
    await page.fill("input[name=user]", user);
    await page.fill("input[name=password]", password);
    await page.press("input[name=password]", "Enter");
    await page.waitForURL((at) => at.pathname !== "/sign-in");
  }

  measured(what) { this.#measured.push(what); }
  notes() { const said = this.#measured.map((what) => `\n        ${what}`).join(""); this.#measured = []; return said; }

  // Nothing of axe's WCAG rules is broken here.
  async accessible(page) {
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)));
    await page.evaluate(this.axe);
    const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }), WCAG);
    const said = found.violations.map((rule) => `${rule.id} (${rule.impact}): ${rule.nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`).join(" | ")}`);
    return said;
  }

  // The page does not have to be scrolled sideways.
  async fits(page) {
    const [wide, seen, who] = await page.evaluate(() => {
      const wide = document.documentElement.scrollWidth, seen = document.documentElement.clientWidth;
      const far = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > seen + 1 && getComputedStyle(one).position !== "absolute");
      return [wide, seen, far.slice(0, 3).map((one) => `${one.tagName.toLowerCase()}.${one.className}`).join(", ")];
    });
    return wide > seen + 1 ? [`scrolls sideways: ${wide} px on a screen of ${seen} (${who})`] : [];
  }

  within(patience, work) {
    let timer;
    const late = new Promise((_, refuse) => { timer = setTimeout(() => refuse(new Error(`not done after ${patience / 1000} s`)), patience); });
    return Promise.race([work, late]).finally(() => clearTimeout(timer));
  }

  async lastSeen(says) {
    const page = this.#pages.at(-1);
    if (!page || page.isClosed()) return "no page was open";
    const shots = new URL("./shots/", import.meta.url);
    await mkdir(shots, { recursive: true });
    const name = `${says.replace(/[^a-z0-9]+/gi, "-").slice(0, 80)}.png`;
    await page.screenshot({ path: new URL(name, shots).pathname, fullPage: true }).catch(() => {});
    const text = await page.locator("main").first().innerText({ timeout: 1000 }).catch(() => "");
    return `at ${page.url().replace(this.url, "")}, screen in shots/${name}: ${text.slice(0, 300).replaceAll("\n", " / ")}`;
  }

  async leave() {
    for (const page of this.#pages) await page.context().close().catch(() => {});
    this.#pages = [];
  }

  async close() { await this.leave(); await this.browser.close(); }
}
