"""The country template of OpenFisca, for June 2016: all eight outcomes of everybody.

python country.py FOLDER: decides the population in FOLDER, and prints a line of JSON with what it
took and how many outcomes are a cent or more from the exact ones beside it.
"""

import json
import resource
import sys
import time
from importlib.metadata import version
from pathlib import Path

import numpy as np
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_country_template import CountryTaxBenefitSystem

MONTH, YEAR = "2016-06", "2016"
OF_PERSONS = {"income-tax": "income_tax", "contribution": "social_security_contribution", "basic-income": "basic_income"}
OF_HOUSEHOLDS = {
    "housing-allowance": "housing_allowance", "parenting-allowance": "parenting_allowance",
    "housing-tax": "housing_tax", "total-taxes": "total_taxes", "disposable-income": "disposable_income",
}  # fmt: skip

folder = Path(sys.argv[1])
read = lambda name, dtype: np.fromfile(folder / name, dtype)
members, occupancy, adult = read("members.u8", "u1"), read("occupancy.u8", "u1"), read("adult.u8", "u1")
born = read("born.i32", "<i4").astype("datetime64[D]")
euros = lambda name: read(f"{name}.i64", "<i8") / 100
salary, capital, pension, rent = euros("salary"), euros("capital"), euros("pension"), euros("rent")
metres = read("metres.i64", "<i8")
scales = json.loads((folder / "scales.json").read_text())

start = time.process_time_ns()
system = CountryTaxBenefitSystem()
loading = time.process_time_ns() - start


def simulation():
    """A new one with the whole population in it."""
    builder = SimulationBuilder()
    builder.create_entities(system)
    people = np.arange(len(born))
    builder.declare_person_entity("person", people)
    household = builder.declare_entity("household", np.arange(len(members)))
    of = np.repeat(np.arange(len(members)), members)
    builder.join_with_persons(household, of, np.where(adult == 1, "adult", "child"))
    built = builder.build(system)
    built.set_input("birth", "eternity", born)
    built.set_input("salary", MONTH, salary)
    built.set_input("capital_returns", MONTH, capital)
    built.set_input("pension", MONTH, pension)
    built.set_input("rent", MONTH, rent)
    for month in ("2016-01", MONTH):
        built.set_input("accommodation_size", month, metres)
        built.set_input("housing_occupancy_status", month, occupancy)
    return built


best = None
for _ in range(3):
    prepared = simulation()
    start = time.process_time_ns()
    outcomes = {}
    for name, variable in {**OF_PERSONS, **OF_HOUSEHOLDS}.items():
        outcomes[name] = prepared.calculate(variable, YEAR if name == "housing-tax" else MONTH)
    spent = time.process_time_ns() - start
    best = spent if best is None else min(best, spent)

off = 0
for name, outcome in outcomes.items():
    exact = read(f"exact-{name}.i64", "<i8") / scales[name]
    off += int(np.count_nonzero(np.abs(outcome.astype("f8") - exact) >= 0.01 - 1e-9))
print(json.dumps({
    "name": "openfisca", "version": f"openfisca-core {version('openfisca-core')}", "rows": len(born), "ns": best,
    "peak_kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, "off": off, "loading_ns": loading,
}))  # fmt: skip
