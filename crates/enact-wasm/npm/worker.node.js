// A worker thread of Node.

import { parentPort } from "node:worker_threads";
import { init } from "./node.js";
import { serve } from "./serve.js";

const port = {
  addEventListener: (_, answer) => parentPort.on("message", (data) => answer({ data })),
  postMessage: (message) => parentPort.postMessage(message),
};
serve(port, init());
