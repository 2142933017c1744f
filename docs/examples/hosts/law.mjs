// A compiled law in JavaScript: `new Law(bytes)` of a module that `enact build` wrote, and
// `law.decide(decision, cases)` for cases in the form of `enact decide`. Works in Node and in
// browsers, needs nothing but the module, and computes with whole numbers only.

const KNOWN = 1;
const ABSENT = 2;
const TOO_LARGE = 3;

/** A law that decides. */
export class Law {
  /** @param {BufferSource} wasm the module */
  constructor(wasm) {
    const module = new WebAssembly.Module(wasm);
    const [section] = WebAssembly.Module.customSections(module, "enact");
    if (!section) throw new TypeError("this is not a module of a law");
    /** What the module says of itself; see docs/schema/module.schema.json. */
    this.description = JSON.parse(new TextDecoder().decode(section));
    this.exports = new WebAssembly.Instance(module).exports;
    this.memory = new DataView(this.exports.memory.buffer);
    this.tables = new Map(this.description.tables.map((table) => [table.about, table]));
  }

  /**
   * Decides cases, each `{ on: "2025-03-01", case: { … } }`.
   * @returns for each case its `status` and, by status, `value` and `ground`, or `lacking`
   */
  decide(name, cases) {
    const decision = this.description.decisions.find((one) => one.name === name);
    if (!decision) throw new RangeError(`the module does not decide on ${name}`);
    const outcomes = [];
    for (let done = 0; done < cases.length; ) {
      const batch = new Batch(this, decision);
      while (done + batch.cases < cases.length && batch.add(cases[done + batch.cases]));
      if (batch.cases === 0) {
        outcomes.push({ status: "unsettled" });
        done += 1;
        continue;
      }
      this.exports[name](0, batch.cases);
      for (let place = 0; place < batch.cases; place += 1) outcomes.push(batch.outcome(place));
      done += batch.cases;
    }
    return outcomes;
  }
}

/** The cases that are in the memory of the module at one time. */
class Batch {
  constructor(law, decision) {
    this.law = law;
    this.memory = law.memory;
    this.decision = decision;
    this.cases = 0;
    this.rows = new Map();
    this.elements = 0;
    this.texts = [...law.description.texts];
  }

  /** Writes a case beside the others; false when there is no room left for it. */
  add({ on, case: facts }) {
    if (throughTime(facts)) return false;
    const { room, memory, tables } = this.law.description;
    const subjects = [];
    // Whatever is in a case stands in the order in which it is met, the one decided about first.
    const meet = (about, stated, owner) => {
      const subject = { about, stated, owner, links: new Map() };
      subject.row = (this.rows.get(about) ?? 0) + subjects.filter((one) => one.about === about).length;
      subjects.push(subject);
      for (const column of this.law.tables.get(about)?.columns ?? []) {
        const value = stated[column.name];
        if (column.kind === "subject" && value) subject.links.set(column.name, meet(column.of, value, subject));
        if (column.kind === "list" && value) {
          subject.links.set(column.name, value.map((element) => meet(column.of, element, subject)));
        }
      }
      return subject;
    };
    meet(this.decision.about, facts, null);
    const count = (about) => subjects.filter((one) => one.about === about).length;
    const listed = subjects.reduce((sum, one) => sum + [...one.links.values()].flat().length, 0);
    const fits = this.cases < room.cases
      && this.elements + listed <= room.elements
      && tables.every((table) => (this.rows.get(table.about) ?? 0) + count(table.about) <= room.subjects);
    if (!fits) return false;
    for (const subject of subjects) this.write(subject);
    for (const table of tables) {
      const first = this.rows.get(table.about) ?? 0;
      const next = first + count(table.about);
      this.memory.setInt32(table.firsts + 4 * this.cases, first, true);
      this.memory.setInt32(table.firsts + 4 * (this.cases + 1), next, true);
      this.rows.set(table.about, next);
    }
    this.memory.setInt32(memory.dates + 4 * this.cases, days(on), true);
    this.cases += 1;
    return true;
  }

  write({ about, stated, owner, links, row }) {
    for (const column of this.law.tables.get(about)?.columns ?? []) {
      const value = column.way_back ? owner : stated[column.name];
      const state = this.value(column, row, value, links.get(column.name));
      this.memory.setUint8(column.state + row, state);
    }
  }

  /** Writes one value, and gives what is known of it. */
  value(column, row, value, linked) {
    if (value === undefined) return 0;
    if (value === null) return column.way_back ? 0 : ABSENT;
    const { memory } = this;
    if (column.kind === "yes-no") {
      const answer = column.judgement && typeof value === "object" ? value.answer : value;
      memory.setUint8(column.values + row, answer ? 1 : 0);
    } else if (column.kind === "date") {
      memory.setInt32(column.values + 4 * row, days(value), true);
    } else if (column.kind === "subject") {
      memory.setInt32(column.values + 4 * row, (column.way_back ? value : linked).row, true);
    } else if (column.kind === "list") {
      memory.setInt32(column.values + 8 * row, this.elements, true);
      memory.setInt32(column.values + 8 * row + 4, linked.length, true);
      for (const element of linked) {
        memory.setInt32(this.law.description.memory.elements + 4 * this.elements, element.row, true);
        this.elements += 1;
      }
    } else if (column.kind === "text" || column.kind === "choice") {
      memory.setInt32(column.values + 4 * row, this.text(value), true);
    } else {
      const exact = units(String(value), scale(column));
      if (exact === null) return TOO_LARGE;
      if (column.form === "i128") {
        memory.setBigInt64(column.values + 16 * row, BigInt.asIntN(64, exact), true);
        memory.setBigInt64(column.values + 16 * row + 8, exact >> 64n, true);
      } else {
        if (BigInt.asIntN(64, exact) !== exact) return TOO_LARGE;
        memory.setBigInt64(column.values + 8 * row, exact, true);
      }
    }
    return KNOWN;
  }

  text(value) {
    const known = this.texts.indexOf(value);
    return known < 0 ? this.texts.push(value) - 1 : known;
  }

  /** How the case at this place ends. */
  outcome(place) {
    const { memory: at, statuses, defects, grounds, norms } = this.law.description;
    const status = statuses[this.memory.getUint8(at.status + place)];
    const detail = this.memory.getUint32(at.detail + 4 * place, true);
    const ground = grounds[detail];
    switch (status) {
      case "value":
        return { status, value: this.read(at.values, place), ...(ground && { ground }) };
      case "no-entitlement":
        return { status, ...(ground && { ground }) };
      case "needs":
      case "awaiting":
        return { status, lacking: this.named(status === "awaiting", detail) };
      case "not-set":
        return { status, lacking: norms[detail] };
      case "undecided":
        return { status, lacking: defects[detail] };
      default:
        return { status };
    }
  }

  named(judgement, number) {
    const columns = this.law.description.tables.flatMap((table) => table.columns);
    return columns.find((one) => one.number === number && !!one.judgement === judgement)?.name;
  }

  read(values, place) {
    const { kind, form } = this.decision;
    if (form === "byte") return this.memory.getUint8(values + place) === 1;
    if (kind === "date") {
      return new Date(this.memory.getInt32(values + 4 * place, true) * 864e5).toISOString().slice(0, 10);
    }
    if (form === "i32") return this.texts[this.memory.getInt32(values + 4 * place, true)];
    const low = this.memory.getBigInt64(values + (form === "i128" ? 16 : 8) * place, true);
    if (form === "i64") return decimal(low, scale(this.decision));
    const high = this.memory.getBigInt64(values + 16 * place + 8, true);
    return decimal((high << 64n) | BigInt.asUintN(64, low), scale(this.decision));
  }
}

/** Whether something in a case is given through time, which no column holds. */
function throughTime(value) {
  if (Array.isArray(value)) return value.some((one) => (one && "from" in one && "value" in one) || throughTime(one));
  return value !== null && typeof value === "object" && Object.values(value).some(throughTime);
}

/** Days since 1970-01-01. */
function days(iso) {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / 864e5);
}

/** How many units make one; of a percentage, one hundredth part. */
function scale({ kind, denominator }) {
  return kind === "percentage" ? [BigInt(denominator), 100n] : [BigInt(denominator), 1n];
}

/** A decimal as whole units; null when it is not that. */
function units(text, [denominator, hundredth]) {
  const [, sign, whole, behind = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return null;
  const above = BigInt(whole + behind) * denominator;
  const below = 10n ** BigInt(behind.length) * hundredth;
  if (above % below !== 0n) return null;
  return (sign ? -1n : 1n) * (above / below);
}

/** Whole units as a decimal, or as a fraction where that does not end. */
function decimal(units, [denominator, hundredth]) {
  const sign = units < 0n ? "-" : "";
  const above = (units < 0n ? -units : units) * hundredth;
  let digits = 0n;
  while (digits < 40n && (above * 10n ** digits) % denominator !== 0n) digits += 1n;
  if (digits === 40n) return `${sign}${above}/${denominator}`;
  const shifted = ((above * 10n ** digits) / denominator).toString().padStart(Number(digits) + 1, "0");
  const whole = shifted.slice(0, shifted.length - Number(digits));
  return sign + whole + (digits ? `.${shifted.slice(-Number(digits))}` : "");
}
