// The rulesets of this repository, and the package that was made of it.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const folder = process.env.ENACT_PACKAGE ?? join(root, "target/package");

/** Where a file of the package is. */
export const inPackage = (name) => pathToFileURL(join(folder, "enact-law", name));

/** A file of the repository. */
export const read = (path) => readFileSync(join(root, path), "utf8");

/** The files of the ruleset at `path`, by name. */
export function files(path) {
  const found = {};
  for (const [inside, shown] of [[path, ""], [`${path}/cases`, "cases/"]]) {
    let names = [];
    try {
      names = readdirSync(join(root, inside), { withFileTypes: true });
    } catch {
      // A ruleset need not have tables of cases.
    }
    for (const entry of names) {
      if (entry.isFile()) found[`${shown}${entry.name}`] = read(`${inside}/${entry.name}`);
    }
  }
  return found;
}

/** Every ruleset and version in `rules`. */
export const rulesets = [
  "rules/nl/zorgtoeslag/versions/2025",
  "rules/nl/zorgtoeslag/versions/2026",
  "rules/nl/aow/versions/2025",
  "rules/nl/wahv/versions/2017",
  "rules/nl/wahv/versions/2025",
  "rules/en/home-energy-grant",
];
