// Holds a compiled law against outcomes that evaluation gave, and names each difference:
//   node docs/examples/hosts/conform.mjs law.wasm cases.json

import { readFileSync } from "node:fs";
import { Law } from "./law.mjs";

const [module, file] = process.argv.slice(2);
const law = new Law(readFileSync(module));
let [same, left, different] = [0, 0, 0];
for (const { decision, cases } of JSON.parse(readFileSync(file, "utf8"))) {
  law.decide(decision, cases).forEach((outcome, place) => {
    const { status, value } = cases[place].outcome;
    if (outcome.status === "unsettled") left += 1;
    else if (outcome.status === status && (value === undefined || outcome.value === value)) same += 1;
    else {
      different += 1;
      console.log(JSON.stringify({ decision, case: cases[place], outcome }));
    }
  });
}
console.log(`${same} the same, ${left} left to evaluation, ${different} different`);
process.exitCode = different === 0 ? 0 : 1;
