// The page, served from this machine, in a browser that is installed.

import { createReadStream, existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { delimiter, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const pages = join(process.env.ENACT_PACKAGE ?? join(root, "target/package"), "web");
const tools = process.env.ENACT_TOOLS ?? join(root, "target/web-tools/node_modules");

const TYPES = {
  ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".json": "application/json",
  ".svg": "image/svg+xml", ".wasm": "application/wasm",
};

/** A server of the page, and its address. */
export async function served() {
  const server = createServer(({ url }, response) => {
    const path = normalize(decodeURIComponent(new URL(url, "http://x").pathname));
    const file = join(pages, path === "/" ? "index.html" : path);
    if (!file.startsWith(pages) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "text/plain" });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, address: `http://127.0.0.1:${server.address().port}/` };
}

/** The browser, as playwright-core drives it. */
export async function browser() {
  const { chromium } = createRequire(join(tools, "x.js"))("playwright-core");
  const name = process.env.ENACT_BROWSER ?? "chromium-headless-shell";
  const places = process.env.PATH.split(delimiter).map((folder) => join(folder, name));
  const executablePath = places.find((place) => existsSync(place));
  const quiet = ["background-networking", "component-update", "gpu", "quic", "sync"];
  return chromium.launch({
    executablePath,
    args: ["--headless", "--no-sandbox", "--no-first-run", ...quiet.map((one) => `--disable-${one}`)],
  });
}

/** axe-core as `.ci/setup-axe` fetches it; nothing where it did not. */
export function axe() {
  const script = join(root, "target/axe/node_modules/axe-core/axe.min.js");
  return existsSync(script) ? readFileSync(script, "utf8") : undefined;
}
