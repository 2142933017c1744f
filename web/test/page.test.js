// The page in a browser: what a reader does there, without a mouse where that matters, and whether
// everybody can read it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, browser, served } from "./browser.js";

const LOOKS = [
  { locale: "nl-NL", colorScheme: "light", viewport: { width: 1300, height: 900 } },
  { locale: "en-GB", colorScheme: "dark", viewport: { width: 380, height: 900 } },
];
const PATIENCE = 60_000;
/** A change of one figure: whoever has no partner gets less. */
const DEARER = ["3 decimalen is 1,896%", "3 decimalen is 2,896%"];

let chromium;
let site;

before(async () => {
  site = await served();
  chromium = await browser();
});

after(async () => {
  await chromium?.close();
  site?.server.close();
});

/** A new reader on the page; `wrong` holds what the browser complains of, `asked` what it fetched. */
async function reader(look = LOOKS[0]) {
  const context = await chromium.newContext({ ...look, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const [wrong, asked] = [[], []];
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(site.address);
  await page.waitForSelector("body[data-ready]");
  return { context, page, wrong, asked };
}

const outcome = (page) => page.locator("#outcome");

/** Replaces words of the law, and says so as the browser does when a reader types. */
async function edit(page, from, to) {
  const text = page.locator("#text");
  const law = await text.inputValue();
  assert.ok(law.includes(from), from);
  await text.evaluate((field, words) => {
    field.value = words;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, law.replace(from, to));
}

async function settled(page, words) {
  await page.waitForFunction(
    (wanted) => document.querySelector("#outcome")?.textContent.includes(wanted),
    words,
  );
}

test("a law is decided, and an edit changes the decision and its reasons at once", async () => {
  const { context, page, wrong } = await reader();
  await settled(page, "€ 131 per maand");
  assert.match(await page.locator("#reasons").textContent(), /percentage drempelinkomen: 1,896%/);
  await edit(page, ...DEARER);
  await settled(page, "€ 107 per maand");
  assert.match(await page.locator("#was").textContent(), /€ 131 per maand/);
  assert.match(await page.locator("#reasons").textContent(), /percentage drempelinkomen: 2,896%/);
  await page.click("#reset");
  await settled(page, "€ 131 per maand");
  await page.getByLabel("toetsingsinkomen").fill("45000");
  await page.waitForFunction(() => !document.querySelector("#outcome").textContent.includes("131"));
  await page.getByLabel("toetsingsinkomen").fill("");
  await page.waitForFunction(() => document.querySelector("#result").textContent.includes("toetsingsinkomen"));
  assert.deepEqual(wrong, []);
  await context.close();
});

test("a slip is told, and the reader is brought to it", async () => {
  const { context, page, wrong } = await reader();
  await edit(page, "normpremie minder dan", "normpremie =<");
  const slip = page.locator("#findings .error").first();
  await slip.waitFor();
  assert.match(await slip.textContent(), /E0107.*geen vergelijking/s);
  assert.match(await page.locator("#result").textContent(), /fouten/);
  await slip.getByRole("button").press("Enter");
  const chosen = await page.evaluate(() => {
    const { value, selectionStart, selectionEnd } = document.activeElement;
    return value.slice(selectionStart, selectionEnd);
  });
  assert.equal(chosen, "=<");
  assert.deepEqual(wrong, []);
  await context.close();
});

test("a safeguard that an edit breaks is refuted with a case, which can be decided", async () => {
  const { context, page, wrong } = await reader();
  await page.locator("#tab-decision").focus();
  await page.keyboard.press("ArrowRight");
  const kept = page.locator("#safeguards li", { hasText: "nooit negatief" });
  await kept.locator(".verdict", { hasText: /^bewezen$/ }).waitFor();
  await edit(page, 'waarborg "nooit negatief" : zorgtoeslag-per-maand ≥ € 0', 'waarborg "nooit negatief" : zorgtoeslag-per-maand ≥ € 100');
  const broken = page.locator("#safeguards li.refuted", { hasText: "nooit negatief" });
  await broken.waitFor();
  await broken.getByRole("button").press("Enter");
  await outcome(page).waitFor();
  await page.waitForFunction(() => document.querySelector("#tab-decision").ariaSelected === "true");
  assert.deepEqual(wrong, []);
  await context.close();
});

test("versions are compared, an edited text with the original as well", async () => {
  const { context, page, wrong } = await reader();
  await page.click("#tab-compare");
  await page.selectOption("#after", "version 2026");
  await page.click("#compare-now");
  const differences = page.locator("#differences");
  await differences.getByText("4,273% → 4,289%").waitFor();
  assert.match(await differences.textContent(), /voor sommigen hoger, voor anderen lager/);
  await edit(page, ...DEARER);
  await page.waitForFunction(() => !document.querySelector("#differences")?.textContent);
  await page.selectOption("#after", "edited");
  await page.click("#compare-now");
  await differences.getByText("1,896% → 2,896%").waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
});

test("every law that the page offers is decided, and drawn", async () => {
  const { context, page, wrong } = await reader(LOOKS[1]);
  const laws = await page.locator("#ruleset option").evaluateAll((all) => all.map(({ value }) => value));
  assert.ok(laws.length >= 4);
  for (const law of laws) {
    await page.selectOption("#ruleset", law);
    await page.waitForFunction(() => !document.querySelector("#tally").textContent.includes("…"));
    await outcome(page).waitFor();
    await page.click("#tab-graph");
    await page.locator("#graph img").waitFor();
    await page.click("#tab-decision");
  }
  assert.deepEqual(wrong, []);
  await context.close();
});

test("the page goes on without a network, and asks no other machine for anything", async () => {
  const { context, page, wrong, asked } = await reader();
  await context.setOffline(true);
  await edit(page, ...DEARER);
  await settled(page, "€ 107 per maand");
  await page.getByLabel("English").check();
  await page.getByText("As a letter").waitFor();
  await settled(page, "€107 per month");
  assert.deepEqual(asked.filter((url) => !url.startsWith(site.address) && !url.startsWith("blob:")), []);
  assert.deepEqual(await context.cookies(), []);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("everybody can read the page", { skip: axe() ? false : "there is no axe-core: run .ci/setup-axe" }, async () => {
  for (const look of LOOKS) {
    const { context, page } = await reader(look);
    for (const part of ["decision", "safeguards", "compare", "graph"]) {
      await page.click(`#tab-${part}`);
      if (part === "compare") await page.click("#compare-now");
      await page.waitForFunction(() => !document.querySelector(".busy"));
      await page.evaluate(axe());
      const found = await page.evaluate(async () => {
        const { violations } = await globalThis.axe.run();
        const root = document.documentElement;
        const wide = root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} wide`] : [];
        return [...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`), ...wide];
      });
      assert.deepEqual(found, [], `${part} ${look.locale}`);
    }
    await context.close();
  }
});

test("the engine starts quickly", async () => {
  const { context, page } = await reader();
  const times = await page.evaluate(async () => {
    const { init, version } = await import("./enact-law/web.js");
    const began = performance.now();
    await init();
    version();
    return Math.round(performance.now() - began);
  });
  console.log(`started in ${times} ms`);
  assert.ok(times < 5000);
  await context.close();
});
