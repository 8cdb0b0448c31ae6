// A page of ours in a frame, brought up to date without losing the reader's place.
export class Live {
  constructor(frame, path, ready) {
    Object.assign(this, { frame, path, ready, known: null });
  }

  async refresh() {
    const answer = await fetch(this.path);
    if (!answer.ok) return;
    const text = await answer.text();
    if (!this.known) {
      await this.load();
      this.ready?.(this.document);
    }
    // The frame's own parser: its policy lets the report have its styles.
    const parser = new this.frame.contentWindow.DOMParser();
    const next = parser.parseFromString(text, "text/html");
    const before = this.known;
    if (before) this.patch(before, next);
    this.known = next;
  }

  load() {
    return new Promise((done) => {
      this.frame.addEventListener("load", done, { once: true });
      this.frame.src = this.path;
    });
  }

  get document() {
    return this.frame.contentDocument;
  }

  patch(before, next) {
    this.hold(() => walk(this.document.body, before.body, next.body));
  }

  // Changes what is shown, and leaves the reader's place where it is.
  hold(change) {
    const place = this.place();
    change();
    if (!place) return;
    const mark = place.element.isConnected ? place.element : this.part(place.mark);
    if (mark) this.frame.contentWindow.scrollBy(0, mark.getBoundingClientRect().top - place.top);
  }

  // The first part that begins in view, else the one in view, and how far down it stands.
  place() {
    let around = null;
    for (const element of this.document.querySelectorAll("[data-place]")) {
      const { top, bottom } = element.getBoundingClientRect();
      const place = { element, mark: element.dataset.place, top };
      if (top >= 0) return around && top > this.frame.clientHeight ? around : place;
      if (bottom > 0) around = place;
    }
    return around;
  }

  part(mark) {
    return this.document?.querySelector(`[data-place="${CSS.escape(mark)}"]`);
  }
}

// Makes a shown node, which was made from `before`, what `next` is. What stays the
// same stays the same node, so that focus and place are kept.
function walk(shown, before, next) {
  if (before.isEqualNode(next)) return;
  if (before.nodeName !== next.nodeName || before.nodeType !== Node.ELEMENT_NODE) {
    shown.replaceWith(shown.ownerDocument.importNode(next, true));
    return;
  }
  for (const { name } of before.attributes) {
    if (!next.hasAttribute(name)) shown.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) {
    if (before.getAttribute(name) !== value) shown.setAttribute(name, value);
  }
  const [children, old, all] = [shown, before, next].map((node) => [...node.childNodes]);
  // Of more or fewer children, those before and behind the change are the same.
  const most = Math.min(old.length, all.length);
  const same = (one, other) => one.nodeName === other.nodeName && one.textContent === other.textContent;
  let head = 0;
  while (head < most && same(old[head], all[head])) head++;
  let tail = 0;
  while (tail < most - head && same(old.at(-1 - tail), all.at(-1 - tail))) tail++;
  if (old.length === all.length) [head, tail] = [old.length, 0];
  for (let at = 0; at < head; at++) walk(children[at], old[at], all[at]);
  for (let at = 1; at <= tail; at++) walk(children.at(-at), old.at(-at), all.at(-at));
  const behind = children[old.length - tail] ?? null;
  children.slice(head, old.length - tail).forEach((child) => child.remove());
  for (const child of all.slice(head, all.length - tail)) {
    shown.insertBefore(shown.ownerDocument.importNode(child, true), behind);
  }
}
