// Debian's Chromium, driven by playwright.

import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";

function executable() {
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      return execFileSync("which", [name]).toString().trim();
    } catch {
      // Look for the next.
    }
  }
  throw new Error("no Chromium found: apt-get install chromium");
}

/** Opens a browser that asks nothing of the network. */
export function openBrowser() {
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath: executable(), args });
}
