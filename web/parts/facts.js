// The facts of a case as fields, as the schema of the decision describes them.

import { element, field } from "../dom.js";
import { word } from "../words.js";

/** Fields for `facts` about a subject of the kind that `schema` describes; `changed` hears. */
export function fields(schema, facts, changed) {
  return element("div", { class: "facts" }, subject(schema, schema.properties.case, facts, changed));
}

function subject(schema, kind, facts, changed) {
  const properties = Object.entries(resolved(schema, kind).properties ?? {});
  const read = properties.filter(([name, of]) => of["x-read"] !== false || name in facts);
  return read.map(([name, of]) => fact(schema, name, of, facts, changed));
}

const resolved = (schema, of) => (of.$ref ? schema.$defs[of.$ref.split("/").at(-1)] : of);

function fact(schema, name, of, facts, changed) {
  const ways = (of.anyOf ?? [of]).map((way) => resolved(schema, way));
  const words = of.title ?? name;
  const set = (value) => {
    if (value === undefined) delete facts[name];
    else facts[name] = value;
    changed();
  };
  const about = { words, optional: ways.some(({ type }) => type === "null"), value: facts[name], set };
  const inner = ways.find(({ properties }) => properties && !properties.answer);
  if (inner) return other(schema, inner, about, changed);
  const list = ways.find(({ type, items }) => type === "array" && resolved(schema, items).properties && !resolved(schema, items).properties.from);
  if (list) return several(schema, resolved(schema, list.items), about, changed);
  if (Array.isArray(facts[name])) return given(about);
  return field(words, simple(ways, about));
}

/** A fact that the case gives through time is shown as it is. */
function given({ words, value }) {
  return field(words, element("input", { value: value.map(({ from, value: one }) => `${from}: ${one}`).join("; "), readonly: true }), `(${word("throughTime")})`);
}

function simple(ways, { optional, value, set }) {
  const options = ways.find((way) => way.enum)?.enum;
  if (options || ways.some(({ type }) => type === "boolean")) {
    const all = options ? options.map((one) => [one, one, one]) : [["yes", word("yes"), true], ["no", word("no"), false]];
    return select(optional ? [...all, ["none", word("none"), null]] : all, value, set);
  }
  const isDate = ways.some(({ format }) => format === "date");
  const input = element("input", {
    type: isDate ? "date" : "text",
    inputmode: !isDate && ways.some(({ type }) => type === "number" || type === "integer") ? "decimal" : null,
    value: value ?? "",
    placeholder: value === null ? word("none") : word("unknown"),
  });
  input.addEventListener("input", () => set(input.value === "" ? undefined : input.value.trim()));
  return input;
}

function select(options, value, set) {
  const known = options.find(([, , one]) => one === (value?.answer ?? value));
  const input = element(
    "select",
    { onchange: () => set(options.find(([key]) => key === input.value)?.[2]) },
    element("option", { value: "" }, word("unknown")),
    options.map(([key, words]) => element("option", { value: key }, words)),
  );
  input.value = value === undefined ? "" : (known?.[0] ?? "");
  return input;
}

/** Another subject: unknown, absent, or there with facts of its own. */
function other(schema, kind, about, changed) {
  const { words, optional, value, set } = about;
  const options = [["present", word("present"), "present"]];
  if (optional) options.push(["none", word("none"), null]);
  const presence = select(options, value ? "present" : value, (chosen) => {
    const next = chosen === "present" ? {} : chosen;
    set(next);
    box.replaceWith(other(schema, kind, { ...about, value: next }, changed));
  });
  const box = element(
    "fieldset",
    {},
    element("legend", {}, words),
    field(word("presence", words), presence),
    value ? element("div", { class: "facts" }, subject(schema, kind, value, changed)) : null,
  );
  return box;
}

/** A list of subjects, each with facts of its own. */
function several(schema, kind, about, changed) {
  const { words, value, set } = about;
  const list = Array.isArray(value) ? value : [];
  const name = kind.title ?? words;
  const again = (next) => {
    set(next);
    box.replaceWith(several(schema, kind, { ...about, value: next }, changed));
  };
  const elements = list.map((one, place) => element(
    "fieldset",
    {},
    element("legend", {}, `${name} ${place + 1}`),
    element("div", { class: "facts" }, subject(schema, kind, one, changed)),
    element("p", {}, element("button", { type: "button", onclick: () => again(list.toSpliced(place, 1)) }, word("remove", `${name} ${place + 1}`))),
  ));
  const box = element(
    "fieldset",
    {},
    element("legend", {}, words),
    elements,
    element("button", { type: "button", onclick: () => again([...list, {}]) }, word("add", name)),
  );
  return box;
}
