// For browsers: the engine is fetched from beside this file, or from where `init` is told.

import { starting } from "./laws.js";

export { EngineError, LawError, Laws, format, load, version } from "./laws.js";

export function init(source) {
  return starting(() => source ?? new URL("./enact_bg.wasm", import.meta.url));
}
