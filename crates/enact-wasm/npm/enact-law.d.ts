// What `enact-law` offers: the same forms as the command's JSON (docs/schema of Enact).
/// <reference lib="esnext.disposable" />

/** `nl` or `en`. */
export type Language = "nl" | "en";

/** The files of a ruleset by name: laws (`*.law.md`), `enact.toml`, and `cases/*.csv|json`. */
export type Files = Record<string, string>;

/** A day: `2025-03-01`. */
export type Day = string;

/** A provision as it is cited: `art. 2 lid 1 Wzt`. */
export type Provision = string;

/**
 * What is known about the subject of a case, under the law's own names; what is left out is
 * unknown. Amounts are numbers or decimal strings such as `"28000.50"`, which are exact; `null`
 * says that there is none. A string is read as JSON or YAML.
 */
export type Facts = { [name: string]: unknown } | string;

/**
 * Starts the engine, once; every later call gives the same promise.
 *
 * @param source In a browser the address of `enact_bg.wasm`, where it is not beside this module;
 * anywhere its bytes or a compiled module.
 */
export function init(source?: string | URL | Response | BufferSource | WebAssembly.Module): Promise<void>;

/**
 * Reads and checks laws. Laws with errors give an object too: its `findings()` say what is wrong.
 *
 * @example
 * await init();
 * const laws = load({ "my.law.md": text });
 * if (laws.sound) console.log(laws.decide({ on: "2025-03-01", case: { income: 28000 } }).outcome);
 */
export function load(files: Files, options?: { language?: Language }): Laws;

/** A law with its code in the usual layout; its prose is left alone. */
export function format(text: string): string;

/** The version of Enact. */
export function version(): string;

/** What is decided, about which case, under the law of which day. */
export interface Question {
  /** The decision; may be left out where the laws decide one thing only. */
  decision?: string;
  /** What is known. */
  case: Facts;
  /** The reference date. */
  on: Day;
}

/** How long a proof goes on. */
export interface Patience {
  /** How many choices are weighed for one question; 400,000 unless told. */
  choices?: number;
  /** How many elements of a list are considered at most; 3 unless told. */
  listMost?: number;
}

/** Laws that are read and checked: a ruleset. Every method that can throw throws a `LawError`. */
export class Laws {
  constructor(files: Files, options?: { language?: Language });
  /** The language of the words, of messages and of reasons; that of the first law unless told. */
  language: Language;
  /** Whether no law has an error, so that it can decide. */
  readonly sound: boolean;
  /** What is wrong with the laws, or worth knowing, safeguards aside. */
  findings(): Findings;
  /** As `enact check`: with the verdict on every safeguard, and the tables of cases. Takes longer. */
  check(): Findings;
  /** Runs the worked cases, as `enact test`. */
  test(): Tested;
  /** The worked cases of the laws and the tables, each as a case to decide. */
  examples(): Examples;
  /** What is decided, and from which facts, as `enact data`. */
  data(): Inventory;
  /** What a decision takes and gives, as JSON Schema. */
  schema(decision?: string): object;
  /** Decides a case: the record, with the grounds and exactly the data that were read. */
  decide(question: Question): Decision;
  /** Decides a case: the letter about it, part by part. */
  motivate(question: Question): Motivation;
  /** The single changes of a case that give another outcome: `more`, `entitled`, or a value. */
  whyNot(question: Question & { want?: string }): WhyNot;
  /** Proves or refutes every safeguard, with the case against it, as `enact verify`. */
  verify(patience?: Patience): Verification;
  /** What rests on what, as a drawing in SVG. */
  graph(part?: { decision?: string; fact?: string }): string;
  /** What changes between these laws and `after`, and for whom, as `enact diff`. */
  diff(after: Laws, options?: Patience & { burdens?: string[] }): Diff;
  /** The bill that leads from these laws to `after`; `null` where their texts are the same. */
  bill(after: Laws): string | null;
  /** One WebAssembly module of the decisions (docs/compiling.md), with room for `cases` at a time. */
  build(options?: { decisions?: string[]; cases?: number }): Uint8Array;
  /** Gives back the memory; the laws are read again when they are asked once more. */
  free(): void;
  /** The same, at the end of a `using` block. */
  [Symbol.dispose](): void;
}

/** Why laws or a case cannot be used. */
export class LawError extends Error {
  readonly name: "LawError";
  readonly report: Findings;
  readonly findings: Finding[];
}

/** The engine had to stop on a question; it was started anew, and answers others. */
export class EngineError extends Error {
  readonly name: "EngineError";
}

/** `enact-findings/1`. */
export interface Findings {
  format: "enact-findings/1";
  findings: Finding[];
  summary: { laws: number; rules: number; examples: number; errors: number; warnings: number };
}

/** Lines and columns count from 1, columns in characters; an end is the place after the last. */
export interface Place {
  file: string;
  line: number;
  column: number;
  end_line: number;
  end_column: number;
  /** The index of the first character in the text of the file, as a JavaScript string counts. */
  start?: number;
  /** The index after the last. */
  end?: number;
}

/** One thing that is wrong, or worth knowing; without a place where it is about no text. */
export interface Finding extends Partial<Place> {
  /** `E…` an error, `W…` a warning, `N…` a note; each has a page in docs/diagnostics. */
  code: string;
  severity: "error" | "warning" | "note";
  message: string;
  /** What to do next. */
  help: string | null;
  provision: Provision | null;
  /** Every place to look at; the first is that of the finding itself. */
  labels: (Place & { text: string | null })[];
}

export type Value = string | boolean | null;
export type Unit = "EUR" | "GBP" | "USD" | "percent" | "months" | "days";
export type Per = "year" | "month" | "week" | "day" | "hour";

/** How a decision ends. */
export interface Outcome {
  kind: "value" | "no-entitlement" | "needs" | "awaiting" | "not-set" | "undecided";
  value?: Value;
  unit?: Unit;
  per?: Per;
  grounds: Provision[];
  problem?: string;
}

/** `enact-decision/1`: docs/schema/decision.schema.json tells every field. */
export interface Decision {
  format: "enact-decision/1";
  ruleset: { name: string; version: string };
  decision: string;
  about: string;
  by?: string;
  remedy?: {
    kind: "objection" | "administrative-appeal" | "appeal";
    within?: number;
    unit?: "years" | "months" | "weeks" | "days";
  };
  by_operation_of_law?: true;
  reference_date: Day;
  laws: { name: string; title: string; id?: string; in_force?: Day; until?: Day; text: string }[];
  outcome: Outcome;
  /** Every value that was worked out, each after those it read; the last is the conclusion. */
  steps: {
    term: string;
    of?: string;
    found: "value" | "no-entitlement" | "open" | "undecided";
    value?: Value;
    grounds: Provision[];
    [more: string]: unknown;
  }[];
  /** Every fact and judgement that was read, and no other. */
  data: {
    kind: "fact" | "judgement" | "power";
    field: string;
    value: Value;
    register?: string;
    provision: Provision;
    privacy: "not-personal" | "personal" | "special" | "criminal";
    [more: string]: unknown;
  }[];
  parameters: { name: string; value: Value; unit?: Unit; per?: Per; provision: Provision; [more: string]: unknown }[];
  justifications?: object[];
  needs?: { field: string; [more: string]: unknown }[];
  awaiting?: object[];
  not_set?: object[];
}

/** `enact-motivation/1`: a decision in the words of a letter. */
export interface Motivation {
  format: "enact-motivation/1";
  language: Language;
  /** The outcome in one sentence. */
  outcome: string;
  /** What keeps it open, the most telling first. */
  open: string[];
  /** How the outcome is built up, each step after those that it uses. */
  reasons: {
    number: number;
    /** What the step comes to. */
    conclusion: string;
    /** The provisions it rests on. */
    grounds: string[];
    /** Which provision, under which condition, by which calculation, and what yielded. */
    sentences: string[];
    /** What it used. */
    used: string[];
  }[];
  data: string[];
  justified: string[];
  norms: string[];
  /** The norms that have no source but were assumed. */
  assumed: string[];
  remedy: string | null;
  /** The whole letter. */
  text: string;
}

/** `enact-why-not/1`. */
export interface WhyNot {
  format: "enact-why-not/1";
  decision: string;
  reference_date: Day;
  outcome: object;
  changes: { [field: string]: unknown }[];
  not_searched: object[];
}

/** `enact-verification/1`. */
export interface Verification {
  format: "enact-verification/1";
  ruleset: string;
  from: Day | null;
  until: Day | null;
  values: number;
  lists_up_to: number | null;
  assumptions: { provision: Provision; words: string }[];
  safeguards: Safeguard[];
  findings: { code: string; provision: Provision | null; message: string; solver: string | null }[];
}

/** A promise of the law, and its verdict. */
export interface Safeguard {
  title: string;
  provision: Provision;
  group: string | null;
  promise: string;
  verdict: "proved" | "refuted" | "not-proved";
  /** Whether the law says itself that it does not hold. */
  denied: boolean;
  /** The verdict in a sentence. */
  told: string;
  ways: number | null;
  lists_up_to: number | null;
  solver: string | null;
  asked: string | null;
  /** The case against it: it can be decided, and comes out as it says. */
  against: {
    decide: string | null;
    on: Day;
    case: { [name: string]: unknown };
    outcome: string | null;
    other: { [name: string]: unknown } | null;
    other_outcome: string | null;
    told: string;
  } | null;
}

/** `enact-diff/1`: docs/schema/diff.schema.json tells every field. */
export interface Diff {
  format: "enact-diff/1";
  before: { ruleset: string; version: string; in_force: Day | null; bill: string | null };
  after: { ruleset: string; version: string; in_force: Day | null; bill: string | null };
  provisions: {
    law: string;
    before: Provision | null;
    after: Provision | null;
    how: "inserted" | "repealed" | "moved" | "changed";
    verdict: "wording" | "equal" | "no-decision" | "decisions";
    told: string;
    [more: string]: unknown;
  }[];
  decisions: {
    decision: string;
    provision: Provision;
    verdict: "equal" | "better" | "worse" | "more" | "less" | "both" | "not-proved" | "new" | "gone";
    told: string;
    [more: string]: unknown;
  }[];
  safeguards: {
    title: string;
    provision: Provision;
    before: Safeguard["verdict"] | null;
    after: Safeguard["verdict"] | null;
    told: string;
    [more: string]: unknown;
  }[];
  examples: {
    title: string;
    provision: Provision;
    on: Day;
    decision: string;
    before: string;
    after: string;
  }[];
  [more: string]: unknown;
}

/** `enact-test/1`. */
export interface Tested {
  format: "enact-test/1";
  rulesets: {
    path: string;
    errors: boolean;
    not_run: number;
    cases: {
      title: string;
      file: string;
      line: number;
      passed: boolean;
      expected?: string;
      got?: string;
      step?: string | null;
    }[];
  }[];
  summary: { passed: number; failed: number };
}

/** `enact-examples/1`. */
export interface Examples {
  format: "enact-examples/1";
  examples: {
    title: string;
    on: Day;
    case: { [name: string]: unknown };
    /** What must follow: as the outcome of a decision, and in words. */
    expected: { decision: string; kind: Outcome["kind"]; value?: Value; told: string }[];
    /** The provisions that it must rest on. */
    because: Provision[];
    file: string;
    line: number;
  }[];
}

/** `enact-data/1`. */
export interface Inventory {
  format: "enact-data/1";
  ruleset: string;
  decisions: string[];
  facts: {
    entity: string;
    fact: string;
    /** What it holds, in words. */
    holds: string;
    optional: boolean;
    register: string | null;
    privacy: "not-personal" | "personal" | "special" | "criminal";
    provision: Provision;
    read_by: string[];
    [more: string]: unknown;
  }[];
}
