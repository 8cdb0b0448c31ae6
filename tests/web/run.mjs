// Builds each example and looks at what it gives with the tools of others: the
// Nu checker, axe and Chromium for the page and the fragment, the parsers of
// VS Code and GitHub for the Markdown. Reads each example as an editor does that has
// the form's JSON Schema. The page of the handbook is looked at as a report's is. Ends
// with 1 if any of them finds a fault.
//
//     node tests/web/run.mjs [nianbao] [handbook.html]

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { openBrowser } from "./browser.mjs";
import { checkMarkdown } from "./markdown.mjs";
import { checkHandbook, checkPage } from "./page.mjs";
import { checkMarkup } from "./markup.mjs";
import { checkSchemas } from "./schema.mjs";

const binary = process.argv[2] ?? "target/debug/nianbao";
const handbook = process.argv[3] ?? "target/web/handbook.html";
const out = "target/web";

/** Builds a file in every text format and returns the results. */
function build(file, options = []) {
  const name = `${basename(dirname(file))}-${basename(file, ".yaml")}`;
  const folder = join(out, name);
  mkdirSync(folder, { recursive: true });
  const run = (...more) =>
    execFileSync(binary, ["build", file, ...options, ...more], { stdio: ["ignore", "pipe", "inherit"] });
  run("--to", "html,fragment,md", "-o", folder);
  const stem = join(folder, basename(file, ".yaml"));
  const wrapped = `${stem}.wrapped.html`;
  const fragment = readFileSync(`${stem}.fragment.html`, "utf8");
  writeFileSync(
    wrapped,
    `<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>片段</title></head>` +
      `<body><main><h1>站点的标题</h1>\n${fragment}</main></body></html>\n`,
  );
  return {
    name,
    page: `${stem}.html`,
    wrapped,
    markdown: readFileSync(`${stem}.md`, "utf8"),
    piped: run("--to", "md", "--tables", "pipe", "-o", "-").toString(),
  };
}

const files = readdirSync("examples", { recursive: true })
  .filter((path) => path.endsWith(".yaml"))
  .sort()
  .map((path) => join("examples", path));
if (files.length === 0) throw new Error("no examples here: run from the project's folder");
const reports = files.map((file) => build(file));
reports.push(build("tests/forms/website.yaml", ["--templates", "tests/forms"]));

const faults = checkMarkup([handbook, ...reports.flatMap((report) => [report.page, report.wrapped])]);
faults.push(...(await checkSchemas(binary, files, out)));
const browser = await openBrowser();
try {
  faults.push(...(await checkHandbook(browser, handbook)));
  for (const report of reports) {
    faults.push(...(await checkPage(browser, report)));
    faults.push(...(await checkMarkdown(browser, report)));
  }
} finally {
  await browser.close();
}
for (const fault of faults) console.error(fault);
console.log(`${reports.length} reports and the handbook, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
