// Times `nianbao preview`: from the rename that saves the file to the page having
// its new report, with the PDF's tab shut and open, and while the PDF of the save before
// is being made; and its memory over many saves, one each SECONDS if they are given.
// Usage: node scripts/preview.mjs PROGRAM FILE [SECONDS]

import { spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";

const [program, file, seconds = 0] = process.argv.slice(2);
const ROUNDS = 20;
const BEGUN = 100; // milliseconds until a PDF is begun
const SAVES = [50, 100, 200, 300, 400, 500];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preview-"));
fs.cpSync(path.dirname(file), folder, { recursive: true });
const copy = path.join(folder, path.basename(file));
const text = fs.readFileSync(copy, "utf8");

const child = spawn(program, ["preview", "--no-open", copy]);
const address = await new Promise((done) => child.stdout.once("data", (data) => done(String(data).match(/http\S+/)[0])));

function get(page) {
  return new Promise((done, fail) => {
    http.get(address + page, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => done(Buffer.concat(parts).toString("latin1")));
    }).on("error", fail);
  });
}

// States as the page hears them.
let hear = () => {};
let known = null;
http.get(address + "events", (answer) => {
  let rest = "";
  answer.setEncoding("utf8").on("data", (data) => {
    const events = (rest + data).split("\n\n");
    rest = events.pop();
    for (const event of events.filter((event) => event.startsWith("data: "))) {
      known = JSON.parse(event.slice(6));
      hear(known);
    }
  });
});
const until = (holds) => (known && holds(known) ? Promise.resolve() : new Promise((done) => (hear = (state) => holds(state) && done())));

// Saves a file with something new in it; returns milliseconds to page and PDF.
let count = 0;
async function save(withPdf) {
  const { report } = known;
  fs.writeFileSync(copy + "~", text.replace(/行政许可: [0-9]+/, () => `行政许可: ${1000 + ++count}`));
  const start = performance.now();
  fs.renameSync(copy + "~", copy);
  await until((state) => state.report > report);
  await get("report");
  const page = performance.now() - start;
  if (!withPdf) return { page };
  const pdf = await get("report.pdf");
  if (!pdf.startsWith("%PDF")) throw new Error(pdf);
  return { page, pdf: performance.now() - start };
}

const median = (all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)].toFixed(0);
const memory = () => Number(fs.readFileSync(`/proc/${child.pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024;

await until((state) => state.report !== null);
await save(false);
const shut = [];
for (let round = 0; round < ROUNDS; round++) shut.push((await save(false)).page);
console.log(`PDF shut: page after ${median(shut)} ms (${shut[0].toFixed(0)} to ${shut.at(-1).toFixed(0)})`);
const withPdf = known.pdf;
if (withPdf) {
  await save(true);
  const open = [];
  for (let round = 0; round < ROUNDS; round++) open.push(await save(true));
  const [pages, pdfs] = [open.map((it) => it.page), open.map((it) => it.pdf)];
  console.log(`PDF open: page after ${median(pages)} ms (${pages[0].toFixed(0)} to ${pages.at(-1).toFixed(0)}), PDF after ${median(pdfs)} ms (${pdfs[0].toFixed(0)} to ${pdfs.at(-1).toFixed(0)})`);
}
for (const many of SAVES) {
  while (count < many) {
    await new Promise((done) => setTimeout(done, seconds * 1000));
    await save(withPdf);
  }
  console.log(`memory after ${many} saves: ${memory().toFixed(1)} MiB`);
}
if (withPdf) {
  const during = [];
  for (let round = 0; round < ROUNDS; round++) {
    await save(false);
    const pdf = get("report.pdf");
    await new Promise((done) => setTimeout(done, BEGUN));
    during.push((await save(false)).page);
    await pdf;
  }
  console.log(`PDF being made: page after ${median(during)} ms (${during[0].toFixed(0)} to ${during.at(-1).toFixed(0)})`);
}
child.stdin.end();
fs.rmSync(folder, { recursive: true });
process.exit();
