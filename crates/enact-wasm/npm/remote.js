// The page's side of a worker: the same questions, answered later.

import { LawError } from "./laws.js";

/** A worker, and what was asked of it. */
export class Connection {
  #worker;
  #waiting = new Map();
  #asked = 0;

  constructor(worker) {
    this.#worker = worker;
  }

  /** What the worker says. */
  heard({ id, value, error }) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(became(error));
    else waiting?.resolve(value);
    // In Node a program ends that has nothing left to do, also when nobody closed the worker.
    if (this.#waiting.size === 0) this.#worker.unref?.();
  }

  /** The worker itself failed: nothing that was asked will be answered. */
  failed(reason) {
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }

  ask(on, method, ...given) {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.ref?.();
      this.#worker.postMessage({ id, on, method, given });
    });
  }

  async load(files, options) {
    this.#asked += 1;
    const laws = new RemoteLaws(this, this.#asked);
    await this.ask(laws.laws, "load", { ...files }, options);
    return laws;
  }

  format(text) {
    return this.ask(undefined, "format", text);
  }

  version() {
    return this.ask(undefined, "version");
  }

  close() {
    this.#worker.terminate();
    this.failed(new DOMException("the worker was closed", "AbortError"));
  }
}

/** Laws that a worker holds. */
export class RemoteLaws {
  #connection;

  constructor(connection, laws) {
    this.#connection = connection;
    this.laws = laws;
  }

  #ask(method, ...given) {
    return this.#connection.ask(this.laws, method, ...given);
  }

  language() {
    return this.#ask("get", "language");
  }

  speak(language) {
    return this.#ask("set", "language", language);
  }

  sound() {
    return this.#ask("get", "sound");
  }

  findings() {
    return this.#ask("findings");
  }

  check() {
    return this.#ask("check");
  }

  test() {
    return this.#ask("test");
  }

  examples() {
    return this.#ask("examples");
  }

  data() {
    return this.#ask("data");
  }

  schema(decision) {
    return this.#ask("schema", decision);
  }

  decide(question) {
    return this.#ask("decide", question);
  }

  motivate(question) {
    return this.#ask("motivate", question);
  }

  whyNot(question) {
    return this.#ask("whyNot", question);
  }

  verify(options) {
    return this.#ask("verify", options);
  }

  graph(options) {
    return this.#ask("graph", options);
  }

  build(options) {
    return this.#ask("build", options);
  }

  diff(after, options) {
    return this.#ask("diff", { laws: after.laws }, options);
  }

  bill(after) {
    return this.#ask("bill", { laws: after.laws });
  }

  free() {
    return this.#ask("free");
  }
}

function became({ name, message, report }) {
  if (report) return new LawError(report);
  const error = new Error(message);
  error.name = name;
  return error;
}
