// For Node: the engine is read from beside this file, or is what `init` is given.

import { readFile } from "node:fs/promises";
import { starting } from "./laws.js";

export { EngineError, LawError, Laws, format, load, version } from "./laws.js";

export function init(source) {
  return starting(() => source ?? readFile(new URL("./enact_bg.wasm", import.meta.url)));
}
