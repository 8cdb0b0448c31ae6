// Previews an example in Chromium as a clerk does: saves the file, clicks, types, looks
// at it on a telephone and in the dark. Ends with 1 if anything is not as it should be.
//
//     node tests/web/preview.mjs [nianbao]

import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { openBrowser } from "./browser.mjs";
import { violations } from "./page.mjs";
import { Desk } from "./preview/desk.mjs";
import { lastYearIsBeside, markdownIsShown, pdfIsShown } from "./preview/formats.mjs";
import { endIsSaid, strangersAreRefused } from "./preview/gate.mjs";
import { keyboardIsEnough } from "./preview/keyboard.mjs";
import { findingsLead, partsSayTheirPlace } from "./preview/parts.mjs";
import { errorsKeepTheReport, placeIsKept, savesShow, wrongSumsAreShown } from "./preview/saves.mjs";
import { axeFindsNothing, darkIsDark, narrowIsEnough } from "./preview/sight.mjs";
import { savesToCells } from "./preview/times.mjs";

const binary = process.argv[2] ?? "target/debug/nianbao";
const out = "target/web";
const SCENES = [
  savesShow,
  wrongSumsAreShown,
  errorsKeepTheReport,
  placeIsKept,
  findingsLead,
  partsSayTheirPlace,
  keyboardIsEnough,
  pdfIsShown,
  markdownIsShown,
  lastYearIsBeside,
  narrowIsEnough,
  darkIsDark,
  axeFindsNothing,
  strangersAreRefused,
  endIsSaid,
];

/** Plays a scene on a desk of its own; returns the faults. */
async function play(browser, scene) {
  const faults = [];
  const check = (holds, what) => holds || faults.push(`${scene.name}: ${what}`);
  const desk = await Desk.open(binary, "examples/county", "2025.yaml", out);
  const start = Date.now();
  try {
    await desk.show(browser, scene.options);
    await scene(desk, check);
    desk.noted.forEach((said) => check(false, said));
  } catch (error) {
    check(false, error.message);
  } finally {
    await desk.close();
  }
  console.log(`${scene.name}: ${Date.now() - start} ms`);
  return faults;
}

/** Looks with axe at the page that each example is published as. */
async function published(browser) {
  const page = await (await browser.newContext({ bypassCSP: true })).newPage();
  const faults = [];
  const files = readdirSync("examples", { recursive: true }).filter((path) => path.endsWith(".yaml"));
  if (files.length === 0) throw new Error("no examples here: run from the project's folder");
  for (const file of files) {
    const folder = join(out, "published", file);
    mkdirSync(folder, { recursive: true });
    execFileSync(binary, ["build", join("examples", file), "--to", "html", "-o", folder], { stdio: "ignore" });
    await page.goto(pathToFileURL(resolve(folder, `${basename(file, ".yaml")}.html`)).href);
    for (const [width, colorScheme] of [[1280, "light"], [360, "dark"]]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      faults.push(...(await violations(page)).map((said) => `${file}, ${width} px, ${colorScheme}: axe: ${said}`));
    }
  }
  await page.context().close();
  return faults;
}

/** Prints how long saves take to show. */
async function time(browser) {
  const desk = await Desk.open(binary, "examples/county", "2025.yaml", out);
  try {
    await desk.show(browser);
    for (const [tab, state] of [["网页", "shut"], ["PDF", "open"]]) {
      console.log(`save to cell, PDF tab ${state}: median ${await savesToCells(desk, tab)} ms (${binary})`);
    }
  } finally {
    await desk.close();
  }
}

mkdirSync(out, { recursive: true });
const faults = [];
const browser = await openBrowser();
try {
  for (const scene of SCENES) faults.push(...(await play(browser, scene)));
  faults.push(...(await published(browser)));
  await time(browser);
} finally {
  await browser.close();
}
for (const fault of faults) console.error(fault);
console.log(`${SCENES.length} scenes, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
