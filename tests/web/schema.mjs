// The language server of VS Code's YAML extension with our schemas: it finds nothing
// in the examples, nor in a new file, flags a key that the form does not have, and
// completes and explains the others.

import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import * as rpc from "vscode-jsonrpc/node";

const require = createRequire(import.meta.url);
const server = join(dirname(require.resolve("yaml-language-server/package.json")), "bin/yaml-language-server");

/** Returns the faults of the schemas, as the server sees them in some files. */
export async function checkSchemas(binary, files, out) {
  mkdirSync(out, { recursive: true });
  const folder = mkdtempSync(join(resolve(out), "schema-"));
  const faults = [];
  const editor = await openEditor();
  try {
    for (const [at, file] of files.entries()) {
      const text = readFileSync(file, "utf8");
      const form = text.match(/^格式: *(\S+)/m)[1];
      execFileSync(resolve(binary), ["schema", form, "-o", `${form}.json`], { cwd: folder, stdio: "ignore" });
      const page = new Page(editor, pathToFileURL(join(folder, `${at}.yaml`)).href);
      const fault = (what) => faults.push(`yaml-language-server: ${file}: ${what}`);
      await checkFile(page, `# yaml-language-server: $schema=${form}.json\n${text}`, fault);
    }
    await checkNew(binary, editor, join(folder, "new"), faults);
  } finally {
    editor.close();
  }
  return faults;
}

/** Checks a file that the program begins, with the schema that it puts beside. */
async function checkNew(binary, editor, folder, faults) {
  mkdirSync(folder);
  const answers = ["--单位", "砚屏县人民政府", "--年度", "2025", "--类别", "政府"];
  execFileSync(resolve(binary), ["new", ...answers], { cwd: folder, stdio: "ignore" });
  const file = join(folder, "2025.yaml");
  const fault = (what) => faults.push(`yaml-language-server: a new file: ${what}`);
  await checkFile(new Page(editor, pathToFileURL(file).href), readFileSync(file, "utf8"), fault);
}

async function checkFile(page, text, fault) {
  for (const { range, message } of await page.open(text)) fault(`line ${range.start.line}: ${message}`);

  const flagged = await page.change(text.replace(/^年度:/m, "年渡: 1\n年度:"));
  if (!flagged.some(({ message }) => message.includes("年渡"))) fault("an unknown key is not flagged");

  const line = text.split("\n").findIndex((line) => line.startsWith("年度:"));
  await page.change(text.replace(/^年度:.*$/m, ""));
  const { items } = await page.ask("completion", { line, character: 0 });
  const insertText = items.find(({ label }) => label === "年度")?.insertText;
  if (!insertText?.startsWith("年度: ")) fault(`a key that is missing is not offered: ${insertText}`);
  if (items.some(({ label }) => label === "格式")) fault("a key that is there is offered again");

  await page.change(text);
  const hover = await page.ask("hover", { line, character: 1 });
  const shown = hover?.contents.value ?? "";
  if (!shown.includes("报告的年度，四位数字")) fault(`the form's help is not shown: ${shown}`);
}

/** A document in the editor. */
class Page {
  constructor(editor, uri) {
    Object.assign(this, { editor, uri, version: 0 });
  }

  /** Opens it; returns what the server finds. */
  open(text) {
    const item = { uri: this.uri, languageId: "yaml", version: ++this.version, text };
    return this.found(() => this.editor.connection.sendNotification("textDocument/didOpen", { textDocument: item }));
  }

  /** Puts another text in its place; returns what the server finds. */
  change(text) {
    const textDocument = { uri: this.uri, version: ++this.version };
    return this.found(() =>
      this.editor.connection.sendNotification("textDocument/didChange", { textDocument, contentChanges: [{ text }] }),
    );
  }

  ask(what, position) {
    return this.editor.connection.sendRequest(`textDocument/${what}`, { textDocument: { uri: this.uri }, position });
  }

  async found(act) {
    const told = new Promise((resolve) => this.editor.waiting.set(this.uri, resolve));
    await act();
    return told;
  }
}

/** Starts the server as an editor does. */
async function openEditor() {
  const child = spawn(process.execPath, [server, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const reader = new rpc.StreamMessageReader(child.stdout);
  const connection = rpc.createMessageConnection(reader, new rpc.StreamMessageWriter(child.stdin));
  const waiting = new Map();
  connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => waiting.get(uri)?.(diagnostics));
  // It asks for settings, and for files by address; it may have none and reads none.
  connection.onRequest("workspace/configuration", ({ items }) => items.map(() => ({})));
  connection.onRequest("client/registerCapability", () => null);
  connection.listen();
  const capabilities = { textDocument: { completion: { completionItem: {} }, hover: { contentFormat: ["markdown"] } } };
  await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities });
  await connection.sendNotification("initialized", {});
  const settings = { yaml: { schemaStore: { enable: false }, hover: true, completion: true, validate: true } };
  await connection.sendNotification("workspace/didChangeConfiguration", { settings });
  return {
    connection,
    waiting,
    close() {
      connection.dispose();
      child.kill();
    },
  };
}
