// Whom the preview answers, and when it ends.

import { request } from "node:http";
import { until } from "./desk.mjs";

/** Asks for an address, without a browser. */
export function get(url, headers = {}) {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers }, async (response) => {
      const body = Buffer.concat(await response.toArray());
      resolve({ status: response.statusCode, headers: response.headers, body });
    });
    asked.on("error", reject).end();
  });
}

/** Without the token, or under another name, nothing of the report is told. */
export async function strangersAreRefused(desk, check) {
  const report = new URL("report", desk.address);
  const token = report.pathname.split("/")[1];
  const elsewhere = (path) => new URL(path, report);
  const port = report.port;
  const cases = [
    ["the right address", report, {}, 200],
    ["localhost", report, { host: `localhost:${port}` }, 200],
    ["no token", elsewhere("/report"), {}, 404],
    ["a wrong token", elsewhere(`/${token.replace(/./g, "0")}/report`), {}, 404],
    ["a token cut short", elsewhere(`/${token.slice(1)}/report`), {}, 404],
    ["the staff's file", elsewhere("2025.yaml"), {}, 404],
    ["another host", report, { host: "example.com" }, 421],
    ["another port", report, { host: "127.0.0.1:1" }, 421],
    ["another site's page", report, { origin: "http://example.com" }, 403],
  ];
  for (const [what, url, headers, wanted] of cases) {
    const { status, body } = await get(url, headers);
    check(status === wanted, `${what}: ${status}, not ${wanted}`);
    check(body.includes("砚屏") === (wanted === 200), `${what}: ${wanted === 200 ? "no" : "a"} report`);
  }
}

/** The program ends with its input; the page says that it is gone. */
export async function endIsSaid(desk, check) {
  const code = await desk.end();
  check(code === 0, `the program ended with ${code}`);
  const notice = desk.page.locator("#notice");
  await until("the end is said", async () => (await notice.textContent()).includes("可能已经结束"));
  check(await desk.cell("行政处罚").isVisible(), "the report is gone");
  // The browser says that it was cut off, and cannot connect any more.
  desk.noted = desk.noted.filter((said) => !said.includes("net::ERR_"));
}
