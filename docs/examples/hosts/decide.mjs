// Decides one case with a compiled law:
//   enact build rules/nl/zorgtoeslag -o zorgtoeslag.wasm --on 2025-03-01
//   node docs/examples/hosts/decide.mjs zorgtoeslag.wasm zorgtoeslag-per-maand docs/examples/alleenstaande.json 2025-03-01

import { readFileSync } from "node:fs";
import { Law } from "./law.mjs";

const [module, decision, file, on] = process.argv.slice(2);
const law = new Law(readFileSync(module));
const [outcome] = law.decide(decision, [{ on, case: JSON.parse(readFileSync(file, "utf8")) }]);
console.log(JSON.stringify(outcome, null, 2));
