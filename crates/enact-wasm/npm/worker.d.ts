// The same questions, answered by a worker while the page goes on.

import type {
  Decision, Diff, Examples, Files, Findings, Inventory, Language, Motivation, Patience, Question,
  Tested, Verification, WhyNot,
} from "./enact-law.js";

export { LawError } from "./enact-law.js";

/** Starts a worker. What takes long does not hold up the page; `close()` breaks it off. */
export function connect(): Connection;

/** A worker that answers. */
export interface Connection {
  load(files: Files, options?: { language?: Language }): Promise<RemoteLaws>;
  format(text: string): Promise<string>;
  version(): Promise<string>;
  /** Ends the worker; what was asked and not answered is rejected with an `AbortError`. */
  close(): void;
}

/** Laws that the worker holds: as `Laws`, with promises. */
export interface RemoteLaws {
  language(): Promise<Language>;
  /** Chooses the language of the words. */
  speak(language: Language): Promise<void>;
  sound(): Promise<boolean>;
  findings(): Promise<Findings>;
  check(): Promise<Findings>;
  test(): Promise<Tested>;
  examples(): Promise<Examples>;
  data(): Promise<Inventory>;
  schema(decision?: string): Promise<object>;
  decide(question: Question): Promise<Decision>;
  motivate(question: Question): Promise<Motivation>;
  whyNot(question: Question & { want?: string }): Promise<WhyNot>;
  verify(patience?: Patience): Promise<Verification>;
  graph(part?: { decision?: string; fact?: string }): Promise<string>;
  diff(after: RemoteLaws, options?: Patience & { burdens?: string[] }): Promise<Diff>;
  bill(after: RemoteLaws): Promise<string | null>;
  build(options?: { decisions?: string[]; cases?: number }): Promise<Uint8Array>;
  free(): Promise<void>;
}
