// The words of the page: the same in both languages, and all of them used.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { catalogue } from "../words.js";

const folder = new URL("../", import.meta.url);
const sources = ["", "parts/"].flatMap((inside) =>
  readdirSync(new URL(inside || ".", folder))
    .filter((name) => /\.(js|html)$/.test(name) && name !== "words.js")
    .map((name) => readFileSync(new URL(inside + name, folder), "utf8")));

test("both languages have the same words", () => {
  assert.deepEqual(Object.keys(catalogue.nl), Object.keys(catalogue.en));
  for (const [name, words] of Object.entries(catalogue.nl)) {
    assert.equal(typeof catalogue.en[name], typeof words, name);
  }
});

test("every word that is asked for is there, and every word is asked for", () => {
  const all = sources.join("\n");
  const asked = [...all.matchAll(/word\("([\w-]+)"|data-word="([\w-]+)"/g)].map(([, one, other]) => one ?? other);
  for (const name of asked) assert.ok(name in catalogue.nl, name);
  for (const name of Object.keys(catalogue.nl)) {
    assert.ok(asked.includes(name) || all.includes(`"${name}"`) || ["proved", "refuted", "error", "warning", "note", "yes", "no"].includes(name), `${name} is not used`);
  }
});
