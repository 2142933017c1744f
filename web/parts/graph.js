// What rests on what, as a drawing.

import { byId, choice, element, field, save } from "../dom.js";
import { slow, withdrawn } from "../engine.js";
import { state } from "../state.js";
import { language, word } from "../words.js";
import { refusal } from "./decision.js";

const panel = byId("graph");
let shown = null;

/** Draws the text as it is now. */
export async function show() {
  panel.replaceChildren(element("p", { class: "busy", role: "status" }, word("drawingNow")));
  try {
    const laws = await slow.laws("edited", state.files, language());
    const { decisions } = await laws.data();
    const of = element("select", { id: "graph-of" });
    const options = [["", word("everything")], ...decisions.map((name) => [name, name.replaceAll("-", " ")])];
    choice(of, options, options.some(([one]) => one === shown) ? shown : (decisions[0] ?? ""));
    const drawing = element("div", { class: "drawing", tabindex: "0", role: "group" });
    of.addEventListener("change", () => draw(laws, of.value, drawing));
    await draw(laws, of.value, drawing);
    panel.replaceChildren(
      element("div", { class: "row" }, field(word("graphOf"), of)),
      element("p", { class: "help" }, word("drawn")),
      drawing,
      element("p", {}, element("button", { type: "button", onclick: () => save(`${state.ruleset}.svg`, "image/svg+xml", drawing.dataset.svg) }, word("saveDrawing"))),
    );
  } catch (error) {
    if (!withdrawn(error)) panel.replaceChildren(refusal(error.findings ? word("broken") : word("failed"), error));
  }
}

async function draw(laws, decision, drawing) {
  shown = decision;
  const svg = await laws.graph(decision ? { decision } : {});
  const words = word("drawing", decision ? decision.replaceAll("-", " ") : word("everything"));
  drawing.dataset.svg = svg;
  drawing.setAttribute("aria-label", words);
  const [previous] = drawing.children;
  if (previous) URL.revokeObjectURL(previous.src);
  const src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  drawing.replaceChildren(element("img", { src, alt: words }));
}
