// The text of the law, with the numbers of its lines and what is wrong on them.

import { byId } from "../dom.js";
import { state } from "../state.js";

const text = byId("text");
const gutter = byId("gutter");
const PAUSE = 250;
let marks = new Map();
let waiting;

/** Calls `changed` when the reader pauses after a change. */
export function editing(changed) {
  text.addEventListener("input", () => {
    state.files[state.file] = text.value;
    number();
    clearTimeout(waiting);
    waiting = setTimeout(changed, PAUSE);
  });
  text.addEventListener("scroll", () => {
    gutter.scrollTop = text.scrollTop;
  });
}

/** Shows the text that was chosen. */
export function show() {
  text.value = state.files[state.file];
  marks = new Map();
  number();
  const head = text.value.slice(0, Math.max(0, text.value.search(/^# /m))).split("\n").length;
  text.setSelectionRange(0, 0);
  text.scrollTop = scroll(head + 5);
}

/** Marks the lines of `findings`. */
export function mark(findings) {
  marks = new Map();
  for (const { severity, file, line } of findings) {
    const worse = severity === "error" || (severity === "warning" && marks.get(line) !== "error");
    if (file === state.file && worse) marks.set(line, severity);
  }
  number();
}

function number() {
  const lines = text.value.split("\n").length;
  const numbered = document.createDocumentFragment();
  for (let line = 1; line <= lines; line += 1) {
    const kind = marks.get(line);
    const shown = document.createElement(kind ? "b" : "span");
    if (kind) shown.className = kind;
    shown.textContent = kind ? `! ${line}` : line;
    numbered.append(shown, "\n");
  }
  gutter.replaceChildren(numbered);
  gutter.scrollTop = text.scrollTop;
}

/** Puts the reader at a place of the text. */
export function goTo(start, end, line) {
  text.focus();
  text.setSelectionRange(start, end);
  text.scrollTop = scroll(line);
}

/** How far the text is scrolled when a line stands a little below the top. */
function scroll(line) {
  return Math.max(0, (line - 6) * parseFloat(getComputedStyle(text).lineHeight));
}
