// Laws as JavaScript has them: objects for what goes in and comes out. What a law means is known
// in the engine alone; here its answers are read, its refusals thrown, and places counted.

import start, * as engine from "./enact.js";
import { placed } from "./places.js";

/** Why laws or a case cannot be used: the findings, as `enact check --format json` has them. */
export class LawError extends Error {
  constructor(report) {
    super(report.findings.map(({ code, message }) => `${code}: ${message}`).join("\n"));
    this.name = "LawError";
    this.report = report;
  }

  get findings() {
    return this.report.findings;
  }
}

/** The engine had to stop. It has been started anew, and other questions are answered. */
export class EngineError extends Error {
  constructor(cause) {
    super("the engine stopped on this question, and was started anew", { cause });
    this.name = "EngineError";
  }
}

let started;
let isStarted = false;
let instance = 0;

/** Starts the engine with what `fetched` brings, once. */
export function starting(fetched) {
  started ??= begin(fetched).catch((error) => {
    started = undefined;
    throw error;
  });
  return started;
}

async function begin(fetched) {
  await start({ module_or_path: await fetched() });
  isStarted = true;
}

/** What the engine answers; what it throws becomes an error of this package. */
function asked(question) {
  if (!isStarted) throw new Error("the engine has not started: await init() first");
  try {
    return question();
  } catch (thrown) {
    if (typeof thrown === "string") throw thrown;
    if (thrown instanceof WebAssembly.RuntimeError || thrown instanceof RangeError) {
      engine.__wbg_reset_state();
      instance += 1;
      throw new EngineError(thrown);
    }
    throw thrown;
  }
}

/** Laws that are read and checked: a ruleset. */
export class Laws {
  #files;
  #bound;
  #instance;
  #language = "";

  constructor(files, { language } = {}) {
    this.#files = new Map(Object.entries(files));
    for (const [name, text] of this.#files) {
      if (typeof text !== "string") throw new TypeError(`the text of ${name} is not a string`);
    }
    if (language !== undefined) this.#language = known(language);
    this.#ask(() => {});
  }

  /** What the engine's own object answers; it is made where there is none in this instance. */
  #ask(question) {
    try {
      return asked(() => {
        if (!this.#bound || this.#instance !== instance) {
          this.#bound = new engine.Laws([...this.#files.keys()], [...this.#files.values()]);
          this.#bound.language = this.#language;
          this.#instance = instance;
        }
        return question(this.#bound);
      });
    } catch (thrown) {
      if (typeof thrown === "string") throw new LawError(this.#placed(JSON.parse(thrown)));
      throw thrown;
    }
  }

  #json(question) {
    return JSON.parse(this.#ask(question));
  }

  /** What is asked of two rulesets; the errors of either are told in its own texts. */
  #beside(after, question) {
    for (const laws of [this, after]) if (!laws.sound) throw new LawError(laws.findings());
    const other = after.#ask((bound) => bound);
    return this.#ask((laws) => question(laws, other));
  }

  #placed(report) {
    return placed(report, this.#files);
  }

  get language() {
    return this.#ask((laws) => laws.language);
  }

  set language(language) {
    this.#language = known(language);
    this.#ask((laws) => {
      laws.language = this.#language;
    });
  }

  get sound() {
    return this.#ask((laws) => laws.sound);
  }

  findings() {
    return this.#placed(this.#json((laws) => laws.findings()));
  }

  check() {
    return this.#placed(this.#json((laws) => laws.check()));
  }

  test() {
    return this.#json((laws) => laws.test());
  }

  examples() {
    return this.#json((laws) => laws.examples());
  }

  data() {
    return this.#json((laws) => laws.data());
  }

  schema(decision) {
    return this.#json((laws) => laws.schema(decision));
  }

  decide({ decision, case: facts, on }) {
    return this.#json((laws) => laws.decide(decision, written(facts), on));
  }

  motivate({ decision, case: facts, on }) {
    return this.#json((laws) => laws.motivate(decision, written(facts), on));
  }

  whyNot({ decision, case: facts, on, want }) {
    return this.#json((laws) => laws.whyNot(decision, written(facts), on, want));
  }

  verify({ choices, listMost } = {}) {
    return this.#json((laws) => laws.verify(choices, listMost));
  }

  graph({ decision, fact } = {}) {
    return this.#ask((laws) => laws.graph(decision, fact));
  }

  diff(after, { choices, listMost, burdens = [] } = {}) {
    return JSON.parse(this.#beside(after, (laws, other) => laws.diff(other, choices, listMost, burdens)));
  }

  bill(after) {
    return this.#beside(after, (laws, other) => laws.bill(other)) ?? null;
  }

  build({ decisions = [], cases } = {}) {
    return this.#ask((laws) => laws.build(decisions, cases));
  }

  free() {
    if (this.#bound && this.#instance === instance) this.#bound.free();
    this.#bound = undefined;
  }

  [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
    this.free();
  }
}

/** Reads and checks laws. */
export function load(files, options) {
  return new Laws(files, options);
}

/** A law with its code in the usual layout. */
export function format(text) {
  return asked(() => engine.format(text));
}

/** The version of Enact. */
export function version() {
  return asked(() => engine.version());
}

function written(facts) {
  return typeof facts === "string" ? facts : JSON.stringify(facts);
}

function known(language) {
  if (language === "nl" || language === "en") return language;
  throw new RangeError(`the language is "nl" or "en", not ${JSON.stringify(language)}`);
}
