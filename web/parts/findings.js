// What Enact finds in the law, each with a way to its place.

import { byId, element } from "../dom.js";
import { state } from "../state.js";
import { word } from "../words.js";
import { goTo } from "./editor.js";

const RANK = ["error", "warning", "note"];

/** Shows a report; `openFile` brings another text before the reader. */
export function show(report, openFile) {
  const { errors, warnings, rules } = report.summary;
  byId("tally").textContent = word("tally", errors, warnings, rules);
  const findings = report.findings.toSorted(
    (one, other) => RANK.indexOf(one.severity) - RANK.indexOf(other.severity),
  );
  byId("findings").replaceChildren(...findings.map((finding) => item(finding, openFile)));
}

function item(finding, openFile) {
  const { severity, code, message, help, provision } = finding;
  return element(
    "li",
    { class: severity },
    element("p", {}, element("span", { class: "severity" }, `${word(severity)} ${code} `), place(finding, openFile)),
    element("p", {}, provision && !message.includes(provision) ? `${provision}: ${message}` : message),
    help ? element("p", { class: "help" }, help) : null,
  );
}

function place({ file, line, start, end }, openFile) {
  if (start === undefined) return null;
  const name = file === state.file ? word("line", line) : `${file}, ${word("line", line)}`;
  const go = () => {
    if (file !== state.file) openFile(file);
    goTo(start, end, line);
  };
  return element("button", { type: "button", onclick: go, "aria-label": word("goTo", name) }, name);
}
