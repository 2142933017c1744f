// The worker's side: carries out what is asked, one question at a time.

import { LawError, Laws, format, version } from "./laws.js";

const alone = { format, version };

/** Answers the messages of `port` once `started`. */
export function serve(port, started) {
  const held = new Map();
  port.addEventListener("message", async ({ data: { id, on, method, given } }) => {
    try {
      await started;
      port.postMessage({ id, value: answer(held, on, method, given) });
    } catch (error) {
      port.postMessage({ id, error: told(error) });
    }
  });
  port.start?.();
}

function answer(held, on, method, given) {
  if (method === "load") {
    held.set(on, new Laws(...given));
    return undefined;
  }
  if (on === undefined) return alone[method](...given);
  const laws = held.get(on);
  if (method === "free") {
    laws?.free();
    held.delete(on);
    return undefined;
  }
  if (method === "get") return laws[given[0]];
  if (method === "set") {
    laws[given[0]] = given[1];
    return undefined;
  }
  return laws[method](...given.map((one) => (one?.laws === undefined ? one : held.get(one.laws))));
}

/** An error as a message can carry it. */
function told(error) {
  const { name, message } = error;
  return error instanceof LawError ? { name, message, report: error.report } : { name, message };
}
