import { World, TABLET } from "/work/wt/quality/tests/browser/world.mjs";
import { readFile } from "node:fs/promises";
const w = await World.open("http://127.0.0.1:18099", JSON.parse(await readFile("/tmp/q-signins.json","utf8")));
const p = await w.as(process.argv[2] ?? "group_counselor", {size: TABLET});
if (process.argv[3]) await p.goto(w.url + process.argv[3]);
console.log(p.url()); console.log((await p.locator("main").innerHTML()).slice(0, Number(process.argv[4] ?? 6000)));
await p.screenshot({path: "/tmp/probe.png", fullPage: true});
await w.close();
