// What the package answers, on the laws of this repository and on what is wrong.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { files, inPackage, read, rulesets } from "./rulesets.js";

const { LawError, format, init, load, version } = await import(inPackage("node.js"));

const ZORGTOESLAG = "rules/nl/zorgtoeslag/versions/2025";
const single = () => JSON.parse(read("docs/examples/alleenstaande.json"));

test("nothing is answered before the engine has started", () => {
  assert.throws(() => load({}), /await init\(\) first/);
});

test("the engine starts once, however often it is asked", async () => {
  const began = performance.now();
  const [first, second] = [init(), init()];
  assert.equal(first, second);
  await first;
  console.log(`started in ${Math.round(performance.now() - began)} ms`);
  assert.equal(init(), first);
  assert.match(version(), /^\d+\.\d+\.\d+$/);
});

for (const path of rulesets) {
  test(`every worked case of ${path} comes out as it says`, () => {
    const laws = load(files(path));
    assert.deepEqual(laws.findings().findings.filter(({ severity }) => severity === "error"), []);
    const { examples } = laws.examples();
    assert.ok(examples.length > 10);
    for (const { title, on, case: facts, expected } of examples) {
      for (const { decision, kind, value } of expected) {
        const { outcome } = laws.decide({ decision, case: facts, on });
        assert.deepEqual({ kind: outcome.kind, value: outcome.value }, { kind, value }, title);
      }
    }
    const { summary } = laws.test();
    assert.equal(summary.failed, 0);
    assert.ok(summary.passed >= examples.length);
    laws.free();
  });
}

test("a decision is the record that the command writes", () => {
  const laws = load(files(ZORGTOESLAG));
  const decided = laws.decide({ case: single(), on: "2025-03-01" });
  assert.equal(decided.format, "enact-decision/1");
  assert.equal(decided.outcome.value, "131");
  assert.deepEqual(decided.outcome.grounds, ["artikel 2, vijfde lid, Wzt"]);
  const again = laws.decide({ case: JSON.stringify(single()), on: "2025-03-01" });
  assert.deepEqual(again, decided);
  const { toetsingsinkomen, ...less } = single();
  assert.equal(toetsingsinkomen, "28000");
  const open = laws.decide({ case: less, on: "2025-03-01" });
  assert.deepEqual([open.outcome.kind, open.needs[0].field], ["needs", "toetsingsinkomen"]);
});

test("a decision is told in either language", () => {
  const laws = load(files(ZORGTOESLAG));
  const question = { case: single(), on: "2025-03-01" };
  assert.equal(laws.language, "nl");
  assert.match(laws.motivate(question).text, /^Uitkomst op 1 maart 2025/);
  laws.language = "en";
  const letter = laws.motivate(question);
  assert.match(letter.text, /^Outcome on 1 March 2025/);
  assert.equal(letter.reasons.at(-1).conclusion, "zorgtoeslag per maand: €131 per month");
  assert.equal(load(files(ZORGTOESLAG), { language: "en" }).language, "en");
  assert.throws(() => (laws.language = "fr"), RangeError);
});

test("why not, the drawing, the schema, the inventory and the module", async () => {
  const laws = load(files(ZORGTOESLAG));
  const question = { case: { ...single(), toetsingsinkomen: 60000 }, on: "2025-03-01" };
  const told = laws.whyNot({ ...question, want: "meer" });
  assert.equal(told.format, "enact-why-not/1");
  assert.ok(told.changes.length > 0);
  assert.throws(() => laws.whyNot({ ...question, want: "een fiets" }), { name: "LawError" });
  const drawing = laws.graph({ decision: "zorgtoeslag-per-maand", fact: "toetsingsinkomen" });
  assert.match(drawing, /^<svg/);
  assert.ok(drawing.length < laws.graph().length);
  assert.equal(laws.data().format, "enact-data/1");
  assert.match(laws.schema().$schema, /json-schema/);
  const module = await WebAssembly.compile(laws.build({ cases: 16 }));
  const [described] = WebAssembly.Module.customSections(module, "enact");
  assert.equal(JSON.parse(new TextDecoder().decode(described)).format, "enact-module/1");
});

test("two versions are compared, and the bill between them is written", () => {
  const before = load(files(ZORGTOESLAG));
  const after = load(files(ZORGTOESLAG.replace("2025", "2026")));
  const diff = before.diff(after, { choices: 2000, listMost: 1 });
  assert.equal(diff.format, "enact-diff/1");
  assert.ok(diff.provisions.some(({ verdict }) => verdict === "decisions"));
  assert.match(before.bill(after), /Artikel/);
  assert.equal(before.bill(before), null);
  const text = read(`${ZORGTOESLAG}/wzt.law.md`).replace("normpremie minder dan", "normpremie =<");
  const broken = load({ ...files(ZORGTOESLAG), "wzt.law.md": text });
  for (const compared of [() => broken.diff(after), () => before.diff(broken)]) {
    assert.throws(compared, ({ findings }) => {
      const { start, end } = findings.find(({ code }) => code === "E0107");
      return text.slice(start, end) === "=<";
    });
  }
});

test("a safeguard that does not hold comes with a case that decides as it says", () => {
  const text = read(`${ZORGTOESLAG}/wzt.law.md`);
  const broken = text.replace("waarborg \"nooit negatief\"", "waarborg \"altijd veel\" : zorgtoeslag-per-maand ≥ € 100 per maand\n   waarborg \"nooit negatief\"");
  const laws = load({ ...files(ZORGTOESLAG), "wzt.law.md": broken });
  assert.ok(laws.sound, JSON.stringify(laws.findings().findings));
  const { safeguards } = laws.verify({ choices: 20000, listMost: 1 });
  const refuted = safeguards.find(({ title }) => title === "altijd veel");
  assert.equal(refuted.verdict, "refuted");
  const { decide, on, case: facts } = refuted.against;
  const { outcome } = laws.decide({ decision: decide, case: facts, on });
  assert.ok(outcome.kind === "no-entitlement" || Number(outcome.value) < 100);
  assert.equal(safeguards.find(({ title }) => title === "nooit negatief").verdict, "proved");
});

test("a slip is found where it stands, with what to do, in either language", () => {
  const text = read(`${ZORGTOESLAG}/wzt.law.md`);
  const slip = text.replace("normpremie minder dan", "normpremie =<");
  const laws = load({ ...files(ZORGTOESLAG), "wzt.law.md": slip });
  assert.equal(laws.sound, false);
  const found = laws.findings().findings.find(({ code }) => code === "E0107");
  assert.equal(slip.slice(found.start, found.end), "=<");
  assert.equal(slip.split("\n")[found.line - 1].slice(found.column - 1, found.end_column - 1), "=<");
  assert.match(found.message, /geen vergelijking/);
  laws.language = "en";
  assert.match(laws.findings().findings.find(({ code }) => code === "E0107").help, /write `<=`/);
  assert.throws(() => laws.decide({ case: {}, on: "2025-03-01" }), (error) => {
    assert.ok(error instanceof LawError);
    assert.match(error.message, /^E0107: /m);
    return true;
  });
});

test("a case that cannot be read is refused with what is wrong", () => {
  const laws = load(files(ZORGTOESLAG));
  const refused = (question) => {
    try {
      laws.decide({ case: single(), on: "2025-03-01", ...question });
    } catch (error) {
      assert.ok(error instanceof LawError, error.stack);
      return error.findings.map(({ code }) => code);
    }
    return [];
  };
  assert.deepEqual(refused({ on: "2025-02-30" }), ["E0524"]);
  assert.deepEqual(refused({ decision: "zorgtoeslag-per-man" }), ["E0604"]);
  assert.deepEqual(refused({ case: { ...single(), toetsingsinkomen: "veel" } }).length, 1);
  assert.deepEqual(refused({ case: "{" }), ["E0501"]);
  assert.deepEqual(refused({ case: "" }).length, 1);
});

test("what a caller gets wrong is a TypeError or a RangeError", () => {
  assert.throws(() => load({ "a.law.md": 7 }), TypeError);
  assert.throws(() => load({}, { language: "de" }), RangeError);
  assert.equal(load({}).sound, false);
  assert.equal(load({}).findings().findings[0].code, "E0545");
});

test("signs from everywhere are kept, and places counted as JavaScript counts", () => {
  const law = (name) => `---
title: Proef 𝄞 🏠
short: P
language: nl
in-force: 2025-01-01
text: draft
---
# Proef

## Artikel 1

Dit is 🏠 een proef met 𝄞.

\`\`\`enact
soort persoon
gegeven ${name} van persoon : bedrag
aanspraak toeslag van persoon : bedrag
regel toeslag bedraagt ${name} indien ${name} =< € 3 // 🏠
\`\`\`
`;
  const text = law("café-bedrag");
  const { findings } = load({ "proef 🏠.law.md": text }).findings();
  const found = findings.find(({ code }) => code === "E0107");
  assert.equal(found.file, "proef 🏠.law.md");
  assert.equal(text.slice(found.start, found.end), "=<");
  assert.doesNotThrow(() => load({ "p.law.md": "\ud800 alleen" }).findings());
  assert.doesNotThrow(() => load({ "p.law.md": `${"\u0000".repeat(100)}${"é".repeat(1000)}` }).findings());
});

test("a large law is read, and one that is too large refused", () => {
  const rule = (n) => `regel bedrag-${n} van persoon is inkomen × ${n} indien inkomen > € ${n}\n`;
  const many = Array.from({ length: 1500 }, (_, n) => rule(n + 1)).join("");
  const text = `---
title: Groot
short: G
language: nl
in-force: 2025-01-01
text: draft
---
# Groot

## Artikel 1

\`\`\`enact
soort persoon
gegeven inkomen van persoon : bedrag
${many}\`\`\`
`;
  const laws = load({ "groot.law.md": text });
  assert.equal(laws.findings().summary.rules, 1500);
  const huge = load({ "groot.law.md": `${text}${"woorden ".repeat(1_400_000)}` });
  assert.equal(huge.sound, false);
});

test("deep brackets are refused, not run out of", () => {
  const deep = `${"(".repeat(5000)}1${")".repeat(5000)}`;
  const text = read(`${ZORGTOESLAG}/wzt.law.md`).replace("50% van het bedrag", `${deep}% van het bedrag`);
  assert.doesNotThrow(() => load({ "wzt.law.md": text }).findings());
  const laws = load(files(ZORGTOESLAG));
  const nested = `${'{"partner":'.repeat(20000)}null${"}".repeat(20000)}`;
  assert.throws(() => laws.decide({ case: nested, on: "2025-03-01" }), LawError);
  assert.equal(laws.decide({ case: single(), on: "2025-03-01" }).outcome.value, "131");
});

test("where a question cannot be carried out to its end, the engine starts anew", () => {
  const laws = load(files(ZORGTOESLAG));
  let endless = null;
  for (let depth = 0; depth < 100_000; depth += 1) endless = { partner: endless };
  assert.throws(() => laws.decide({ case: endless, on: "2025-03-01" }), { name: "EngineError" });
  assert.equal(laws.decide({ case: single(), on: "2025-03-01" }).outcome.value, "131");
});

test("laws that were given back are read again", () => {
  const laws = load(files(ZORGTOESLAG));
  laws.free();
  laws.free();
  assert.equal(laws.decide({ case: single(), on: "2025-03-01" }).outcome.value, "131");
});

test("a law is laid out, and laid out again is the same", () => {
  const text = read(`${ZORGTOESLAG}/wzt.law.md`);
  const once = format(text);
  assert.equal(format(once), once);
});

test("the package holds what its manifest promises", async () => {
  const manifest = JSON.parse(await readFile(inPackage("package.json"), "utf8"));
  assert.equal(manifest.version, version());
  for (const told of Object.values(manifest.exports)) {
    for (const file of typeof told === "string" ? [told] : Object.values(told)) {
      await readFile(inPackage(file));
    }
  }
});
