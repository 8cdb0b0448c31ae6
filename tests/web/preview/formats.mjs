// The other formats, and last year's report.

import { get } from "./gate.mjs";
import { until } from "./desk.mjs";
import { isInView } from "./parts.mjs";

/** The PDF tab shows a real PDF, another one after a save. */
export async function pdfIsShown(desk, check) {
  await desk.page.getByRole("tab", { name: "PDF" }).click();
  const frame = desk.page.locator("#pdf iframe");
  const source = () => frame.getAttribute("src");
  const pdf = async () => {
    const { status, headers, body } = await get(new URL(await source(), desk.address));
    check(status === 200, `the PDF is answered with ${status}`);
    check(headers["content-type"] === "application/pdf", `the PDF is ${headers["content-type"]}`);
    check(body.subarray(0, 5).toString() === "%PDF-", "the PDF does not begin with %PDF-");
    return body;
  };
  const [address, before] = [await source(), await pdf()];
  desk.replace(desk.edited("行政处罚: 213946", "行政处罚: 213947"));
  await until("the PDF is asked for anew", async () => (await source()) !== address);
  check(!before.equals(await pdf()), "the PDF stays the same after a save");
}

/** The Markdown is shown as it is and as it looks, and changes with a save. */
export async function markdownIsShown(desk, check) {
  await desk.page.getByRole("tab", { name: "Markdown" }).click();
  const source = desk.page.locator("#source");
  const rendered = desk.page.frameLocator("#rendered");
  const cell = (number) => rendered.getByRole("cell", { name: number, exact: true });
  await cell("213946").waitFor();
  const text = await source.textContent();
  check(text.startsWith("# 砚屏苗族"), `the source is no Markdown: ${text.slice(0, 80)}`);
  check(text.includes("<table>"), "the source has no tables");
  check((await rendered.locator("h1").textContent()).startsWith("砚屏苗族"), "the rendered Markdown has no heading");
  check(await rendered.locator("img").evaluate((picture) => picture.naturalWidth > 0), "the picture is not shown");
  desk.replace(desk.edited("行政处罚: 213946", "行政处罚: 213947"));
  await cell("213947").waitFor();
  await until("the source changes", async () => (await source.textContent()).includes("213947"));
}

/** Last year's report stands beside this year's, the same tables at the same height. */
export async function lastYearIsBeside(desk, check) {
  const { page } = desk;
  const button = page.getByRole("button", { name: "对照去年" });
  const before = page.frameLocator("#before");
  const cell = before.locator('xpath=//tr[th[.="行政处罚"]]/td');
  const top = (part) => part.evaluate((element) => element.getBoundingClientRect().top);
  const tops = () => Promise.all([desk.report, before].map((report) => top(report.getByRole("region", { name: "主动公开政府信息情况" }))));
  const besideEachOther = async () => {
    const [one, other] = await tops();
    return Math.abs(one - other) <= 1;
  };

  await desk.leavePlace();
  await desk.cell("行政处罚").evaluate((element) => element.scrollIntoView({ block: "center" }));
  await button.click();
  await cell.waitFor();
  check((await cell.textContent()) === "198275", "last year's report has another number");
  check((await before.locator("h1").textContent()).includes("2024年"), "last year's report is of another year");
  await until("the tables of both years are as high", besideEachOther);
  check(await isInView(desk.cell("行政处罚")), "what was read is out of view");
  await desk.report.getByText("五、存在的主要问题及改进情况").evaluate((element) => element.scrollIntoView({ block: "center" }));
  await until("last year's report scrolls along", async () => (await top(cell)) < 0 && (await besideEachOther()));

  desk.replace(desk.edited("行政处罚: 213946", "行政处罚: [213946"));
  await page.locator("#notice").waitFor();
  check(await cell.isVisible(), "a broken file puts last year's report away");
  desk.replace(desk.first);
  await page.locator("#notice").waitFor({ state: "hidden" });

  await desk.replaceLastYear("行政处罚: 198275", "行政处罚: 198276");
  await until("last year's report changes with its file", async () => (await cell.textContent()) === "198276");
  await button.click();
  check(await page.locator("#before").isHidden(), "last year's report is not put away");
}
