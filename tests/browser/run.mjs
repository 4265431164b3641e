// Runs every flow against a living demo in Chromium, and says each as a sentence.
//   node run.mjs URL SIGN_INS.json [WORDS]     WORDS: only flows whose sentence holds them
// SIGN_INS.json is the `sign_ins` of `footbridge demo --format json`. Exit code 1 when a flow fails; its screen lies in shots/.
import { readFile, readdir } from "node:fs/promises";
import { World } from "./world.mjs";

const [url, signInsFile, words] = process.argv.slice(2);
if (!url || !signInsFile) { console.error("usage: node run.mjs URL SIGN_INS.json [WORDS]"); process.exit(2); }

const here = new URL("./flows/", import.meta.url);
const files = (await readdir(here)).filter((name) => name.endsWith(".mjs")).sort();
const flows = (await Promise.all(files.map((name) => import(new URL(name, here))))).flatMap((module) => module.flows);
const wanted = flows.filter((flow) => !words || flow.says.includes(words));

const world = await World.open(url.replace(/\/$/, ""), JSON.parse(await readFile(signInsFile, "utf8")));
const failed = [];
for (const flow of wanted) {
  const started = performance.now();
  try {
    await world.within(flow.patience ?? 60_000, flow.run(world));
    console.log(`ok      ${flow.says} (${((performance.now() - started) / 1000).toFixed(1)} s)${world.notes()}`);
  } catch (error) {
    failed.push(flow.says);
    console.log(`FAILED  ${flow.says}${world.notes()}\n        ${String(error.stack ?? error).replaceAll("\n", "\n        ")}`);
    console.log(`        ${await world.lastSeen(flow.says)}`);
  }
  await world.leave();
}
await world.close();
console.log(`${wanted.length - failed.length} flows passed, ${failed.length} failed`);
process.exit(failed.length || !wanted.length ? 1 : 0);
