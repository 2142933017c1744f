"""The Wet op de zorgtoeslag of 2025 in other tools: the formula and the figures of
rules/nl/zorgtoeslag for people with a Dutch insurance, on 1 March 2025.

python zorgtoeslag.py TOOL FOLDER ROWS: decides the first ROWS of the population in FOLDER, writes
FOLDER/TOOL.out and prints a line of JSON with what it took.
"""

import json
import resource
import sys
import time
from importlib.metadata import version
from pathlib import Path

import numpy as np

BORN_BEFORE = 13_573  # 1 March 2007, in days from 1970-01-01
THRESHOLD_INCOME = 28_405_728  # tenths of a cent
STANDARD_PREMIUM = 2_112 * 100_000_000  # hundred-millionths of a euro
ALONE, TOGETHER, ABOVE = 1_896, 4_273, 13_700  # thousandths of a percent
WEALTH_ALONE, WEALTH_TOGETHER = 14_189_600, 17_942_900  # cents

COLUMNS = {
    "born": "i4", "insured": "u1", "suspended": "u1", "income": "i8", "wealth": "i8",
    "partner": "u1", "all_year": "u1", "partner_born": "i4", "partner_insured": "u1",
    "partner_suspended": "u1", "partner_income": "i8", "partner_wealth": "i8",
}  # fmt: skip
SUFFIX = {"i4": "i32", "i8": "i64", "u1": "u8"}

# The same formula in the expression languages of business rules, in euros.
INSURED = "insured == 1 and suspended == 0 and born < 13573"
PARTNER_INSURED = "partner_insured == 1 and partner_suspended == 0 and partner_born < 13573"


def with_numpy(of):
    """int64 arrays, no fractions."""
    flags = {name: column == 1 for name, column in of.items() if column.dtype == np.uint8}
    partner = flags["partner"]
    entitled = flags["insured"] & ~flags["suspended"] & (of["born"] < BORN_BEFORE)
    partner_entitled = flags["partner_insured"] & ~flags["partner_suspended"] & (of["partner_born"] < BORN_BEFORE)
    together = partner & flags["all_year"]
    too_rich = np.where(
        together, of["wealth"] + of["partner_wealth"] > WEALTH_TOGETHER, of["wealth"] > WEALTH_ALONE
    )
    income = of["income"] + np.where(partner, of["partner_income"], 0)
    premium = np.where(partner, 2 * STANDARD_PREMIUM, STANDARD_PREMIUM)
    norm = np.where(partner, TOGETHER, ALONE) * THRESHOLD_INCOME
    norm += ABOVE * np.maximum(10 * income - THRESHOLD_INCOME, 0)
    parts = np.where(partner & ~partner_entitled, 24, 12)
    month = (premium - norm) // (parts * 100_000_000)
    return np.where(entitled & ~too_rich & (norm < premium), month, -1).astype(np.int32)


def with_polars(of):
    """The same as expressions over a data frame."""
    import polars as pl

    frame = pl.DataFrame(of)
    whole = lambda number: pl.lit(number, pl.Int64)  # bare literals are 32 bits, and overflow
    partner = pl.col("partner") == 1
    entitled = (pl.col("insured") == 1) & (pl.col("suspended") == 0) & (pl.col("born") < BORN_BEFORE)
    partner_entitled = (
        (pl.col("partner_insured") == 1) & (pl.col("partner_suspended") == 0) & (pl.col("partner_born") < BORN_BEFORE)
    )
    too_rich = (
        pl.when(partner & (pl.col("all_year") == 1))
        .then(pl.col("wealth") + pl.col("partner_wealth") > WEALTH_TOGETHER)
        .otherwise(pl.col("wealth") > WEALTH_ALONE)
    )
    income = pl.col("income") + pl.when(partner).then(pl.col("partner_income")).otherwise(whole(0))
    premium = pl.when(partner).then(whole(2 * STANDARD_PREMIUM)).otherwise(whole(STANDARD_PREMIUM))
    above = pl.max_horizontal(10 * income - THRESHOLD_INCOME, whole(0))
    norm = pl.when(partner).then(whole(TOGETHER)).otherwise(whole(ALONE)) * THRESHOLD_INCOME + ABOVE * above
    parts = pl.when(partner & ~partner_entitled).then(whole(24)).otherwise(whole(12))
    month = (premium - norm) // (parts * 100_000_000)
    outcome = pl.when(entitled & ~too_rich & (norm < premium)).then(month).otherwise(-1)
    return lambda: frame.select(outcome.cast(pl.Int32).alias("month"))["month"].to_numpy()


def with_zen(of):
    """A decision graph of JDM, evaluated row by row."""
    import zen

    entitled = [
        ("insured_now", INSURED),
        ("partner_insured_now", PARTNER_INSURED),
        ("too_rich", "partner == 1 and all_year == 1 ? wealth + partner_wealth > 179429 : wealth > 141896"),
        ("means", "partner == 1 ? income + partner_income : income"),
        ("premium", "partner == 1 ? 4224 : 2112"),
        ("norm", "(partner == 1 ? 0.04273 : 0.01896) * 28405.728 + 0.137 * max([$.means - 28405.728, 0])"),
        ("parts", "partner == 1 and not($.partner_insured_now) ? 24 : 12"),
        ("month", "$.insured_now and not($.too_rich) and $.norm < $.premium"
                  " ? floor(($.premium - $.norm) / $.parts) : -1"),
    ]  # fmt: skip
    expressions = [{"id": key, "key": key, "value": value} for key, value in entitled]
    graph = {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
            {"id": "rules", "type": "expressionNode", "name": "rules", "position": {"x": 1, "y": 0},
             "content": {"expressions": expressions}},
            {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}},
        ],
        "edges": [
            {"id": "1", "sourceId": "in", "targetId": "rules", "type": "edge"},
            {"id": "2", "sourceId": "rules", "targetId": "out", "type": "edge"},
        ],
    }  # fmt: skip
    decision = zen.ZenEngine().create_decision(json.dumps(graph))
    people = in_euros(of)
    return lambda: np.array([decision.evaluate(person)["result"]["month"] for person in people], np.int32)


def with_cel(of):
    """One expression of CEL, compiled once and evaluated row by row, in whole numbers."""
    import cel

    partner = "(partner == 1)"
    to_cel = lambda text: text.replace(" and ", " && ")
    income = f"(10 * ({partner} ? income + partner_income : income) - {THRESHOLD_INCOME})"
    premium = f"({partner} ? {2 * STANDARD_PREMIUM} : {STANDARD_PREMIUM})"
    norm = f"(({partner} ? {TOGETHER} : {ALONE}) * {THRESHOLD_INCOME} + {ABOVE} * ({income} > 0 ? {income} : 0))"
    too_rich = (
        f"({partner} && all_year == 1 ? wealth + partner_wealth > {WEALTH_TOGETHER} : wealth > {WEALTH_ALONE})"
    )
    parts = f"({partner} && !({to_cel(PARTNER_INSURED)}) ? 2400000000 : 1200000000)"
    program = cel.compile(
        f"({to_cel(INSURED)}) && !{too_rich} && {norm} < {premium} ? ({premium} - {norm}) / {parts} : -1"
    )
    people = [dict(zip(of, map(int, row))) for row in zip(*of.values())]
    return lambda: np.array([program.execute(person) for person in people], np.int32)


def with_host(of):
    """The module of the law in wasmtime, through docs/examples/hosts/law.py."""
    root = Path(__file__).parents[2]
    sys.path.insert(0, str(root / "docs/examples/hosts"))
    from law import Column, Law, Table

    law = Law(Path(sys.argv[4]).read_bytes())
    decision = law.description["decisions"][0]
    count, partner = len(of["born"]), of["partner"] == 1
    dates = np.full(count, 20_148, "<i4")  # 1 March 2025

    def outcome():
        # Whoever has a partner takes two rows: the partner stands in the second.
        firsts = np.zeros(count + 1, "<i8")
        np.cumsum(1 + partner, out=firsts[1:])
        own, other = firsts[:-1], firsts[:-1][partner] + 1
        rows = firsts[-1]

        def column(dtype, mine, partners, states=None):
            values = np.zeros(rows, dtype)
            values[own], values[other] = mine, partners if np.isscalar(partners) else partners[partner]
            return Column(values, states)

        has_partner = np.zeros(rows, "u1")
        has_partner[own] = np.where(partner, 1, 2)
        place = np.zeros(rows, "<i4")
        place[own[partner]] = other
        table = Table(firsts, {
            "geboortedatum": column("<i4", of["born"], of["partner_born"]),
            "zorgverzekerd": column("u1", of["insured"], of["partner_insured"]),
            "bijdrageplichtig": column("u1", 0, 0),
            "verdragsgerechtigd": column("u1", 0, 0),
            "verzekering-opgeschort": column("u1", of["suspended"], of["partner_suspended"]),
            "toetsingsinkomen": column("<i8", of["income"], of["partner_income"]),
            "rendementsgrondslag": column("<i8", of["wealth"], of["partner_wealth"]),
            "zelfde-partner-hele-jaar": column("u1", of["all_year"], 0),
            "partner": Column(place, has_partner),
        })  # fmt: skip
        status, _, values = law.batch(decision["name"], dates, {decision["about"]: table})
        return np.where(status == 0, values // int(decision["denominator"]), -1).astype(np.int32)

    return outcome


def in_euros(of):
    """Every row as numbers a person would write."""
    amounts = {"income", "wealth", "partner_income", "partner_wealth"}
    return [
        {name: int(value) / 100 if name in amounts else int(value) for name, value in zip(of, row)}
        for row in zip(*of.values())
    ]


TOOLS = {
    "numpy": (lambda of: lambda: with_numpy(of), "numpy"),
    "polars": (with_polars, "polars"),
    "zen": (with_zen, "zen-engine"),
    "cel": (with_cel, "common-expression-language"),
    "host": (with_host, "wasmtime"),
}


def main():
    tool, folder, rows = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    population = {
        name: np.fromfile(folder / f"{name}.{SUFFIX[dtype]}", f"<{dtype}", rows) for name, dtype in COLUMNS.items()
    }
    prepare, package = TOOLS[tool]
    decide = prepare(population)
    best = None
    for _ in range(3):
        start = time.process_time_ns()
        outcome = decide()
        spent = time.process_time_ns() - start
        best = spent if best is None else min(best, spent)
    outcome.astype("<i4").tofile(folder / f"{tool}.out")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = {"name": tool, "version": f"{package} {version(package)}", "rows": rows, "ns": best, "peak_kb": peak}
    print(json.dumps(told))


main()
