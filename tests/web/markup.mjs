// The Nu HTML checker (vnu): no error and no warning.

import { createRequire } from "node:module";
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const jar = join(dirname(require.resolve("vnu-jar/package.json")), "build/dist/vnu.jar");

// What the fragment says a second time as an attribute, for editors that drop
// styles. HTML calls these obsolete.
const TWICE = /The “(align|valign|width|border)” attribute on the “(p|table|col|th|td)” element is obsolete/;

/** Checks pages, wrapped fragments among them. */
export function checkMarkup(files) {
  const run = spawnSync("java", ["-jar", jar, "--format", "json", "--exit-zero-always", ...files], { maxBuffer: 2 ** 28 });
  if (run.error) throw new Error(`java cannot be run, is default-jre-headless installed? (${run.error.message})`);
  if (run.status !== 0) throw new Error(`vnu failed: ${run.stderr}`);
  const { messages } = JSON.parse(run.stderr.toString());
  return messages
    .filter(({ url, message }) => !(url.endsWith(".wrapped.html") && TWICE.test(message)))
    .map(({ url, lastLine, message, extract }) => `vnu: ${url}:${lastLine}: ${message} ${extract ?? ""}`);
}
