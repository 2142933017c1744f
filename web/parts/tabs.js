// Tabs, by pointer and by keyboard: arrows, Home and End move between them.

const tabs = [...document.querySelectorAll("[role=tab]")];

/** Calls `shown` with the name of the part that comes before the reader. */
export function tabbing(shown) {
  for (const [place, tab] of tabs.entries()) {
    tab.addEventListener("click", () => select(tab, shown));
    tab.addEventListener("keydown", ({ key }) => {
      const last = tabs.length - 1;
      const next = { ArrowRight: place === last ? 0 : place + 1, ArrowLeft: place === 0 ? last : place - 1, Home: 0, End: last }[key];
      if (next === undefined) return;
      tabs[next].focus();
      select(tabs[next], shown);
    });
  }
  mark(tabs[0]);
}

function select(tab, shown) {
  mark(tab);
  shown(current());
}

function mark(chosen) {
  for (const tab of tabs) {
    const isChosen = tab === chosen;
    tab.setAttribute("aria-selected", isChosen);
    tab.tabIndex = isChosen ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = !isChosen;
  }
}

/** The part before the reader. */
export const current = () =>
  tabs.find((tab) => tab.getAttribute("aria-selected") === "true").getAttribute("aria-controls");

/** Brings a part before the reader. */
export function bring(name, shown) {
  const tab = tabs.find((one) => one.getAttribute("aria-controls") === name);
  tab.focus();
  select(tab, shown);
}
