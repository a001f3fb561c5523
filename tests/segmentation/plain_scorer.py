"""The scorer once more, in plain Python from the text of the design: slow, without columns, engines or compiled parts.

It shares no code with the product. `tests/segmentation/test_reference.py` holds the product against it.
"""

from __future__ import annotations

import datetime as dt
import math
import re

Row = dict[str, str]


def cell(text: str, kind: str, empty: tuple[str, ...] = ()) -> tuple[object, bool]:
    """The typed value (None is missing), and whether the cell is a problem."""
    text = text.strip()
    if text == "" or text in empty:
        return None, False
    value = {"text": str, "boolean": boolean, "integer": integer, "number": number, "date": date}[kind](text)
    return value, value is None


def boolean(text: str) -> str | None:
    if text.lower() in ("true", "yes", "y", "1"):
        return "true"
    return "false" if text.lower() in ("false", "no", "n", "0") else None


def integer(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[+-]?[0-9]+", text) and -(2**63) <= int(text) < 2**63 else None


def number(text: str) -> float | None:
    matches = re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)", text)
    return float(text) if matches and math.isfinite(float(text)) else None


def date(text: str) -> dt.date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def same(value: object, wanted: object) -> bool:
    """Texts compare trimmed and without case, YAML booleans as true and false, numbers on texts by their text."""
    if isinstance(value, str):
        if isinstance(wanted, bool):
            wanted = "true" if wanted else "false"
        return value.strip().casefold() == str(wanted).strip().casefold()
    return value == wanted


def holds(condition: dict, value: object) -> bool:
    """One condition on one value; None is missing, or not ready."""
    if value is None:
        return condition == {"known": False}
    tests = {
        "at_least": lambda bound: value >= bound,
        "at_most": lambda bound: value <= bound,
        "above": lambda bound: value > bound,
        "below": lambda bound: value < bound,
        "is": lambda wanted: same(value, wanted),
        "in": lambda options: any(same(value, option) for option in options),
        "known": lambda wanted: wanted,
    }
    return all(tests[name](bound) for name, bound in condition.items())


def any_of(when: object, check) -> bool:
    """A map: all hold; a list of maps: any holds."""
    maps = when if isinstance(when, list) else [when]
    return any(all(check(name, condition) for name, condition in one.items()) for one in maps)


def padded(text: str, pad: int | None) -> str:
    text = text.strip()
    return text.rjust(pad, "0") if pad and re.fullmatch("[0-9]+", text) else text


class PlainScorer:
    """Scores rows of text; `tables` maps names to rows, each a dict of raw cells."""

    def __init__(self, model: dict, tables: dict[str, list[Row]], as_of: dt.date) -> None:
        self.model, self.tables, self.as_of = model, tables, as_of
        self.rejected: set[tuple[str, int, str]] = set()
        self.problems: set[tuple[str, int, str, str, str]] = set()
        self.accounts = self.keyed("accounts")
        self.results = {"account": {}, "stakeholder": {}}
        for key, (number, row) in self.accounts.items():
            known = self.attributes("accounts", key, number, row)
            self.results["account"][key] = self.scored(model["accounts"], known, known)
        if "stakeholders" in model:
            for key, (number, row) in self.keyed("stakeholders").items():
                known = self.attributes("stakeholders", key, number, row)
                account = padded(row[self.column("stakeholders", "account")], self.pad("stakeholders"))
                segment = self.results["account"].get(account, {}).get("segment")
                role = self.role(row.get(self.column("stakeholders", "title"), ""))
                links = {**known, "account_segment": segment, "role": role}
                self.results["stakeholder"][key] = {**self.scored(model["stakeholders"], known, links), "role": role}
        self.child_problems()

    def column(self, table: str, what: str) -> str:
        return self.model["tables"][table].get(what, "")

    def pad(self, table: str) -> int | None:
        return self.model["tables"][table].get("pad")

    def keyed(self, table: str) -> dict[str, tuple[int, Row]]:
        accepted: dict[str, tuple[int, Row]] = {}
        for number, row in enumerate(self.tables[table], start=1):
            key = padded(row[self.column(table, "key")], self.pad(table))
            if key == "" or key in accepted:
                self.rejected.add((table, number, key))
            else:
                accepted[key] = (number, row)
        return accepted

    def attributes(self, level: str, key: str, number: int, row: Row) -> dict[str, object]:
        found = {}
        for name, a in self.model[level].get("attributes", {}).items():
            if "table" in a:
                account = key if level == "accounts" else padded(row[self.column(level, "account")], self.pad(level))
                found[name] = self.aggregate(a, account)
                continue
            found[name], problem = cell(row[a["column"]], a["type"], tuple(a.get("empty", ())))
            if problem:
                self.problems.add((level, number, key, a["column"], row[a["column"]].strip()))
        return found

    def aggregate(self, a: dict, account: str) -> object:
        link = self.column(a["table"], "account")
        rows = [r for r in self.tables[a["table"]] if padded(r[link], self.pad(a["table"])) == account and account]
        rows = [row for row in rows if "where" not in a or self.passes(row, a["where"])]
        if a["aggregate"] == "count":
            return len(rows)
        values = [cell(r[a["column"]], a["type"], tuple(a.get("empty", ())))[0] for r in rows]
        values = [value for value in values if value is not None]
        if not values:
            return None
        if a["aggregate"] in ("max", "min"):
            return max(values) if a["aggregate"] == "max" else min(values)
        if a["aggregate"] == "sum":
            return sum(values) if a["type"] == "integer" else round(math.fsum(values), 6)
        return round(math.fsum(values) / len(values), 6)

    def passes(self, row: Row, where: object) -> bool:
        return any_of(where, lambda column, condition: self.row_holds(row[column], condition))

    def row_holds(self, raw: str, condition: dict) -> bool:
        """A condition on a column of another table: each comparison reads the cell as what it compares with."""
        for name, wanted in condition.items():
            if name in ("is", "in", "known"):
                value: object = cell(raw, "text")[0]
                if not holds({name: wanted}, value):
                    return False
                continue
            kind = "date" if name == "within_days" or isinstance(wanted, dt.date) else "number"
            value, _ = cell(raw, kind)
            if value is None:
                return False
            if name == "within_days":
                if not 0 <= (self.as_of - value).days <= wanted:
                    return False
            elif not holds({name: wanted}, value):
                return False
        return True

    def child_problems(self) -> None:
        """Cells of tables with many rows that are neither empty nor of their type."""
        for level in ("accounts", "stakeholders"):
            for a in self.model.get(level, {}).get("attributes", {}).values():
                if "table" not in a:
                    continue
                link = self.column(a["table"], "account")
                for number, row in enumerate(self.tables[a["table"]], start=1):
                    key = padded(row[link], self.pad(a["table"]))
                    if a["aggregate"] != "count" and cell(row[a["column"]], a["type"], tuple(a.get("empty", ())))[1]:
                        self.problems.add((a["table"], number, key, a["column"], row[a["column"]].strip()))
                    self.where_problems(a, row, number, key)

    def where_problems(self, a: dict, row: Row, number: int, key: str) -> None:
        where = a.get("where", [])
        for one in where if isinstance(where, list) else [where]:
            for column, condition in one.items():
                for name, wanted in condition.items():
                    date = name == "within_days" or isinstance(wanted, dt.date)
                    kind = "text" if name in ("is", "in", "known") else "date" if date else "number"
                    attributes = [x for part in ("accounts", "stakeholders") for x in self.named(part)]
                    empties = [e for x in attributes if x.get("table") == a["table"] and x.get("column") == column
                               and x["aggregate"] != "count" for e in x.get("empty", ())]  # fmt: skip
                    if cell(row[column], kind, tuple(empties))[1]:
                        self.problems.add((a["table"], number, key, column, row[column].strip()))

    def named(self, part: str) -> list[dict]:
        return list(self.model.get(part, {}).get("attributes", {}).values())

    def role(self, title: str) -> str:
        """The longest phrase that stands in the title as whole words, then the first; else unknown."""
        words = self.words(title)
        best, role = 0, "unknown"
        for candidate in self.model["stakeholders"].get("roles", []):
            for phrase in candidate["titles"]:
                wanted = self.words(phrase)
                inside = any(words[i : i + len(wanted)] == wanted for i in range(len(words)))
                if inside and len(" ".join(wanted)) > best:
                    best, role = len(" ".join(wanted)), candidate["id"]
        return role

    @staticmethod
    def words(text: str) -> list[str]:
        return "".join(c if c.isalnum() else " " for c in text.lower()).split()

    def scored(self, part: dict, known: dict[str, object], compared: dict[str, object]) -> dict[str, object]:
        names = dict(compared)
        dimensions = {}
        for dimension in part.get("dimensions", []):
            outcomes = [self.rule(rule, known[rule["attribute"]]) for rule in dimension["rules"]]
            points = sum(points for points, _ in outcomes)
            points = min(points, dimension["cap"]) if "cap" in dimension else points
            count = sum(is_known for _, is_known in outcomes)
            ready = count / len(outcomes) >= dimension.get("needs", 0.5)
            dimensions[dimension["id"]] = (points, f"{count}/{len(outcomes)}", ready)
            names[dimension["id"]] = points if ready else None
        for segment in part["segments"]:
            if "when" not in segment or any_of(segment["when"], lambda name, cond: holds(cond, names[name])):
                return {"segment": segment["id"], "dimensions": dimensions}
        raise AssertionError("the last segment takes what is left")

    def rule(self, rule: dict, value: object) -> tuple[int, bool]:
        """Points, and whether the rule is known."""
        unknown = (rule.get("missing", 0), False)
        if value is None:
            return unknown
        if "values" in rule:
            for wanted, points in rule["values"].items():
                if same(value, wanted):
                    return points, True
            return rule.get("otherwise", 0), True
        if "days_since" in rule:
            value = (self.as_of - value).days
            if value < 0:
                return unknown
        points = 0
        for lower, given in rule.get("bands") or rule["days_since"]:
            if value >= lower:
                points = given
        return points, True
