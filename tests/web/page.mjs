// The page in Chromium, on screens and on paper.

import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const WIDTHS = [360, 768, 1280];
const SCHEMES = ["light", "dark"];

/** Checks the page, and its fragment as a site's page would show it. */
export async function checkPage(browser, { name, page: file, wrapped }) {
  const page = await (await browser.newContext({ bypassCSP: true })).newPage();
  const faults = [];
  const fault = (what) => faults.push(`${name}: ${what}`);
  await page.goto(pathToFileURL(resolve(file)).href);
  await onScreens(page, fault);
  for (const said of await printed(page)) fault(said);
  await page.goto(pathToFileURL(resolve(wrapped)).href);
  (await violations(page)).forEach((said) => fault(`axe on the fragment: ${said}`));
  await page.context().close();
  return faults;
}

/** Checks the handbook as a page. */
export async function checkHandbook(browser, file) {
  const page = await (await browser.newContext()).newPage();
  const faults = [];
  await page.goto(pathToFileURL(resolve(file)).href);
  await onScreens(page, (what) => faults.push(`handbook: ${what}`));
  await page.context().close();
  return faults;
}

/** Looks at a page on screens of any width, in light and dark, enlarged, by keyboard. */
async function onScreens(page, fault) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      (await violations(page)).forEach((said) => fault(`axe at ${width} px, ${colorScheme}: ${said}`));
    }
    if (await scrollsSideways(page)) fault(`the page scrolls sideways at ${width} px`);
  }
  await page.emulateMedia({ colorScheme: "light" });
  // 1280 px at 200 %: half the width, or letters twice as large.
  await page.setViewportSize({ width: 640, height: 450 });
  if (await scrollsSideways(page)) fault("the page scrolls sideways at 200 %");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  if (await scrollsSideways(page)) fault("the page scrolls sideways with letters twice as large");
  await page.evaluate(() => document.documentElement.removeAttribute("style"));
  const titles = await page.locator("h1").count();
  if (titles !== 1) fault(`${titles} h1`);
  for (const said of await unfocused(page)) fault(`no visible focus on ${said}`);
}

/** Names what axe finds in a page and in its frames. */
export async function violations(page) {
  for (const frame of page.frames()) await frame.addScriptTag({ path: axe });
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.map(({ id, nodes }) => `${id} at ${nodes.map((node) => node.target).slice(0, 3).join(", ")}`);
}

function scrollsSideways(page) {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

/** Walks through the page by keyboard and names what gets no outline. */
async function unfocused(page) {
  const found = [];
  const stops = await page.locator("a[href], [tabindex='0']").count();
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press("Tab");
    const said = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
      const seen = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
      return seen ? null : document.activeElement.outerHTML.slice(0, 80);
    });
    if (said) found.push(said);
  }
  return found;
}

/** Compares paper with screen: the same words in the same order, and nothing of
    what only screens need. */
async function printed(page) {
  const words = () => page.evaluate(() => document.querySelector("main").innerText.replace(/\s+/g, ""));
  const onScreen = await words();
  await page.emulateMedia({ media: "print" });
  const found = [];
  if ((await words()) !== onScreen) found.push("paper has other words than the screen");
  for (const only of ["nav", "footer"]) {
    for (const element of await page.locator(only).all()) {
      if (await element.isVisible()) found.push(`${only} is printed`);
    }
  }
  await page.emulateMedia({ media: "screen" });
  return found;
}
