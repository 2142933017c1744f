// The engine behind the page: one worker that follows what is typed, and one for what takes long.

import { connect } from "./enact-law/client.js";

/** A worker that is started when it is first needed, and anew after it was broken off. */
export class Desk {
  #connection;
  #held = new Map();

  get connection() {
    this.#connection ??= connect();
    return this.#connection;
  }

  /** Laws of these files; of the same `key` they are read once, until the files differ. */
  async laws(key, files, language) {
    const mark = JSON.stringify(files);
    const held = this.#held.get(key);
    if (held?.mark !== mark) {
      held?.laws.then((laws) => laws.free()).catch(() => {});
      this.#held.set(key, { mark, laws: this.connection.load(files) });
    }
    const laws = await this.#held.get(key).laws;
    await laws.speak(language);
    return laws;
  }

  /** Breaks off whatever is going on. */
  stop() {
    this.#connection?.close();
    this.#connection = undefined;
    this.#held.clear();
  }
}

export const quick = new Desk();
export const slow = new Desk();

/** Whether an error only says that the question was withdrawn. */
export const withdrawn = (error) => error.name === "AbortError";
