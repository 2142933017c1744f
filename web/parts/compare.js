// Two versions: what becomes of every decision, which provisions changed, what is still promised.

import { byId, choice, element, field } from "../dom.js";
import { slow, withdrawn } from "../engine.js";
import { filesOf, original, ruleset, state } from "../state.js";
import { language, word } from "../words.js";
import { refusal } from "./decision.js";
import { quoted } from "./safeguards.js";

const panel = byId("compare");
const PATIENCE = { choices: 6000, listMost: 1 };
let chosen = {};

/** Offers the versions there are. */
export function show() {
  const versions = ruleset().versions.filter(({ id }) => id !== state.version);
  const options = [
    ["original", word("original")],
    ["edited", word("asEdited")],
    ...versions.map(({ id }) => [`version ${id}`, word("versionOf", id)]),
  ];
  const known = (value, otherwise) => (options.some(([one]) => one === value) ? value : otherwise);
  const isEdited = JSON.stringify(state.files) !== JSON.stringify(original());
  const before = element("select", { id: "before" });
  const after = element("select", { id: "after" });
  choice(before, options, known(chosen.before, "original"));
  choice(after, options, known(chosen.after, isEdited || !versions.length ? "edited" : `version ${versions[0].id}`));
  const result = element("div", { id: "differences" });
  const compare = () => {
    chosen = { before: before.value, after: after.value };
    return compared(texts(before.value), texts(after.value), result);
  };
  panel.replaceChildren(
    element("div", { class: "row" }, field(word("before"), before), field(word("after"), after)),
    element("p", {}, element("button", { type: "button", class: "first", id: "compare-now", onclick: compare }, word("compare"))),
    result,
  );
}

function texts(which) {
  if (which === "original") return original();
  if (which === "edited") return state.files;
  return filesOf(which.slice("version ".length));
}

async function compared(before, after, result) {
  slow.stop();
  result.replaceChildren(element("p", { class: "busy", role: "status" }, word("comparing")));
  try {
    const [one, other] = await Promise.all([
      slow.laws("before", before, language()),
      slow.laws("after", after, language()),
    ]);
    const [diff, bill] = await Promise.all([one.diff(other, PATIENCE), one.bill(other)]);
    result.replaceChildren(...told(diff, bill));
  } catch (error) {
    if (!withdrawn(error)) result.replaceChildren(refusal(error.findings ? word("broken") : word("failed"), error));
  }
}

function told(diff, bill) {
  const decisions = diff.decisions.filter(({ verdict }) => verdict !== "equal");
  const safeguards = diff.safeguards.filter(({ before, after }) => before !== after);
  if (!bill && !decisions.length && !diff.provisions.length && !safeguards.length) {
    return [element("p", { role: "status" }, word("same"))];
  }
  return [
    section("decisions", diff.decisions.map(decision)),
    section("promises", safeguards.map(({ title, told: words }) => item("open", title, words))),
    section("provisions", diff.provisions.map(provision)),
    examples(diff.examples),
    bill ? element("details", {}, element("summary", {}, word("bill")), element("pre", { tabindex: "0" }, bill)) : null,
  ].filter(Boolean);
}

function section(name, items) {
  return items.length ? element("section", {}, element("h3", {}, word(name)), element("ul", { class: "cards" }, items)) : null;
}

const item = (kind, title, ...words) =>
  element("li", { class: kind }, element("h4", {}, title), words.filter(Boolean).map((one) => element("p", {}, quoted(one))));

function decision({ decision: name, verdict, told: words, parts = [], most }) {
  const kind = { equal: "proved", better: "open", worse: "refuted", "not-proved": "open" }[verdict] ?? "open";
  const { told: about, before, after } = most?.case ?? {};
  const example = about ? `${word("witness")}: ${about}: ${before} → ${after}` : null;
  return item(kind, name.replaceAll("-", " "), words, ...parts.map((part) => part.told), example);
}

function provision({ before, after, verdict, told: words, changes = [] }) {
  const kind = verdict === "decisions" ? "open" : "proved";
  return item(kind, after ?? before, words, ...changes.map((change) => change.told));
}

function examples(changed) {
  if (!changed.length) return null;
  const head = ["case", "was", "becomes"].map((name) => element("th", { scope: "col" }, word(name)));
  const rows = changed.map(({ title, before, after }) =>
    element("tr", {}, element("th", { scope: "row" }, title), element("td", {}, before), element("td", {}, after)));
  return element(
    "details",
    {},
    element("summary", {}, `${word("examplesChanged")}: ${changed.length}`),
    element("table", {}, element("thead", {}, element("tr", {}, head)), element("tbody", {}, rows)),
  );
}
