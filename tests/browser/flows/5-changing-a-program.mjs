// A program drawn, changed in a draft with its findings beside it, and published.
import assert from "node:assert/strict";

const openProgram = async (world, page) => {
  await page.goto(`${world.url}/programs`);
  await page.locator("main a[href^='/programs/']", { hasText: "intensive outpatient" }).first().click();
  await page.locator("h1").waitFor();
};

// The draft of the program: opened, or begun.
const openDraft = async (world, page) => {
  await openProgram(world, page);
  const open = page.locator("main a[href^='/drafts/']").first();
  if (await open.count()) await open.click();
  else await page.locator("main form[action$='/draft'] button[type=submit]").first().click();
  await page.waitForURL(/\/drafts\//);
  await page.locator("textarea[name=source]").waitFor();
};

const write = (page, from, to) => page.locator("textarea[name=source]").evaluate((area, [from, to]) => {
  area.value = area.value.replace(from, to);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}, [from, to]);

export const flows = [
  {
    says: "a program is drawn with its findings: the evening is a session short",
    async run(world) {
      const page = await world.as("program_director");
      await openProgram(world, page);
      const text = await page.locator("main").innerText();
      assert.match(text, /405/);
      assert.match(text, /540/);
    },
  },
  {
    says: "a draft changed as text shows its findings as it changes, before it is saved",
    async run(world) {
      const page = await world.as("program_director");
      await openDraft(world, page);
      await write(page, "[program]", "[program]\nnmae = \"misspelt\"");
      await page.locator("main", { hasText: /did you mean/ }).waitFor();
      await write(page, "\nnmae = \"misspelt\"", "");
      await page.locator("main").getByText(/did you mean/).first().waitFor({ state: "detached" });
    },
  },
  {
    says: "a draft changed by forms is written into its text, with scripts off",
    async run(world) {
      const page = await world.as("program_director", { scripts: false });
      await openDraft(world, page);
      await page.locator("#usual details summary", { hasText: "seats" }).click();
      const seats = page.locator("#usual input[name$='-seats']").first();
      await seats.fill("11");
      await page.locator("#usual form button[type=submit]").last().click();
      await page.locator("textarea[name=source]").waitFor();
      assert.match(await page.locator("textarea[name=source]").inputValue(), /seats.*11/);
    },
  },
  {
    says: "what publishing changes is shown first; published, it is a version, and clients stay on theirs",
    async run(world) {
      const page = await world.as("program_director");
      await openDraft(world, page);
      const version = `next-${Date.now()}`;
      await page.locator("textarea[name=source]").evaluate((area, version) => {
        area.value = area.value.replace(/^version = ".*"$/m, `version = "${version}"`);
        area.dispatchEvent(new Event("input", { bubbles: true }));
      }, version);
      await page.locator("#text form button[type=submit]").last().click();
      await page.locator("main a[href$='/publish']").first().click();
      const confirm = page.locator(".confirm");
      await confirm.waitFor();
      assert.match(await confirm.innerText(), /stay/i);
      await confirm.locator("button[type=submit]").click();
      await page.goto(`${world.url}/programs`);
      await page.locator("main", { hasText: version }).waitFor();
    },
  },
];
