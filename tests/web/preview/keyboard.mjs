// The keyboard is enough.

import { until } from "./desk.mjs";

const STEPS = 40; // Tab reaches everything within so many

/** Tabs by arrows, a finding by Enter, a part of the report by arrows and Enter. */
export async function keyboardIsEnough(desk, check) {
  const { page } = desk;
  const press = (key) => page.keyboard.press(key);
  const focused = (selector) => page.evaluate((selector) => document.activeElement.matches(selector), selector);
  const tabTo = async (selector) => {
    for (let step = 0; step < STEPS; step += 1) {
      if (await focused(selector)) return;
      await press("Tab");
    }
    throw new Error(`Tab does not reach ${selector}`);
  };
  await tabTo("#tab-web");
  check(await outlined(page), "no visible focus on the tab");
  for (const [key, tab] of [["ArrowRight", "pdf"], ["ArrowRight", "markdown"], ["ArrowRight", "web"], ["ArrowLeft", "markdown"], ["Home", "web"]]) {
    await press(key);
    check(await focused(`#tab-${tab}[aria-selected=true]`), `${key} does not lead to the tab ${tab}`);
    const shown = await page.locator("[role=tabpanel]:visible").evaluateAll((all) => all.map(({ id }) => id));
    check(String(shown) === tab, `${key} shows ${shown}, not ${tab}`);
  }
  await tabTo("#last-year");
  await press("Enter");
  await until("Enter shows last year's report", () => page.locator("#before").isVisible());
  await press("Enter");
  await until("Enter puts last year's report away", () => page.locator("#before").isHidden());

  await tabTo("#report");
  const reached = () => desk.report.locator(":focus").getAttribute("data-place");
  await until("the report's first part is reached", async () => (await press("Tab"), await desk.report.locator("[data-place]:focus").count()));
  const first = await reached();
  await press("ArrowDown");
  check((await reached()) !== first, "an arrow does not lead to the next part");
  await press("Enter");
  await page.locator("#place").waitFor();
  const part = await reached();
  await tabTo("#place-close");
  await press("Enter");
  check(await page.locator("#place").isHidden(), "Enter does not put the place away");
  check((await focused("#report")) && (await reached()) === part, "the part that was asked for has lost the focus");

  await tabTo("#findings button");
  check(await outlined(page), "no visible focus on the finding");
  await press("Enter");
  check(await focused("#findings [aria-expanded=true]"), "Enter does not open the finding");
  check(await page.locator("#findings pre").first().isVisible(), "the opened finding shows nothing");
  await press("Enter");
  check(await focused("#findings [aria-expanded=false]"), "Enter does not close the finding");
}

function outlined(page) {
  return page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  });
}
