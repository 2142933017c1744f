// One decision at a time in JavaScript: node single.mjs MODULES CATALA
//   MODULES: a folder with zorgtoeslag.wasm and aow.wasm, each with its conformance cases beside it
//   CATALA: a folder in which @catala-lang/french-law is installed
// Prints a line of JSON for each law: how many nanoseconds of processor time a decision takes.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { Law } from "../../docs/examples/hosts/law.mjs";

const [modules, catala] = process.argv.slice(2);

/** The least processor time per call, of five runs of as many calls. */
function least(calls, call) {
  let best = Infinity;
  for (let run = 0; run < 6; run += 1) {
    const start = process.cpuUsage();
    for (let number = 0; number < calls; number += 1) call(number);
    const { user, system } = process.cpuUsage(start);
    if (run > 0) best = Math.min(best, ((user + system) * 1000) / calls);
  }
  return Math.round(best);
}

for (const name of ["zorgtoeslag", "aow"]) {
  const wasm = readFileSync(join(modules, `${name}.wasm`));
  const law = new Law(wasm);
  const { decisions } = JSON.parse(readFileSync(join(modules, `${name}.json`), "utf8"));
  const { decision, cases } = decisions[0];
  const decided = cases.filter(({ outcome }) => outcome.status === "value");
  const ns = least(20_000, (number) => law.decide(decision, [decided[number % decided.length]]));
  console.log(JSON.stringify({ name: `single-${name}`, version: `Node ${process.versions.node}`, rows: 1, ns }));
}

try {
  const found = createRequire(join(resolve(catala), "package.json"));
  const french = found("@catala-lang/french-law/src/french_law.js");
  const { version } = found("@catala-lang/french-law/package.json");
  const child = (number, born, care, income) => ({
    dIdentifiant: number,
    dRemunerationMensuelle: income,
    dDateDeNaissance: born,
    dPriseEnCharge: { kind: care, payload: null },
    dADejaOuvertDroitAuxAllocationsFamiliales: true,
    dBeneficieTitrePersonnelAidePersonnelleLogement: false,
  });
  const family = {
    iDateCouranteIn: "2020-04-20",
    iEnfantsIn: [
      child(0, "2003-02-02", "EffectiveEtPermanente", 0),
      child(1, "2013-09-30", "GardeAlterneePartageAllocations", 300),
    ],
    iRessourcesMenageIn: 30000,
    iResidenceIn: { kind: "Metropole", payload: null },
    iPersonneChargeEffectivePermanenteEstParentIn: true,
    iPersonneChargeEffectivePermanenteRemplitTitreIIn: true,
    iAvaitEnfantAChargeAvant1erJanvier2012In: false,
  };
  const ns = least(200, () => {
    french.AllocationsFamilialesLib.interfaceAllocationsFamiliales(family);
    french.eventsManager.resetLog();
  });
  console.log(JSON.stringify({ name: "french-law", version: `@catala-lang/french-law ${version}`, rows: 1, ns }));
} catch (reason) {
  console.log(JSON.stringify({ name: "french-law", skipped: String(reason.message ?? reason).split("\n")[0] }));
}
