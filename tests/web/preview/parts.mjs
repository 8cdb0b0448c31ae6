// From a finding to its place in the report, and from a part of the report to its
// place in the file.

import { until } from "./desk.mjs";

/** A click on a finding shows its lines and the part of the report it is about. */
export async function findingsLead(desk, check) {
  desk.replace(desk.edited("行政处罚: 213946", "行政处罚: 2139460"));
  const found = desk.finding("是去年的 10.8 倍");
  await found.waitFor();
  const cell = desk.cell("行政处罚");
  check(!(await isInView(cell)), "the cell is in view before the click");
  await found.click();
  const lines = desk.page.locator(`#${await found.getAttribute("aria-controls")}`);
  check(await lines.isVisible(), "the finding's lines are not shown");
  const shown = await lines.textContent();
  check(shown.includes("行政处罚: 2139460"), `not the finding's line: ${shown}`);
  check(shown.includes("^^^^^^^"), `nothing points at the number: ${shown}`);
  check((await found.textContent()).includes(desk.at("2139460")), "the finding does not say where it is");
  check(await isUnder(lines, "^^^^^^^", "2139460"), "the carets do not stand under the number");
  await until("the report moves to the finding's cell", () => isInView(cell));
  check(await cell.evaluate((it) => it.classList.contains("preview-found")), "the finding's cell is not marked");
  await found.click();
  check(await lines.isHidden(), "a second click does not put the lines away");
}

/** A click on a cell and on a paragraph says file, line and column. */
export async function partsSayTheirPlace(desk, check) {
  const at = desk.page.locator("#place-at");
  const lines = desk.page.locator("#place-lines");
  await desk.cell("行政强制").click();
  await until("the cell's place is said", async () => (await at.textContent()) === `${desk.at("2164")} 主动公开.行政强制`);
  check((await lines.textContent()).includes("行政强制: 2164"), "the cell's line is not shown");
  await desk.report.getByText("村务公开栏与乡镇公开的信息互相对照").click();
  const place = desk.at("各乡镇、街道按照26个领域");
  await until("the list's place is said", async () => (await at.textContent()).startsWith(`${place} 总体情况.其他方面`));
  await desk.report.getByText("主动公开基本目录每年6月").click();
  const paragraph = desk.at("主动公开基本目录每年6月");
  await until("the paragraph's place is said", async () => (await at.textContent()) === `${paragraph} 总体情况.政府信息管理`);
  check((await lines.textContent()).includes("主动公开基本目录每年6月"), "the paragraph's line is not shown");
  await desk.page.getByRole("button", { name: "收起" }).click();
  check(await at.isHidden(), "the place is not put away");
}

/** Tells whether in some lines a piece begins and ends under another. */
function isUnder(lines, low, high) {
  return lines.evaluate((element, pieces) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const [lower, upper] = pieces.map((piece) => {
      walker.currentNode = element;
      let node = walker.nextNode();
      while (!node.data.includes(piece)) node = walker.nextNode();
      const range = document.createRange();
      range.setStart(node, node.data.indexOf(piece));
      range.setEnd(node, node.data.indexOf(piece) + piece.length);
      return range.getBoundingClientRect();
    });
    return lower.top > upper.top && Math.abs(lower.left - upper.left) < 1 && Math.abs(lower.right - upper.right) < 1;
  }, [low, high]);
}

/** Tells whether a part of the report stands in its window. */
export function isInView(part) {
  return part.evaluate((element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect();
    return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
  });
}
