// What the law promises: proved, or refuted with a case that can be decided.

import { byId, element } from "../dom.js";
import { slow, withdrawn } from "../engine.js";
import { state } from "../state.js";
import { language, word } from "../words.js";
import { refusal } from "./decision.js";

const panel = byId("safeguards");
const PATIENCE = { choices: 60_000, listMost: 2 };
const KIND = { proved: "proved", refuted: "refuted", "not-proved": "open" };

/** Examines the safeguards of the text as it is now; `decideCase` takes a witness up. */
export async function show(decideCase) {
  panel.replaceChildren(element("p", { class: "busy", role: "status" }, word("verifying")));
  try {
    const laws = await slow.laws("edited", state.files, language());
    const { safeguards } = await laws.verify(PATIENCE);
    panel.replaceChildren(
      element("p", { class: "help" }, word("verifyHelp")),
      safeguards.length
        ? element("ul", { class: "cards" }, safeguards.map((one) => card(one, decideCase)))
        : element("p", {}, word("noSafeguards")),
    );
  } catch (error) {
    if (!withdrawn(error)) panel.replaceChildren(refusal(error.findings ? word("broken") : word("failed"), error));
  }
}

function card({ title, provision, promise, verdict, denied, told, against }, decideCase) {
  return element(
    "li",
    { class: KIND[verdict] },
    element("h3", {}, title),
    element("span", { class: "verdict" }, word(verdict)),
    element("span", { class: "provision" }, ` ${provision}`),
    element("p", { class: "promise-text" }, promise),
    denied ? element("p", { class: "help" }, word("denied")) : null,
    against ? witness(against, decideCase) : element("p", {}, quoted(told)),
  );
}

/** The case against a promise; of two cases that are compared, beside each other. */
function witness(against, decideCase) {
  const { on, case: facts, other, outcome, other_outcome: otherwise } = against;
  const [first, second] = [flat(facts), other && flat(other)];
  const names = [...new Set([...first.keys(), ...(second?.keys() ?? [])])];
  const row = (name, one, two) => element(
    "tr",
    { class: second && one !== two ? "differs" : null },
    element("th", { scope: "row" }, name),
    element("td", {}, one ?? "–"),
    second ? element("td", {}, two ?? "–") : null,
  );
  return element(
    "div",
    { class: "witness" },
    element("h4", {}, word("witness")),
    element(
      "table",
      {},
      element("tbody", {},
        row(word("on"), on, on),
        names.map((name) => row(name.replaceAll("-", " "), first.get(name), second?.get(name))),
        outcome ? row(word("outcome"), outcome, otherwise) : null),
    ),
    element("button", { type: "button", onclick: () => decideCase(against) }, word("tryCase")),
  );
}

/** The facts of a case by name, those of another subject behind its own name. */
function flat(facts, within = "", found = new Map()) {
  for (const [name, value] of Object.entries(facts)) {
    const shown = within + name;
    if (value !== null && typeof value === "object") flat(value, `${shown} › `, found);
    else found.set(shown, spokenValue(value));
  }
  return found;
}

function spokenValue(value) {
  if (value === null) return word("none");
  return typeof value === "boolean" ? word(value ? "yes" : "no") : String(value);
}

/** Names in the words of Enact stand between backticks; here between quotes. */
export const quoted = (words) => words.replaceAll(/`([^`]*)`/g, "‘$1’");
