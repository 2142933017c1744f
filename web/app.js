// The page: takes up a law, follows what is typed, and shows what follows from it.

import { byId, choice, save } from "./dom.js";
import { quick, slow, withdrawn } from "./engine.js";
import * as compare from "./parts/compare.js";
import * as decision from "./parts/decision.js";
import * as editor from "./parts/editor.js";
import * as findings from "./parts/findings.js";
import * as graph from "./parts/graph.js";
import * as safeguards from "./parts/safeguards.js";
import { bring, current, tabbing } from "./parts/tabs.js";
import { fetchLaws, original, open, ruleset, rulesets, state, title } from "./state.js";
import { language, languages, speak, word } from "./words.js";

let read = 0;

/** Reads the text as it is now, and shows what follows; `fresh` takes up a case of this law. */
async function follow({ fresh = false } = {}) {
  const mine = (read += 1);
  slow.stop();
  try {
    const laws = await quick.laws("edited", state.files, language());
    const report = await laws.findings();
    if (mine !== read) return;
    findings.show(report, openFile);
    editor.mark(report.findings);
    if (await laws.sound()) await decision.build(laws, { fresh });
    else decision.close({ findings: report.findings });
    if (mine === read) await beside(current());
  } catch (error) {
    if (mine === read && !withdrawn(error)) decision.close(error);
  }
}

/** Shows the part beside the decision that is before the reader. */
async function beside(name) {
  if (name === "safeguards") await safeguards.show(decideCase);
  if (name === "compare") compare.show();
  if (name === "graph") await graph.show();
}

/** Takes up a case that was found, and decides it; a plain condition names nothing to decide. */
function decideCase({ decide, case: facts, on }) {
  Object.assign(state, { decision: decide ?? state.decision, case: structuredClone(facts), on });
  bring("decision", beside);
  follow();
}

function openFile(name) {
  state.file = name;
  byId("file").value = name;
  editor.show();
  follow();
}

function takeUp(id, version) {
  open(id, version);
  choices();
  editor.show();
  byId("tally").textContent = word("reading");
  return follow({ fresh: true });
}

/** The choices above the text. */
function choices() {
  const { versions } = ruleset();
  choice(byId("ruleset"), rulesets.map(({ id, versions: [{ files }] }) => [id, title(files)]), state.ruleset);
  choice(byId("version"), versions.map(({ id }) => [id, id || "–"]), state.version);
  choice(byId("file"), Object.keys(state.files).map((name) => [name, name]), state.file);
}

/** Puts every word of the page in the language that was chosen. */
function say() {
  document.documentElement.lang = language();
  document.title = `Enact: ${word("subtitle")}`;
  for (const one of document.querySelectorAll("[data-word]")) one.textContent = word(one.dataset.word);
  byId("text").setAttribute("aria-label", word("text"));
}

function listen() {
  for (const radio of document.querySelectorAll("[name=language]")) {
    radio.checked = radio.value === language();
    radio.addEventListener("change", () => {
      speak(radio.value);
      say();
      started();
      follow();
    });
  }
  byId("ruleset").addEventListener("change", ({ target }) => takeUp(target.value));
  byId("version").addEventListener("change", ({ target }) => takeUp(state.ruleset, target.value));
  byId("file").addEventListener("change", ({ target }) => openFile(target.value));
  byId("layout").addEventListener("click", async () => {
    put(await quick.connection.format(state.files[state.file]));
  });
  byId("reset").addEventListener("click", () => put(original()[state.file]));
  byId("save").addEventListener("click", () => save(state.file, "text/markdown", state.files[state.file]));
  editor.editing(follow);
  tabbing(beside);
}

function put(text) {
  state.files[state.file] = text;
  editor.show();
  follow();
}

let told = [];

function started() {
  if (told.length) byId("engine").textContent = word("engine", ...told);
}

async function start() {
  const [preferred] = navigator.languages.map((one) => one.slice(0, 2)).filter((one) => languages.includes(one));
  speak(preferred ?? "en");
  say();
  const began = performance.now();
  const version = quick.connection.version();
  await fetchLaws();
  listen();
  told = [await version, Math.round(performance.now() - began)];
  started();
  await takeUp(rulesets[0].id);
  document.body.dataset.ready = "true";
}

start();
