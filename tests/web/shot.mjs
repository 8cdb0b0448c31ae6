// Takes a picture of a page as it is seen after a moment, for the documents:
//
//     node tests/web/shot.mjs ADDRESS WIDTH HEIGHT FILE.png [SELECTOR]
//
// A selector names what stands at the top of the picture.

import { openBrowser } from "./browser.mjs";

const [address, width, height, path, top] = process.argv.slice(2);
/** Time for a page that asks for its parts by itself. */
const MOMENT = 1500;

const browser = await openBrowser();
try {
  const viewport = { width: Number(width), height: Number(height) };
  const page = await browser.newPage({ viewport });
  await page.goto(address);
  if (top) await page.locator(top).evaluate((element) => element.scrollIntoView());
  await page.waitForTimeout(MOMENT);
  await page.screenshot({ path });
} finally {
  await browser.close();
}
