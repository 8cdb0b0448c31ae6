// A clerk's desk: a folder with a report's files, the program that previews one of
// them, and a browser that shows it.

import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const PATIENCE = 20_000; // milliseconds; nothing takes so long, on however slow a machine
const POLL = 20; // milliseconds between two looks

/** Waits until something holds, and returns it. */
export async function until(what, holds) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const held = await holds();
    if (held) return held;
    if (Date.now() > end) throw new Error(`in vain waited until ${what}`);
    await new Promise((again) => setTimeout(again, POLL));
  }
}

export class Desk {
  /** Lays a copy of a folder on the desk, and previews a file of it. */
  static async open(binary, folder, name, out) {
    const desk = new Desk();
    desk.folder = mkdtempSync(join(resolve(out), "preview-"));
    cpSync(folder, desk.folder, { recursive: true });
    desk.name = name;
    desk.first = desk.text();
    desk.child = spawn(resolve(binary), ["preview", name, "--no-open"], {
      cwd: desk.folder,
      stdio: ["pipe", "pipe", "inherit"],
    });
    desk.ended = new Promise((end) => desk.child.on("exit", end));
    const line = await Promise.race([
      desk.ended.then((code) => Promise.reject(new Error(`the program ended with ${code}`))),
      new Promise((told) => createInterface(desk.child.stdout).once("line", told)),
    ]);
    desk.address = line.match(/http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/$/)[0];
    return desk;
  }

  /** Shows the preview in a browser; what goes wrong there is noted. */
  async show(browser, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    context.setDefaultTimeout(PATIENCE);
    this.noted = [];
    context.on("request", (request) => this.note(request.url()));
    context.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.noted.push(`the console says ${message.text()}`);
    });
    context.on("weberror", (error) => this.noted.push(`the script fails: ${error.error()}`));
    this.page = await context.newPage();
    this.report = this.page.frameLocator("#report");
    await this.page.goto(this.address);
    await this.cell("行政处罚").waitFor();
  }

  /** Notes a request to anywhere but the preview's own address. The browser's own
      viewer of PDF asks the browser for its parts. */
  note(url) {
    const own = [this.address, "data:", "blob:", "about:", "chrome-extension:", "chrome:"];
    if (!own.some((start) => url.startsWith(start))) this.noted.push(`it asks for ${url}`);
  }

  text() {
    return readFileSync(join(this.folder, this.name), "utf8");
  }

  /** Saves as editors do that write a new file beside, and rename it. */
  replace(text) {
    const beside = join(this.folder, `${this.name}~`);
    writeFileSync(beside, text);
    renameSync(beside, join(this.folder, this.name));
  }

  /** Replaces last year's file by one with a piece of it another. */
  replaceLastYear(piece, other) {
    const path = join(this.folder, "2024.yaml");
    writeFileSync(`${path}~`, readFileSync(path, "utf8").replace(piece, other));
    renameSync(`${path}~`, path);
  }

  /** Saves as editors do that write over the file. */
  overwrite(text) {
    writeFileSync(join(this.folder, this.name), text);
  }

  /** The first text, with a piece of it another. */
  edited(piece, other) {
    if (this.first.split(piece).length !== 2) throw new Error(`“${piece}” does not stand there once`);
    return this.first.replace(piece, () => other);
  }

  /** Where a piece of the text begins, as editors say it. */
  at(piece) {
    const before = this.text().split(piece);
    if (before.length !== 2) throw new Error(`“${piece}” does not stand there once`);
    const lines = before[0].split("\n");
    return `${this.name}:${lines.length}:${[...lines.at(-1)].length + 1}`;
  }

  /** The cell of the report in the row with a head. */
  cell(head) {
    return this.report.locator(`xpath=//tr[th[.="${head}"]]/td[@data-place]`);
  }

  finding(words) {
    return this.page.locator("#findings button").filter({ hasText: words });
  }

  /** Has the browser not keep the reader's place of itself: some do not. */
  leavePlace() {
    return this.report.locator("body").evaluate((body) => {
      for (const element of [document.documentElement, body]) element.style.overflowAnchor = "none";
    });
  }

  /** Ends the program by closing its input; returns its exit code, or null if it had
      to be killed. */
  async end() {
    this.child.stdin.end();
    const patience = setTimeout(() => this.child.kill(), PATIENCE);
    const code = await this.ended;
    clearTimeout(patience);
    return code;
  }

  /** Puts all away. */
  async close() {
    await this.page?.context().close();
    await this.end();
  }
}
