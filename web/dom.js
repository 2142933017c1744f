// Elements, made of plain values: text is never read as markup.

/** An element with attributes and children; `on…` listens, `null` and `false` leave out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "value") made.value = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

export const byId = (id) => document.getElementById(id);

/** A choice; each option is a value and its words. */
export function choice(select, options, chosen) {
  select.replaceChildren(...options.map(([value, words]) => element("option", { value }, words)));
  select.value = chosen;
  select.disabled = options.length < 2;
}

/** A list of plain lines, or nothing. */
export function lines(items, kind = "plain") {
  return items.length ? element("ul", { class: kind }, items.map((item) => element("li", {}, item))) : null;
}

let made = 0;

/** A labelled field. */
export function field(words, input, note) {
  made += 1;
  input.id ||= `field-${made}`;
  const label = element("label", { for: input.id }, words, note ? element("small", {}, ` ${note}`) : null);
  return element("div", { class: "field" }, label, input);
}

/** Gives `text` to the reader as a file. */
export function save(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
