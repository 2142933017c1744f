// What the reader has chosen and written. Parts read it, and hear when it changes.

/** The laws that the page was given: `{ id, versions: [{ id, files }] }`. */
export let rulesets = [];

export const state = {
  ruleset: "",
  version: "",
  file: "",
  /** The texts as edited, by name. */
  files: {},
  /** What is decided, about which case, on which day. */
  decision: "",
  case: {},
  on: "",
};

export async function fetchLaws() {
  rulesets = await (await fetch("laws.json")).json();
}

export const ruleset = () => rulesets.find(({ id }) => id === state.ruleset);

/** The texts of a version as they were loaded. */
export function filesOf(version) {
  return ruleset().versions.find(({ id }) => id === version).files;
}

export const original = () => filesOf(state.version);

export const isLaw = (name) => name.endsWith(".law.md");

/** Takes up a version of a ruleset, with its longest law before the reader. */
export function open(id, version) {
  state.ruleset = id;
  state.version = version ?? ruleset().versions[0].id;
  state.files = { ...original() };
  const laws = Object.keys(state.files).filter(isLaw);
  state.file = laws.reduce((one, other) => (state.files[one].length < state.files[other].length ? other : one));
}

/** The title of a law, as its front matter gives it. */
export function title(files) {
  const heads = Object.entries(files).filter(([name]) => isLaw(name));
  const longest = heads.reduce((one, other) => (one[1].length < other[1].length ? other : one));
  return /^(?:title|titel): *(.+)$/m.exec(longest[1])?.[1] ?? longest[0];
}

/** The day shown first, where the law has no example to begin with. */
export function firstDay(examples) {
  return examples[0]?.on ?? new Date().toISOString().slice(0, 10);
}
