// A worker of a browser, as the page sees it.

import { Connection } from "./remote.js";

export { LawError } from "./laws.js";
export { RemoteLaws } from "./remote.js";

export function connect() {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  const connection = new Connection(worker);
  worker.addEventListener("message", ({ data }) => connection.heard(data));
  worker.addEventListener("error", (event) => {
    connection.failed(new Error(event.message || "the worker did not start"));
  });
  return connection;
}
