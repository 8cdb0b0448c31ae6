// The Markdown as VS Code (markdown-it with HTML) and GitHub (micromark with
// GFM, near to cmark-gfm) read it: the same words, headings and tables as the
// page's.

import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import markdownIt from "markdown-it";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";

const VIEWERS = {
  "VS Code": (text) => markdownIt({ html: true }).render(text),
  GitHub: (text) =>
    micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] }),
};

/** Checks both ways of writing tables in both viewers. */
export async function checkMarkdown(browser, report) {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(resolve(report.page)).href);
  const wanted = await read(page, "article");
  const faults = [];
  for (const [viewer, render] of Object.entries(VIEWERS)) {
    for (const [tables, text] of [["html", report.markdown], ["pipe", report.piped]]) {
      await page.setContent(render(text));
      const shown = await read(page, "body");
      const found = tables === "html" ? compareWhole(shown, wanted) : compareBeside(shown, wanted);
      faults.push(...found.map((said) => `${report.name}: ${viewer}, --tables ${tables}: ${said}`));
    }
  }
  await page.close();
  return faults;
}

function compareWhole(shown, wanted) {
  const found = compareBeside(shown, wanted);
  if (JSON.stringify(shown.tables) !== JSON.stringify(wanted.tables)) found.push("tables have other cells");
  if (shown.words !== wanted.words) found.push(`words differ from ${difference(shown.words, wanted.words)}`);
  return found;
}

/** Compares what stands beside the tables; the numbers in them are compared by
    the Rust tests, which know the paths of heads. */
function compareBeside(shown, wanted) {
  const found = [];
  if (shown.headings.join("\n") !== wanted.headings.join("\n")) found.push("headings differ");
  if (shown.code > wanted.code) found.push("something became a code block");
  if (/\*\*|\|\s*-{3}/.test(shown.words)) found.push("marks are shown as text");
  if (shown.tables.length < wanted.tables.length) found.push("a table is not shown as one");
  shown.ragged.forEach((row) => found.push(`a row has another number of cells: ${row}`));
  return found;
}

function difference(one, other) {
  const length = Math.min(one.length, other.length);
  let at = 0;
  while (at < length && one[at] === other[at]) at += 1;
  return `“${one.slice(at, at + 30)}” (page: “${other.slice(at, at + 30)}”)`;
}

function read(page, selector) {
  return page.evaluate((selector) => {
    const root = document.querySelector(selector).cloneNode(true);
    // Only screen readers are told a table's name; a picture's words are its alt.
    root.querySelectorAll("caption, figcaption").forEach((element) => element.remove());
    const text = (element) => element.textContent.replace(/\s+/g, "");
    const all = (names, within = root) => [...within.querySelectorAll(names)];
    const spans = (row) => [...row.cells].reduce((sum, cell) => sum + cell.colSpan, 0);
    const merged = (table) => all("[rowspan], [colspan]", table).length > 0;
    const uneven = (table) => [...table.rows].filter((row) => spans(row) !== spans(table.rows[0]));
    return {
      words: text(root),
      headings: all("h1, h2, h3, h4, h5, h6").map((heading) => heading.tagName + text(heading)),
      code: all("pre").length,
      tables: all("table").map((table) =>
        all("td, th", table).map((cell) => `${cell.rowSpan}x${cell.colSpan} ${text(cell)}`),
      ),
      ragged: all("table").filter((table) => !merged(table)).flatMap(uneven).map(text),
    };
  }, selector);
}
