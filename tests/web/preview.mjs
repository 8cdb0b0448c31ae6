// Previews an example in Chromium as a clerk does: saves the file, clicks, types, looks
// at it on a telephone and in the dark. Ends with 1 if anything is not as it should be.
//
//     node tests/web/preview.mjs [nianbao]

import { mkdirSync } from "node:fs";
import { openBrowser } from "./browser.mjs";
import { Desk } from "./preview/desk.mjs";
import { keyboardIsEnough } from "./preview/keyboard.mjs";
import { findingsLead, partsSayTheirPlace } from "./preview/parts.mjs";
import { errorsKeepTheReport, placeIsKept, savesShow } from "./preview/saves.mjs";

const binary = process.argv[2] ?? "target/debug/nianbao";
const out = "target/web";
const SCENES = [savesShow, errorsKeepTheReport, placeIsKept, findingsLead, partsSayTheirPlace, keyboardIsEnough];

/** Plays a scene on a desk of its own; returns the faults. */
async function play(browser, scene) {
  const faults = [];
  const check = (holds, what) => holds || faults.push(`${scene.name}: ${what}`);
  const desk = await Desk.open(binary, "examples/county", "2025.yaml", out);
  try {
    await desk.show(browser);
    await scene(desk, check);
    desk.noted.forEach((said) => check(false, said));
  } catch (error) {
    check(false, error.message);
  } finally {
    await desk.close();
  }
  return faults;
}

mkdirSync(out, { recursive: true });
const faults = [];
const browser = await openBrowser();
try {
  for (const scene of SCENES) {
    const start = Date.now();
    faults.push(...(await play(browser, scene)));
    console.log(`${scene.name} ${Date.now() - start} ms`);
  }
} finally {
  await browser.close();
}
for (const fault of faults) console.error(fault);
console.log(`${SCENES.length} scenes, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
