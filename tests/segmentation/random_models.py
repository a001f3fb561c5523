"""Random segment models and the tables to score with them: valid models, dirty tables, values at every border."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import yaml
from hypothesis import strategies as st

from assistant.workspace import Workspace

AS_OF = dt.date(2026, 3, 1)
KEYS = ["1", "01", "001", "2", "10", " 3 ", "a", "A", "é", "e\u0301", "日本", "𝒳", "a b", "x,y", 'q"', "", "  "]
CELLS = {
    "integer": [
        "0",
        "1",
        "2",
        "3",
        "5",
        "10",
        "11",
        "+3",
        "-2",
        "007",
        "12.0",
        "1e3",
        "1,000",
        "NaN",
        "=cmd",
        " 4 ",
        "",
        str(2**63 - 1),
        str(2**63),
        str(-(2**63)),
        "n/a",
        "²",
        "9" * 30,
    ],
    "number": [
        "0",
        "1",
        "2.5",
        "2.50",
        ".5",
        "5.",
        "-0.1",
        "0.1",
        "0.2",
        "0.3",
        "1e5",
        "1,5",
        "nan",
        "inf",
        "",
        "n/a",
        "7",
    ],
    "text": ["A", "a", " b ", "B", "É", "é", "ß", "SS", "n/a", "", "No", "true", "1", "01", "İ"],
    "boolean": ["Yes", "no", "Y", "N", "1", "0", "TRUE", "false", "maybe", "", " true ", "n/a"],
    "date": [(AS_OF + dt.timedelta(days)).isoformat() for days in (-400, -366, -90, -89, -30, -1, 0, 1, 30)]
    + ["2025-02-29", "2026-3-1", "20260101", "", "n/a", "1969-12-31"],
}
BOUNDS = {
    "integer": [-2, 0, 1, 2, 2.5, 3, 5, 10, 4.999],
    "number": [-1, 0, 0.1, 0.3, 0.5, 2.5, 3, 7, 0.6],
    "date": [AS_OF + dt.timedelta(days) for days in (-366, -90, -30, 0, 1)],
}
VALUES = {
    "integer": [-2, 0, 1, 3, 5, 10, 2**63 - 1],
    "text": ["A", " b", "É", "ss", "no", True, 1, "zz"],
    "boolean": [True, False, "true", "FALSE"],
}
FIXED = {**VALUES, "number": [0, 0.1, 2.5, 7], "date": [AS_OF, dt.date(2025, 12, 1)]}
TITLES = [
    "CFO",
    "vp finance",
    "VP, Finance & IT",
    "Chief Nursing Officer",
    "nurse",
    "nursery",
    "",
    "cfo/cto",
    "vp  finance",
]
ROLES = [
    {"id": "buyer", "titles": ["cfo", "VP Finance", "vp"]},
    {"id": "user", "titles": ["nurse", "chief nursing officer", "finance"]},
]
points = st.integers(-30, 40)


@dataclass(frozen=True)
class Case:
    """A model as data, its tables as rows of raw cells."""

    model: dict
    tables: dict[str, list[dict[str, str]]]

    def write(self, folder: Path) -> Workspace:
        """Makes a workspace of it."""
        knowledge = folder / "knowledge"
        knowledge.mkdir(parents=True, exist_ok=True)
        text = yaml.dump(self.model, Dumper=_Plain, allow_unicode=True, sort_keys=False)
        (knowledge / "segments.yaml").write_text(text, encoding="utf-8")
        for name, rows in self.tables.items():
            with (knowledge / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns_of(self.model, name))
                writer.writeheader()
                writer.writerows(rows)
        return Workspace.at(folder)


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def columns_of(model: dict, table: str) -> list[str]:
    """The columns of a table, whichever attributes use them."""
    own = [value for key, value in model["tables"][table].items() if key in ("key", "name", "account", "title")]
    return own + [f"{kind}{i}" for kind in CELLS for i in range(2)]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A valid model with tables of 0 to 8 rows."""
    pad = draw(st.sampled_from([None, 2, 3]))
    tables = {
        "accounts": {"file": "accounts.csv", "key": "id", "name": "called", **({"pad": pad} if pad else {})},
        "stakeholders": {"file": "stakeholders.csv", "key": "id", "account": "acc", "name": "called", "title": "job"},
        "orders": {"file": "orders.csv", "account": "acc", **({"pad": pad} if pad else {})},
    }
    model = {"tables": tables, "accounts": draw(levels("accounts"))}
    if draw(st.booleans()):
        ids = [segment["id"] for segment in model["accounts"]["segments"]]
        model["stakeholders"] = draw(levels("stakeholders", ids))
    rows = {name: draw(st.lists(_rows(columns_of(model, name)), max_size=8)) for name in tables}
    return Case(model, rows)


def _rows(columns: list[str]) -> st.SearchStrategy[dict[str, str]]:
    special = {"id": KEYS, "acc": KEYS, "called": ["Mercy", "mercy", " Ünal ", ""], "job": TITLES}
    return st.fixed_dictionaries({c: st.sampled_from(special.get(c) or CELLS[c[:-1]]) for c in columns})


@st.composite
def levels(draw: st.DrawFn, level: str, account_segments: list[str] | None = None) -> dict:
    """The part of a model for accounts or stakeholders."""
    attributes = draw(
        st.dictionaries(st.sampled_from(["size", "Größe", "x y", "when", "b", "B"]), attribute(), max_size=5)
    )
    kinds = {name: _kind(a) for name, a in attributes.items()}
    dimensions = []
    for name in ["fit", "need"][: draw(st.integers(0, 2)) if attributes else 0]:
        rules = draw(
            st.lists(st.sampled_from(sorted(kinds)).flatmap(lambda n: rule(n, kinds[n])), min_size=1, max_size=4)
        )
        dimension = {"id": name, "layer": draw(st.sampled_from(["who", "behaviour", "motivation"])), "rules": rules}
        dimension |= draw(
            st.fixed_dictionaries({}, optional={"cap": points, "needs": st.sampled_from([0, 0.3, 0.5, 0.67, 1])})
        )
        dimensions.append(dimension)
    names = {
        **kinds,
        **dict.fromkeys((d["id"] for d in dimensions), "integer"),
        **({"account_segment": "segment", "role": "role"} if account_segments else {}),
    }
    segments = []
    for index in range(draw(st.integers(0, 3)) if names else 0):
        one = st.lists(st.sampled_from(sorted(names)), min_size=1, max_size=3, unique=True).flatmap(
            lambda chosen: st.fixed_dictionaries({n: _condition(names[n], account_segments or []) for n in chosen})
        )
        when = draw(st.one_of(one, st.lists(one, min_size=1, max_size=3)))
        segments.append({"id": f"s{index}", "meaning": "one of several", "when": when})
    segments.append({"id": "rest", "meaning": "what is left"})
    if level == "accounts":
        segments = [{**s, "coverage": draw(st.sampled_from(["field", "inside", "digital", "none"]))} for s in segments]
        return {"attributes": attributes, "dimensions": dimensions, "segments": segments}
    return {"roles": ROLES, "attributes": attributes, "dimensions": dimensions, "segments": segments}


def _kind(attribute: dict) -> str:
    return {"count": "integer", "mean": "number"}.get(attribute.get("aggregate", ""), attribute.get("type", ""))


@st.composite
def attribute(draw: st.DrawFn) -> dict:
    """An attribute of the own table, or aggregated from orders."""
    if draw(st.booleans()):
        kind = draw(st.sampled_from(sorted(CELLS)))
        return {"column": f"{kind}{draw(st.integers(0, 1))}", "type": kind, **draw(_empty())}
    aggregate = draw(st.sampled_from(["max", "min", "sum", "mean", "count"]))
    fitting = ["integer", "number", "date"] if aggregate in ("max", "min") else ["number"]
    kind = draw(st.sampled_from(fitting))
    made = {"table": "orders", "column": f"{kind}{draw(st.integers(0, 1))}", "type": kind, "aggregate": aggregate}
    one = st.dictionaries(st.sampled_from(["number0", "date0", "text0", "integer1"]), st.none(), min_size=1, max_size=2)
    wheres = one.flatmap(lambda chosen: st.fixed_dictionaries({c: _row_condition(c[:-1]) for c in chosen}))
    if draw(st.booleans()):
        made["where"] = draw(st.one_of(wheres, st.lists(wheres, min_size=1, max_size=2)))
    return {**made, **draw(_empty())}


def _empty() -> st.SearchStrategy[dict]:
    return st.fixed_dictionaries({}, optional={"empty": st.just(["n/a", "NaN"])})


def _row_condition(kind: str) -> st.SearchStrategy[dict]:
    if kind == "text":
        return st.one_of(
            st.fixed_dictionaries({"is": st.sampled_from(VALUES["text"])}),
            st.fixed_dictionaries({"in": st.lists(st.sampled_from(VALUES["text"]), min_size=1, max_size=3)}),
            st.fixed_dictionaries({"known": st.booleans()}),
        )
    if kind == "date":
        within = st.fixed_dictionaries({"within_days": st.sampled_from([0, 1, 30, 90, 366])})
        return st.one_of(within, _bounds(BOUNDS["date"]))
    return _bounds(BOUNDS[kind])


def _bounds(values: list) -> st.SearchStrategy[dict]:
    names = st.lists(st.sampled_from(["at_least", "at_most", "above", "below"]), min_size=1, max_size=2, unique=True)
    return names.flatmap(lambda chosen: st.fixed_dictionaries({n: st.sampled_from(values) for n in chosen}))


def _condition(kind: str, account_segments: list[str]) -> st.SearchStrategy[dict]:
    options = {"segment": account_segments, "role": ["buyer", "User", "unknown"]}.get(kind) or FIXED[kind]
    among = st.lists(st.sampled_from(options), min_size=1, max_size=3)
    choices = [
        st.fixed_dictionaries({"is": st.sampled_from(options)}),
        st.fixed_dictionaries({"in": among}),
        st.fixed_dictionaries({"known": st.booleans()}),
    ]
    if kind in BOUNDS:
        choices.append(_bounds(BOUNDS[kind]))
        choices.append(st.builds(lambda a, b: {**a, **b}, _bounds(BOUNDS[kind]), choices[2]))
    return st.one_of(choices)


@st.composite
def rule(draw: st.DrawFn, name: str, kind: str) -> dict:
    """A rule that fits the type of its attribute."""
    made = {"attribute": name, "why": "it counts"}
    if kind == "date":
        made["days_since"] = draw(_bands([0, 1, 30, 89, 90, 366, 400]))
    elif kind == "number" or (kind == "integer" and draw(st.booleans())):
        made["bands"] = draw(_bands(sorted(BOUNDS[kind])))
    else:
        options = st.sampled_from(VALUES[kind])
        values = draw(
            st.lists(st.tuples(options, points), min_size=1, max_size=4, unique_by=lambda pair: str(pair[0]).casefold())
        )
        made["values"] = dict(values)
        made |= draw(st.fixed_dictionaries({}, optional={"otherwise": points}))
    return made | draw(st.fixed_dictionaries({}, optional={"missing": points}))


def _bands(lowers: list) -> st.SearchStrategy[list]:
    chosen = st.lists(st.sampled_from(lowers), min_size=1, max_size=4, unique=True).map(sorted)
    return chosen.flatmap(lambda listed: st.tuples(*(st.tuples(st.just(lower), points) for lower in listed)).map(
        lambda bands: [list(band) for band in bands]))  # fmt: skip
