// Holds a compiled law against the outcomes that evaluation gave, and names each difference:
//   enact build rules/nl/zorgtoeslag --on 2025-03-01 -o law.wasm --conformance cases.json
//   node docs/examples/hosts/conform.mjs law.wasm cases.json

import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { Law } from "./law.mjs";

const [module, file] = process.argv.slice(2);
const law = new Law(readFileSync(module));
let [same, different] = [0, 0];
for (const { decision, cases } of JSON.parse(readFileSync(file, "utf8")).decisions) {
  law.decide(decision, cases).forEach((outcome, place) => {
    if (isDeepStrictEqual(outcome, cases[place].outcome)) same += 1;
    else {
      different += 1;
      console.log(JSON.stringify({ decision, case: cases[place], outcome }));
    }
  });
}
console.log(`${same} the same, ${different} different`);
process.exitCode = different === 0 ? 0 : 1;
