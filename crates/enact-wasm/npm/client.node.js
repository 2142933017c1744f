// A worker thread of Node, as the program that started it sees it.

import { Worker } from "node:worker_threads";
import { Connection } from "./remote.js";

export { LawError } from "./laws.js";
export { RemoteLaws } from "./remote.js";

export function connect() {
  const worker = new Worker(new URL("./worker.node.js", import.meta.url));
  const connection = new Connection(worker);
  worker.on("message", (data) => connection.heard(data));
  worker.on("error", (error) => connection.failed(error));
  worker.unref();
  return connection;
}
