// What a save does to the page, without a reload by hand.

import { until } from "./desk.mjs";

const RIGHT = "行政处罚: 213946";
const TENFOLD = "行政处罚: 2139460";

/** A number goes wrong and is mended, saved in both ways that editors save. */
export async function savesShow(desk, check) {
  const { page } = desk;
  const cell = desk.cell("行政处罚");
  const found = desk.finding("是去年的 10.8 倍");
  // A page that is loaded again forgets this.
  const remember = (where) => where.locator("body").evaluate(() => (window.remembered = true));
  const remembers = (where) => where.locator("body").evaluate(() => window.remembered === true);
  await remember(page);
  await remember(desk.report);
  for (const save of ["replace", "overwrite"]) {
    check((await cell.textContent()) === "213946", `${save}: the cell is not as the file has it`);
    check((await found.count()) === 0, `${save}: the finding is there too early`);
    desk[save](desk.edited(RIGHT, TENFOLD));
    await until(`${save}: the cell changes`, async () => (await cell.textContent()) === "2139460");
    await until(`${save}: the finding appears`, () => found.isVisible());
    await until(`${save}: the changed cell is marked`, () => marked(cell));
    check(await marked(desk.report.locator("li", { hasText: "2139460件行政处罚决定" }).locator("..")),
      `${save}: the sentence with the number is not marked`);
    check(!(await marked(desk.cell("行政强制"))), `${save}: a cell that stayed is marked`);
    desk[save](desk.first);
    await until(`${save}: the cell is as before`, async () => (await cell.textContent()) === "213946");
    await until(`${save}: the finding goes`, async () => (await found.count()) === 0);
  }
  await until("the mark goes", async () => !(await marked(cell)));
  check(await remembers(page), "the page was loaded again");
  check(await remembers(desk.report), "the report was loaded again");
}

function marked(part) {
  return part.evaluate((element) => element.classList.contains("preview-changed"));
}

/** A sum that is wrong is shown, with the error beside. */
export async function wrongSumsAreShown(desk, check) {
  const cell = desk.cell("行政处罚");
  const words = "各项加起来是 1115";
  desk.replace(desk.edited("予以公开: {自然人: 471", "予以公开: {自然人: 472").replace(RIGHT, "行政处罚: 213947"));
  await until("the cell changes", async () => (await cell.textContent()) === "213947");
  await until("the error is found", () => desk.finding(words).isVisible());
  check(await desk.page.locator("#notice").isHidden(), "the report is said to be old");
  check((await desk.page.locator("#verdict").textContent()).includes("可以预览，不能发布"), "the verdict is another");
  desk.replace(desk.first);
  await until("the error goes", async () => (await desk.finding(words).count()) === 0);
}

/** Broken YAML, then a cell that cannot be read: the last report stays, with the error. */
export async function errorsKeepTheReport(desk, check) {
  const notice = desk.page.locator("#notice");
  const cases = [
    ["行政处罚: 213946", "行政处罚: [213946", "没有配对"],
    ["予以公开: {自然人: 471", "予以公开: {自然人: 四百", "四百"],
  ];
  for (const [piece, wrong, words] of cases) {
    desk.replace(desk.edited(piece, wrong));
    await until(`${words}: the error is said over the report`, () => notice.isVisible());
    const said = await notice.textContent();
    check(said.includes("下面还是上一次的报告"), `${words}: not said that the report is old`);
    check(said.includes(words), `${words}: not said what the error is: ${said}`);
    check(await desk.finding(words).isVisible(), `${words}: no finding`);
    const cell = desk.cell("行政处罚");
    check((await cell.isVisible()) && (await cell.textContent()) === "213946", `${words}: the last good report is gone`);
    check((await desk.page.locator("#verdict").textContent()).includes("不能发布"), `${words}: the verdict is good`);
    desk.replace(desk.first);
    await until(`${words}: the error goes`, () => notice.isHidden());
  }
}

/** A paragraph that is added above what is read does not move it. */
export async function placeIsKept(desk, check) {
  await desk.leavePlace();
  const cell = desk.cell("行政处罚");
  await cell.evaluate((element) => element.scrollIntoView({ block: "center" }));
  const top = () => cell.evaluate((element) => element.getBoundingClientRect().top);
  const before = await top();
  check(before > 100, "the report was not scrolled");
  const paragraph = "  多出来的一段，有几行那么长。".padEnd(300, "长");
  desk.replace(desk.edited("引言: |\n", `引言: |\n${paragraph}\n\n`));
  await desk.report.getByText("多出来的一段").waitFor();
  check(Math.abs((await top()) - before) <= 1, `what is read moved from ${before} to ${await top()}`);
  check(await desk.report.locator("html").evaluate((root) => root.scrollTop > 100), "the report is at its top");
}
