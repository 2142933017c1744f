// The same answers from a worker, while the program goes on.

import assert from "node:assert/strict";
import { test } from "node:test";
import { files, inPackage, read } from "./rulesets.js";

const { LawError, connect } = await import(inPackage("client.node.js"));

const ZORGTOESLAG = "rules/nl/zorgtoeslag/versions/2025";
const question = { case: JSON.parse(read("docs/examples/alleenstaande.json")), on: "2025-03-01" };

test("a worker decides, compares and refuses", async () => {
  const worker = connect();
  const [before, after] = await Promise.all([
    worker.load(files(ZORGTOESLAG)),
    worker.load(files(ZORGTOESLAG.replace("2025", "2026")), { language: "en" }),
  ]);
  assert.equal((await before.decide(question)).outcome.value, "131");
  assert.equal(await after.language(), "en");
  await before.speak("en");
  assert.match(await before.bill(after), /is amended as follows/);
  assert.match((await before.motivate(question)).text, /^Outcome/);
  await assert.rejects(before.decide({ ...question, on: "nooit" }), (error) => {
    assert.ok(error instanceof LawError);
    assert.equal(error.findings[0].code, "E0524");
    return true;
  });
  await before.free();
  worker.close();
});

test("the program goes on while a worker proves, and can break it off", async () => {
  const worker = connect();
  const laws = await worker.load(files(ZORGTOESLAG));
  const proof = laws.verify();
  const first = await Promise.race([
    proof.then(() => "the proof"),
    new Promise((resume) => setTimeout(resume, 5, "the clock")),
  ]);
  assert.equal(first, "the clock");
  worker.close();
  await assert.rejects(proof, { name: "AbortError" });
});
