// One case: its facts, what follows, and why; at once when the law or the case changes.

import { byId, choice, element, field, lines } from "../dom.js";
import { quick, withdrawn } from "../engine.js";
import { firstDay, original, state } from "../state.js";
import { language, word } from "../words.js";
import { fields } from "./facts.js";

const panel = byId("decision");
let round = 0;
let form;

/** Builds the part for laws that can decide; a case that the reader made stays. */
export async function build(laws, { fresh }) {
  const mine = (round += 1);
  const [{ decisions }, { examples }] = await Promise.all([laws.data(), laws.examples()]);
  if (fresh) [state.decision] = decisions;
  const schema = await laws.schema(state.decision).catch(() => {
    [state.decision] = decisions;
    return laws.schema(state.decision);
  });
  if (mine !== round) return;
  const shown = examples.filter(({ expected }) => expected.some(({ decision }) => decision === state.decision));
  if (fresh) take(telling(shown) ?? { case: {}, on: firstDay(examples) });
  lay(laws, decisions, shown, schema);
  await decide(laws);
}

/** The example to begin with: one that gives something. */
function telling(examples) {
  const gives = ({ decision, kind, value }) =>
    decision === state.decision && kind === "value" && value !== false && value !== "0";
  return examples.find(({ expected }) => expected.some(gives)) ?? examples[0];
}

function take({ case: facts, on }) {
  state.case = structuredClone(facts);
  state.on = on;
}

function lay(laws, decisions, examples, schema) {
  const decision = element("select", { id: "what" });
  // A case against a safeguard may decide a value that is no decision by itself.
  const names = [...new Set([...decisions, state.decision])];
  choice(decision, names.map((name) => [name, name.replaceAll("-", " ")]), state.decision);
  decision.addEventListener("change", () => {
    state.decision = decision.value;
    build(laws, { fresh: false });
  });
  const example = element("select", { id: "example" });
  choice(example, [["", "–"], ...examples.map(({ title }, place) => [String(place), title])], "");
  example.value = String(examples.findIndex(({ case: facts, on }) => on === state.on && JSON.stringify(facts) === JSON.stringify(state.case)));
  example.addEventListener("change", () => {
    if (example.value === "") return;
    take(examples[Number(example.value)]);
    lay(laws, decisions, examples, schema);
    byId("example").focus();
    decide(laws);
  });
  const on = element("input", { type: "date", id: "on", value: state.on });
  on.addEventListener("input", () => {
    state.on = on.value;
    decide(laws);
  });
  form = {
    result: byId("result") ?? element("div", { id: "result" }),
    why: byId("why") ?? element("div", { id: "why" }),
  };
  panel.replaceChildren(
    element("div", { class: "row" }, field(word("decisionOf"), decision), field(word("example"), example), field(word("on"), on)),
    form.result,
    element("details", { open: true }, element("summary", {}, word("facts")), element("p", { class: "help" }, word("factsHelp")), fields(schema, state.case, () => {
      example.value = "";
      decide(laws);
    })),
    form.why,
  );
}

/** Decides the case as it is now, and as the original text would. */
async function decide(laws) {
  const mine = (round += 1);
  const question = { decision: state.decision, case: state.case, on: state.on };
  try {
    const [letter, before] = await Promise.all([laws.motivate(question), asLoaded(question)]);
    if (mine !== round) return;
    form.result.replaceChildren(outcome(letter, before));
    form.why.replaceChildren(...why(letter));
  } catch (error) {
    if (mine !== round || withdrawn(error)) return;
    form.result.replaceChildren(refusal(word("refused"), error));
    form.why.replaceChildren();
  }
}

/** The outcome under the text as it was loaded, where the reader changed it. */
async function asLoaded(question) {
  if (JSON.stringify(state.files) === JSON.stringify(original())) return null;
  try {
    const laws = await quick.laws("original", original(), language());
    return (await laws.motivate(question)).outcome;
  } catch {
    // The case or the decision may be one that only the new text knows.
    return null;
  }
}

function outcome(letter, before) {
  return element(
    "div",
    { class: "outcome", role: "status", "aria-label": word("outcome") },
    element("strong", { id: "outcome" }, letter.outcome),
    lines(letter.open),
    before && before !== letter.outcome ? element("p", { class: "before", id: "was" }, `${word("asLoaded")} ${before}`) : null,
    letter.remedy ? element("p", {}, letter.remedy) : null,
  );
}

/** The reasons, the last step first: it gives the outcome. */
function why(letter) {
  return [
    element(
      "details",
      { open: true },
      element("summary", {}, word("why")),
      element("ol", { class: "reasons", id: "reasons" }, letter.reasons.toReversed().map(reason)),
    ),
    part("data", letter.data),
    part("norms", [...letter.norms, ...letter.assumed]),
    element("details", {}, element("summary", {}, word("letter")), element("pre", { tabindex: "0" }, letter.text)),
  ].filter(Boolean);
}

function reason({ number, conclusion, sentences, used }) {
  return element(
    "li",
    {},
    element("span", { class: "number" }, `${number}.`),
    element("p", { class: "conclusion" }, conclusion),
    sentences.map((sentence) => element("p", {}, sentence)),
    lines(used),
  );
}

function part(name, items) {
  return items.length ? element("details", {}, element("summary", {}, word(name)), lines(items)) : null;
}

/** Why there is no answer. */
export function refusal(words, error) {
  const found = error.findings ?? [];
  const items = found.filter(({ severity }) => severity === "error");
  return element(
    "div",
    { class: "outcome refused", role: "status" },
    element("strong", {}, words),
    items.length ? lines(items.map(({ message, help }) => (help ? `${message}; ${help}` : message))) : element("p", {}, error.message),
  );
}

/** Without laws that can decide. */
export function close(error) {
  round += 1;
  const result = byId("result");
  const told = refusal(word("broken"), error);
  if (result) result.replaceChildren(told);
  else panel.replaceChildren(element("div", { id: "result" }, told));
  byId("why")?.replaceChildren();
}
