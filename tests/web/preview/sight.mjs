// The page as it looks: to axe, on a telephone, in the dark.

import { violations } from "../page.mjs";
import { until } from "./desk.mjs";

const BROKEN = ["行政处罚: 213946", "行政处罚: [213946"];

/** axe finds nothing, whatever the page shows, on a wide screen by day and on a narrow
    one by night. */
export async function axeFindsNothing(desk, check) {
  const { page } = desk;
  const look = async (state) => {
    for (const [width, colorScheme] of [[1280, "light"], [360, "dark"]]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      for (const said of await violations(page)) check(false, `${state}, ${width} px, ${colorScheme}: axe: ${said}`);
    }
  };
  await page.locator("#findings button").first().click();
  await desk.cell("行政强制").click();
  await page.locator("#place").waitFor();
  await look("a finding and a place");
  desk.replace(desk.edited(...BROKEN));
  await page.locator("#notice").waitFor();
  await look("a broken file");
  desk.replace(desk.first);
  await page.locator("#notice").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "对照去年" }).click();
  await page.frameLocator("#before").locator("h1").waitFor();
  await look("last year beside");
  await page.getByRole("tab", { name: "Markdown" }).click();
  await page.frameLocator("#rendered").locator("h1").waitFor();
  await look("Markdown");
}
axeFindsNothing.options = { bypassCSP: true };

/** At 360 px nothing is cut off at the side, and every control can be used. */
export async function narrowIsEnough(desk, check) {
  const { page } = desk;
  const whole = async (state) => {
    for (const frame of page.frames()) {
      const wide = await frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      check(wide <= 0, `${state}: ${frame.name() || new URL(frame.url()).pathname.slice(34)} is ${wide} px too wide`);
    }
    for (const control of await page.locator("button:visible").all()) {
      await control.scrollIntoViewIfNeeded();
      const said = await control.evaluate(covered);
      check(!said, `${state}: ${said}`);
    }
  };
  await page.locator("#findings button").first().click();
  await whole("a finding");
  await desk.cell("行政强制").click();
  await page.locator("#place").waitFor();
  await whole("a place");
  await page.getByRole("button", { name: "收起" }).click();
  desk.replace(desk.edited(...BROKEN));
  await page.locator("#notice").waitFor();
  await whole("a broken file");
  check((await height(desk, "#web")) >= 200, "a broken file leaves no room for the report");
  desk.replace(desk.first);
  await page.locator("#notice").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "对照去年" }).click();
  await page.frameLocator("#before").locator("h1").waitFor();
  await whole("last year beside");
  await page.getByRole("tab", { name: "Markdown" }).click();
  await page.frameLocator("#rendered").locator("h1").waitFor();
  await whole("Markdown");
}
narrowIsEnough.options = { viewport: { width: 360, height: 740 }, hasTouch: true };

/** Says what keeps a finger from a control. */
function covered(control) {
  const { left, right, top, bottom, width, height } = control.getBoundingClientRect();
  const name = control.textContent.slice(0, 20);
  if (left < 0 || right > innerWidth) return `“${name}” lies outside the window`;
  if (width < 44 || height < 44) return `“${name}” is too small for a finger`;
  const hit = document.elementFromPoint((left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2);
  return control.contains(hit) ? null : `“${name}” is covered`;
}

async function height(desk, selector) {
  return (await desk.page.locator(selector).boundingBox()).height;
}

/** The page and the reports follow the system into the dark, at once. */
export async function darkIsDark(desk, check) {
  const { page } = desk;
  await page.getByRole("button", { name: "对照去年" }).click();
  await page.frameLocator("#before").locator("h1").waitFor();
  const brightness = () => Promise.all([page, desk.report, page.frameLocator("#before")].map((it) => it.locator("body").evaluate(lightness)));
  check((await brightness()).every((light) => light > 200), `by day it is ${await brightness()}`);
  await page.emulateMedia({ colorScheme: "dark" });
  await until("all is dark", async () => (await brightness()).every((light) => light < 80));
}

/** How light the ground of an element is, from 0 to 255. */
function lightness(element) {
  for (let at = element; at; at = at.parentElement) {
    const [red, green, blue, alpha = 1] = getComputedStyle(at).backgroundColor.match(/[\d.]+/g).map(Number);
    if (alpha > 0) return (red + green + blue) / 3;
  }
  return matchMedia("(prefers-color-scheme: dark)").matches ? 0 : 255;
}
