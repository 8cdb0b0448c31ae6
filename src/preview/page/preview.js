// The preview's page: shows the state that the server tells, and asks where a part
// of the report comes from.

import { Live } from "./live.js";

const byId = (id) => document.getElementById(id);
const STAYS = 3000; // milliseconds that a changed part is marked

const report = new Live(byId("report"), "report", (page) => listen(page));
const before = new Live(byId("before"), "last-year", (page) => addMarks(page));
const rendered = new Live(byId("rendered"), "markdown.html");
let state = null;
let shown = null; // the version of the report in the frames
let queue = Promise.resolve();

// The server.

const events = new EventSource("events");
events.onmessage = (event) => {
  const next = JSON.parse(event.data);
  queue = queue.then(() => update(next)).catch(console.error);
};
events.onerror = () => notice("预览程序没有回应，可能已经结束；重新运行后用新的地址打开");

async function update(next) {
  const other = next.report !== shown;
  const findings = JSON.stringify(state?.findings) !== JSON.stringify(next.findings);
  state = next;
  document.title = `${state.name} 预览`;
  byId("name").textContent = state.name;
  byId("verdict").textContent = state.verdict || (state.trouble ? "" : "正在读文件");
  byId("verdict").className = state.stale || firstError() ? "error" : "";
  byId("tab-pdf").hidden = !state.pdf;
  byId("last-year").hidden = !state.last_year;
  notice(trouble());
  if (findings) showFindings();
  byId("empty").hidden = state.report !== null || state.version === 0;
  byId("web").classList.toggle("empty", state.report === null);
  if (other && state.report !== null) {
    const first = shown === null;
    shown = state.report;
    await report.refresh();
    reachFirst(report.document);
    await showTab();
    if (!first) state.changed.forEach(flash);
  }
  if (!state.last_year) await compare(false);
  else if (comparing()) await compare(true);
}

// What keeps the page from showing what the file says.
function trouble() {
  if (!state.stale) return "";
  const old = state.report !== null ? "下面还是上一次的报告，改好了才更新。" : "";
  const error = firstError();
  const why = state.trouble ?? [error?.at, error?.message].filter(Boolean).join(" ");
  return old + why;
}

function firstError() {
  return state.findings.find(({ severity }) => severity === "error");
}

function notice(text) {
  byId("notice").hidden = !text;
  if (byId("notice").textContent !== text) byId("notice").textContent = text;
}

// Findings.

function showFindings() {
  const open = new Set([...document.querySelectorAll("#findings [aria-expanded=true]")].map((it) => it.dataset.key));
  const focused = document.activeElement?.dataset?.key;
  byId("findings").replaceChildren(...state.findings.map((finding, at) => findingItem(finding, at, open)));
  const again = [...document.querySelectorAll("#findings button")].find((it) => it.dataset.key === focused);
  again?.focus();
}

function findingItem(finding, at, open) {
  const item = element("li", { className: finding.severity });
  const key = `${finding.code} ${finding.message}`;
  const button = element("button", { type: "button" });
  button.dataset.key = key;
  button.setAttribute("aria-expanded", open.has(key));
  button.setAttribute("aria-controls", `finding-${at}`);
  button.append(element("strong", { textContent: finding.name }), ` ${finding.message} `);
  const where = [finding.at, finding.code].filter(Boolean).join(" ");
  button.append(element("span", { className: "at", textContent: where }));
  const lines = element("pre", { id: `finding-${at}`, tabIndex: 0 });
  lines.append(...inColumns(finding.text));
  lines.setAttribute("role", "region");
  lines.setAttribute("aria-label", "数据文件里的这几行和改法");
  lines.hidden = !open.has(key);
  button.addEventListener("click", () => {
    lines.hidden = !lines.hidden;
    button.setAttribute("aria-expanded", !lines.hidden);
    if (lines.hidden) return;
    lines.scrollIntoView({ block: "nearest" });
    showCarets(lines);
    if (finding.mark) go(finding.mark);
  });
  item.append(button, lines);
  return item;
}

// Lines of a terminal: a wide character takes two columns.
function inColumns(text) {
  return text.split(/([\p{Script=Han}\u3000-\u30ff\uff01-\uff60\uffe0-\uffe6])/u).map((piece, at) =>
    at % 2 === 0 ? piece : element("span", { className: "wide", textContent: piece }),
  );
}

// Scrolls lines sideways to what their carets mark.
function showCarets(lines) {
  const text = [...lines.childNodes].find((it) => it.nodeType === Node.TEXT_NODE && it.data.includes("^"));
  if (!text) return;
  const caret = document.createRange();
  caret.setStart(text, text.data.indexOf("^"));
  caret.setEnd(text, text.data.lastIndexOf("^") + 1);
  const { left, right } = caret.getBoundingClientRect();
  const frame = lines.getBoundingClientRect();
  if (right <= frame.right) return;
  const middle = (left + right) / 2 - (frame.left + frame.right) / 2;
  lines.scrollLeft += Math.min(middle, left - frame.left - 32);
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

// Parts of the report.

function go(mark) {
  if (openTab().id !== "tab-web") choose(byId("tab-web"));
  const part = report.part(mark);
  if (!part) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  part.scrollIntoView({ block: "center", inline: "center", behavior: still ? "auto" : "smooth" });
  find(part);
}

function find(part) {
  part.ownerDocument.querySelectorAll(".preview-found").forEach((it) => it.classList.remove("preview-found"));
  part.classList.add("preview-found");
}

function flash(mark) {
  const part = report.part(mark);
  if (!part) return;
  part.classList.remove("preview-changed");
  part.getBoundingClientRect(); // begin again
  part.classList.add("preview-changed");
  setTimeout(() => part.classList.remove("preview-changed"), STAYS);
}

let asked = null; // the part whose place is shown
async function showPlace(part) {
  asked = part;
  find(part);
  const answer = await fetch(`place?mark=${encodeURIComponent(part.dataset.place)}`);
  if (!answer.ok) return;
  const place = await answer.json();
  byId("place-at").textContent = [place.at, place.path].filter(Boolean).join(" ");
  byId("place-note").textContent = place.note;
  byId("place-lines").replaceChildren(...inColumns(place.lines));
  byId("place-lines").hidden = !place.lines;
  byId("place").hidden = false;
  showCarets(byId("place-lines"));
  byId("place").scrollIntoView({ block: "start" });
}

// Who closes it by a key goes on where it was asked for.
byId("place-close").addEventListener("click", () => {
  byId("place").hidden = true;
  if (!asked?.isConnected) return;
  reach(asked);
  asked.focus({ preventScroll: true });
});

function addMarks(page) {
  page.head.append(Object.assign(page.createElement("link"), { rel: "stylesheet", href: "marks.css" }));
}

// In the report a click, or arrows and Enter, ask for a part's place.
function listen(page) {
  addMarks(page);
  page.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link) return follow(event, link);
    const part = event.target.closest("[data-place]");
    if (part) showPlace(part);
  });
  page.addEventListener("keydown", (event) => {
    const part = event.target.closest?.("[data-place]");
    if (event.key === "Enter" && part) return showPlace(part);
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step || !part || event.altKey || event.ctrlKey || event.metaKey) return;
    const parts = [...page.querySelectorAll("[data-place]")];
    const next = parts[parts.indexOf(part) + step];
    if (!next) return;
    event.preventDefault();
    reach(next);
    next.focus();
  });
  reachFirst(page);
}

function reachFirst(page) {
  const part = page.querySelector("[data-reached]") ?? page.querySelector("[data-place]");
  if (part) reach(part);
}

// Of the parts, one is reached by Tab; from it arrows lead to the others.
function reach(part) {
  const last = part.ownerDocument.querySelector("[data-reached]");
  if (last && !last.matches(".scroll")) last.removeAttribute("tabindex");
  last?.removeAttribute("data-reached");
  part.setAttribute("data-reached", "");
  part.tabIndex = 0;
}

// Links to the other formats open their tabs, others a window of their own.
function follow(event, link) {
  event.preventDefault();
  const address = link.getAttribute("href");
  if (address.startsWith("#")) return link.ownerDocument.getElementById(address.slice(1))?.scrollIntoView();
  if (link.closest("nav")) return choose(byId(address.endsWith(".pdf") ? "tab-pdf" : "tab-markdown"));
  window.open(link.href, "_blank", "noopener,noreferrer");
}

// Tabs.

const tabs = () => [...document.querySelectorAll("[role=tab]:not([hidden])")];
const openTab = () => document.querySelector("[role=tab][aria-selected=true]");

function choose(tab) {
  if (tab.id !== "tab-web") compare(false);
  for (const other of document.querySelectorAll("[role=tab]")) {
    const chosen = other === tab;
    other.setAttribute("aria-selected", chosen);
    other.tabIndex = chosen ? 0 : -1;
    byId(other.getAttribute("aria-controls")).hidden = !chosen;
  }
  showTab();
}

for (const tab of document.querySelectorAll("[role=tab]")) {
  tab.addEventListener("click", () => choose(tab));
  tab.addEventListener("keydown", (event) => {
    const all = tabs();
    const at = all.indexOf(tab);
    const next = {
      ArrowRight: all[(at + 1) % all.length],
      ArrowLeft: all[(at + all.length - 1) % all.length],
      Home: all[0],
      End: all.at(-1),
    }[event.key];
    if (!next) return;
    event.preventDefault();
    choose(next);
    next.focus();
  });
}

// Brings the open tab up to date; the others when they are opened.
const drawn = {};
async function showTab() {
  const tab = openTab().id;
  if (shown === null || drawn[tab] === shown) return;
  drawn[tab] = shown;
  if (tab === "tab-pdf") {
    const frame = element("iframe", { title: "PDF", src: `report.pdf?version=${shown}` });
    byId("pdf").replaceChildren(frame);
  } else if (tab === "tab-markdown") {
    byId("source").textContent = await (await fetch("markdown")).text();
    await rendered.refresh();
    // They scroll by themselves where they are too wide; so that keys can do it too.
    for (const table of rendered.document.querySelectorAll("table")) table.tabIndex = 0;
  }
}

// Last year's report beside this year's.

const comparing = () => byId("last-year").getAttribute("aria-pressed") === "true";
byId("last-year").addEventListener("click", () => compare(!comparing()));

async function compare(on) {
  byId("last-year").setAttribute("aria-pressed", on);
  report.hold(() => (byId("year-before").hidden = byId("this-year").hidden = !on));
  if (!on) return;
  if (openTab().id !== "tab-web") choose(byId("tab-web"));
  await before.refresh();
  nameLastYear(before.document);
  report.hold(align);
  const { scrollX, scrollY } = report.frame.contentWindow;
  before.frame.contentWindow.scrollTo(scrollX, scrollY);
  for (const [one, other] of [[report, before], [before, report]]) {
    one.document.onscroll = () => {
      const { scrollX, scrollY } = one.frame.contentWindow;
      const there = other.frame.contentWindow;
      if (comparing() && Math.abs(there.scrollY - scrollY) > 1) there.scrollTo(scrollX, scrollY);
    };
  }
}

// The parts of both reports have the same names; who hears them must know the year.
const NAMELESS = { MAIN: "报告", FOOTER: "页脚", DIV: "表" };
function nameLastYear(page) {
  for (const part of page.querySelectorAll("main, footer, nav, [role=region]")) {
    if (part.ariaLabel?.startsWith("去年")) continue;
    const title = page.getElementById(part.getAttribute("aria-labelledby"))?.textContent;
    part.ariaLabel = `去年，${title || part.ariaLabel || NAMELESS[part.tagName]}`;
    part.removeAttribute("aria-labelledby");
  }
}

// Headings and tables of both years that are the same begin at the same height.
function align() {
  const anchors = [report, before].map((live) => {
    const found = new Map();
    for (const part of live.document.querySelectorAll("article > h1, article > h2, article > h3, article > .scroll")) {
      part.style.marginTop = "";
      const words = (part.querySelector("caption") ?? part).textContent.replace(/[0-9]/g, "");
      let key = `${part.tagName} ${words}`;
      while (found.has(key)) key += "'";
      found.set(key, part);
    }
    return found;
  });
  for (const [key, one] of anchors[0]) {
    const other = anchors[1].get(key);
    if (!other) continue;
    const top = (part) => part.getBoundingClientRect().top + part.ownerDocument.defaultView.scrollY;
    const lower = top(one) - top(other);
    const [part, more] = lower < 0 ? [one, -lower] : [other, lower];
    if (more < 1) continue;
    const margin = parseFloat(part.ownerDocument.defaultView.getComputedStyle(part).marginTop);
    part.style.marginTop = `${margin + more}px`;
  }
}
