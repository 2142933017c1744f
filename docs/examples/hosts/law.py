"""A compiled law in Python: `Law(wasm)` of a module that `enact build` wrote.

`law.decide(decision, cases)` takes cases in the form of `enact decide`; `law.batch` takes columns,
as numpy arrays or anything that shares their memory, such as Arrow. Needs the packages `wasmtime`
and `numpy`, and computes with whole numbers only.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import wasmtime

UNKNOWN, KNOWN, ABSENT, TOO_LARGE = range(4)
EPOCH = date(1970, 1, 1)
# How the values of a column lie in memory: of which numbers, and how many of them.
FORMS = {"byte": ("u1", 1), "i32": ("<i4", 1), "i64": ("<i8", 1), "i128": ("<u8", 2), "list": ("<i4", 2)}

# By how many numbers it has, from where on a value is too large for a column.
LIMITS = {1: 2**63, 2: 2**127}


@dataclass
class Column:
    """What is known of one fact: `values` in the form of the module, a value for each row.

    `states` tells per row whether it is known; all are when it is left out. A list column has
    offsets into `elements` as its values, one more than there are rows, and rows as its elements.
    """

    values: np.ndarray
    states: np.ndarray | None = None
    elements: np.ndarray | None = None


@dataclass
class Table:
    """The subjects of one kind: those of case `n` are the rows from `firsts[n]` to `firsts[n + 1]`."""

    firsts: np.ndarray
    columns: dict[str, Column]


class Law:
    """A law that decides."""

    def __init__(self, wasm: bytes):
        #: What the module says of itself; see docs/schema/module.schema.json.
        self.description = json.loads(section(wasm, b"enact"))
        engine = wasmtime.Engine()
        self.store = wasmtime.Store(engine)
        instance = wasmtime.Instance(self.store, wasmtime.Module(engine, wasm), [])
        self.exports = instance.exports(self.store)
        self.memory = memoryview(self.exports["memory"].get_buffer_ptr(self.store))
        self.tables = {table["about"]: table for table in self.description["tables"]}
        self.texts = list(self.description["texts"])

    def decide(self, name: str, cases: list[tuple[str, dict]]) -> list[dict]:
        """Decides cases, each a reference date and what is known; says for each how it ends."""
        decision = self.decision(name)
        rows = [self.rows(decision["about"], case) for _, case in cases]
        fit = [place for place, of_case in enumerate(rows) if of_case is not None]
        dates = np.array([days(cases[place][0]) for place in fit], "<i4")
        endings = self.batch(name, dates, self.columns([rows[place] for place in fit]))
        outcomes = [{"status": "unsettled"}] * len(cases)
        for place, ending in zip(fit, zip(*endings)):
            outcomes[place] = self.outcome(decision, *ending)
        return outcomes

    def batch(self, name: str, dates: np.ndarray, tables: dict[str, Table]):
        """Decides columns: the status, the detail and the value of every case, as arrays."""
        decision, room, count = self.decision(name), self.description["room"], len(dates)
        for about, table in tables.items():
            if strange := table.columns.keys() - {column["name"] for column in self.tables[about]["columns"]}:
                raise KeyError(f"{about} has no columns {strange}")
        dtype, width = FORMS[decision["form"]]
        status, detail = np.full(count, 6, "u1"), np.zeros(count, "<u4")
        values = np.zeros((count, width) if width > 1 else count, dtype)
        places, first = self.description["memory"], 0
        while first < count:
            last = min(count, first + room["cases"])
            while last > first and not self.write(tables, first, last):
                last = first + (last - first) // 2
            if last == first:
                first += 1  # One case that is too large: unsettled.
                continue
            cases = slice(first, last)
            self.view(places["dates"], "i32", last - first)[:] = dates[cases]
            self.exports[name](self.store, 0, last - first)
            status[cases] = self.view(places["status"], "byte", last - first)
            detail[cases] = self.view(places["detail"], "i32", last - first).view("<u4")
            values[cases] = self.view(places["values"], decision["form"], last - first)
            first = last
        return status, detail, values

    def write(self, tables: dict[str, Table], first: int, last: int) -> bool:
        """Writes the cases from `first` to `last`; false when there is no room for them."""
        room, taken = self.description["room"], 0
        start = {about: int(table.firsts[first]) for about, table in tables.items()}
        if any(table.firsts[last] - start[about] > room["subjects"] for about, table in tables.items()):
            return False
        for about, table in tables.items():
            described = self.tables[about]
            rows = slice(start[about], int(table.firsts[last]))
            count = rows.stop - rows.start
            self.view(described["firsts"], "i32", last - first + 1)[:] = table.firsts[first : last + 1] - rows.start
            for column in described["columns"]:
                given = table.columns.get(column["name"])
                states = self.view(column["state"], "byte", count)
                if given is None:
                    states[:] = UNKNOWN
                    continue
                states[:] = KNOWN if given.states is None else given.states[rows]
                values = self.view(column["values"], column["form"], count)
                if column["kind"] == "subject":
                    values[:] = given.values[rows] - start[column["of"]]
                elif column["kind"] == "list":
                    offsets = given.values[rows.start : rows.stop + 1]
                    elements = given.elements[offsets[0] : offsets[-1]] - start[column["of"]]
                    if taken + len(elements) > room["elements"]:
                        return False
                    place = self.description["memory"]["elements"] + 4 * taken
                    self.view(place, "i32", len(elements))[:] = elements
                    values[:, 0], values[:, 1] = offsets[:-1] - offsets[0] + taken, np.diff(offsets)
                    taken += len(elements)
                else:
                    values[:] = given.values[rows]
        return True

    def view(self, place: int, form: str, count: int) -> np.ndarray:
        """A column of the memory of the module."""
        dtype, width = FORMS[form]
        view = np.frombuffer(self.memory, dtype, count * width, place)
        return view.reshape(count, width) if width > 1 else view

    def rows(self, about: str, case: dict) -> dict[str, list[dict]] | None:
        """A case as rows of every table, the subject decided about first; `None` when a fact is
        given through time, which no column holds."""
        rows = {kind: [] for kind in self.tables}

        def meet(kind, stated, owner):
            if kind not in rows:
                return 0  # Nothing is read of it.
            row, number = {}, len(rows[kind])
            rows[kind].append(row)
            for column in self.tables[kind]["columns"]:
                name = column["name"]
                if column.get("way_back"):
                    if owner is not None:
                        row[name] = owner
                elif name not in stated:
                    pass
                elif stated[name] is None:
                    row[name] = None
                elif column["kind"] == "subject":
                    row[name] = meet(column["of"], stated[name], number)
                elif column["kind"] == "list":
                    row[name] = [meet(column["of"], element, number) for element in stated[name]]
                else:
                    row[name] = value(column, stated[name])
            return number

        if through_time(case):
            return None
        meet(about, case, None)
        return rows

    def columns(self, cases: list[dict[str, list[dict]]]) -> dict[str, Table]:
        """The rows of many cases as columns."""
        firsts = {about: np.cumsum([0] + [len(case[about]) for case in cases]) for about in self.tables}
        tables = {}
        for about, described in self.tables.items():
            owned = [(case, row) for case, rows in enumerate(cases) for row in rows[about]]
            columns = {}
            for column in described["columns"]:
                # Rows of other tables are counted from the first of their own case.
                start = firsts[column["of"]] if column.get("of") in firsts else np.zeros(len(cases) + 1, int)
                told = [(row.get(column["name"], ...), start[case]) for case, row in owned]
                columns[column["name"]] = self.column(column, told)
            tables[about] = Table(firsts[about], columns)
        return tables

    def column(self, column: dict, told: list) -> Column:
        states = np.array([UNKNOWN if it is ... else ABSENT if it is None else KNOWN for it, _ in told], "u1")
        if column["kind"] == "list":
            lists = [[start + row for row in it] if isinstance(it, list) else [] for it, start in told]
            offsets = np.cumsum([0] + [len(elements) for elements in lists])
            return Column(offsets, states, np.array(sum(lists, []), "<i4"))
        dtype, width = FORMS[column["form"]]
        values = np.zeros((len(told), width) if width > 1 else len(told), dtype)
        for row in np.flatnonzero(states == KNOWN):
            it, start = told[row]
            if column["kind"] == "subject":
                values[row] = start + it
            elif isinstance(it, str):
                values[row] = self.text(it)
            elif not -LIMITS[width] <= it < LIMITS[width]:
                states[row] = TOO_LARGE
            else:
                values[row] = it if width == 1 else (it % 2**64, (it >> 64) % 2**64)
        return Column(values, states)

    def text(self, text: str) -> int:
        """The number of a text: that of the law, or a new one."""
        if text not in self.texts:
            self.texts.append(text)
        return self.texts.index(text)

    def decision(self, name: str) -> dict:
        """What the module says of a decision."""
        return next(one for one in self.description["decisions"] if one["name"] == name)

    def outcome(self, decision: dict, status: int, detail: int, value) -> dict:
        """How a case ends, in words: its status, its value and its ground, or what is lacking."""
        outcome = {"status": self.description["statuses"][status]}
        match outcome["status"]:
            case "value" | "no-entitlement":
                if outcome["status"] == "value":
                    outcome["value"] = self.read(decision, value)
                if detail < len(self.description["grounds"]):
                    outcome["ground"] = self.description["grounds"][detail]
            case "needs" | "awaiting":
                judged = outcome["status"] == "awaiting"
                columns = (column for table in self.tables.values() for column in table["columns"])
                outcome["lacking"] = next(
                    column["name"]
                    for column in columns
                    if column["number"] == detail and column.get("judgement", False) == judged
                )
            case "not-set":
                outcome["lacking"] = self.description["norms"][detail]
            case "undecided":
                outcome["lacking"] = self.description["defects"][detail]
        return outcome

    def read(self, decision: dict, value):
        """A value as people write it."""
        match decision["kind"], decision["form"]:
            case _, "byte":
                return bool(value)
            case "date", _:
                return (EPOCH + timedelta(int(value))).isoformat()
            case _, "i32":
                return self.texts[value]
            case _, "i64":
                return decimal(int(value), decision)
            case _:
                high = int(value[1]) - (2**64 if value[1] >= 2**63 else 0)
                return decimal((high << 64) + int(value[0]), decision)


def value(column: dict, stated):
    """A value of a case as a column holds it: whole units, days since 1970-01-01, a text."""
    if column["kind"] == "yes-no":
        return stated["answer"] if isinstance(stated, dict) else stated
    if column["kind"] == "date":
        return days(stated)
    if column["kind"] in ("text", "choice"):
        return stated
    units = Fraction(str(stated)) * scale(column)
    return int(units) if units.denominator == 1 else LIMITS[2]


def scale(column: dict) -> Fraction:
    """How many units make one; of a percentage, one hundredth part."""
    return Fraction(int(column["denominator"]), 100 if column["kind"] == "percentage" else 1)


def decimal(units: int, column: dict) -> str:
    """Whole units as a decimal, or as a fraction where that does not end."""
    number = units / scale(column)
    digits = next((digits for digits in range(40) if 10**digits % number.denominator == 0), None)
    if digits is None:
        return f"{units * (100 if column['kind'] == 'percentage' else 1)}/{column['denominator']}"
    shifted = str(abs(int(number * 10**digits))).rjust(digits + 1, "0")
    whole, behind = shifted[: len(shifted) - digits], shifted[len(shifted) - digits :]
    return ("-" if number < 0 else "") + whole + (f".{behind}" if digits else "")


def days(iso: str) -> int:
    """Days since 1970-01-01."""
    return (date.fromisoformat(iso) - EPOCH).days


def through_time(stated) -> bool:
    """Whether something in a case is given through time."""
    if isinstance(stated, list):
        return any(isinstance(it, dict) and {"from", "value"} <= it.keys() or through_time(it) for it in stated)
    return isinstance(stated, dict) and any(map(through_time, stated.values()))


def section(wasm: bytes, name: bytes) -> bytes:
    """A section of a module that machines skip."""

    def unsigned(place):
        number = shift = 0
        while True:
            number |= (wasm[place] & 0x7F) << shift
            shift, place = shift + 7, place + 1
            if wasm[place - 1] < 0x80:
                return number, place

    place = 8
    while place < len(wasm):
        kind, (length, start) = wasm[place], unsigned(place + 1)
        place = start + length
        named, behind = unsigned(start)
        if kind == 0 and wasm[behind : behind + named] == name:
            return wasm[behind + named : place]
    raise ValueError("this is not a module of a law")
