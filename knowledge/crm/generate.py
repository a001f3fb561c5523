"""Writes the sample CRM export of Northlight, a fictional company: accounts, stakeholders, readmissions, opportunities.

Hospitals, people and figures are invented. The same seed gives the same bytes on every Python version: each cell is
drawn by its own name, so that a new column leaves the others as they are. `spoil` plants on purpose what real exports
have: cells nobody can read, rows entered twice, keys that are missing, people of a hospital that closed.

    python knowledge/crm/generate.py [DIR]        # DIR is by default the folder of this file
"""

from __future__ import annotations

import csv
import hashlib
import io
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple, TypeVar

from cast import (  # beside this file
    ANSWERS,
    CONDITIONS,
    DRIVES,
    FAULTS,
    FIRST,
    LAST,
    LOOKS,
    MERCY,
    MERCY_CELLS,
    MERCY_PEOPLE,
    MERCY_RATIOS,
    QUESTIONS,
    SIGNS,
    TITLES,
    WORRIES,
)

SEED = "northlight-3"
AS_OF = date(2026, 11, 20)
Row = dict[str, str]
T = TypeVar("T")


class Draws:
    """Repeatable draws: each depends on the seed, the name of the thing and the name of the cell alone."""

    def __init__(self, *name: object) -> None:
        self.name = name

    def share(self, cell: str) -> float:
        """A number from 0 to below 1."""
        digest = hashlib.sha256("/".join(map(str, (SEED, *self.name, cell))).encode()).digest()
        return int.from_bytes(digest[:6], "big") / 2**48

    def pick(self, cell: str, options: Sequence[T]) -> T:
        """One of the options."""
        return options[int(self.share(cell) * len(options))]

    def whole(self, cell: str, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.share(cell) * (high - low + 1))

    def blank(self, cell: str, share: float, value: object) -> str:
        """The value, or an empty text in that share of cases."""
        return "" if self.share(f"{cell} blank") < share else str(value)


class Hospital(NamedTuple):
    """One account before it becomes a row."""

    id: str
    """Starts with zeros, as the numbers of this CRM do."""
    name: str
    kind: str
    look: str

    @property
    def draws(self) -> Draws:
        """The draws of this account."""
        return Draws(self.id)


def ago(days: int) -> str:
    """The date so many days before the as-of date of the sample."""
    return (AS_OF - timedelta(days=days)).isoformat()


def hospitals() -> list[Hospital]:
    """The accounts, in the order of their ids."""
    named = [(name, look) for look, shared in LOOKS.items() for name in shared.names.split("; ")]
    return [Hospital(f"{n:06d}", name, kind(n, name, look), look) for n, (name, look) in enumerate(named, start=4101)]


def kind(number: int, name: str, look: str) -> str:
    """The hospital type as the CRM writes it."""
    for word, outside in (("Children", "Children's"), ("Psychiatric", "Psychiatric"), ("Long-Term", "Long-term")):
        if word in name:
            return outside
    critical = look == "small" and Draws(number).share("kind") < 0.65
    return "Critical access" if critical else "Acute care"


def ratios(hospital: Hospital) -> list[str]:
    """Excess readmission ratios, one a condition; none for hospitals outside the penalty programme."""
    if hospital.id == MERCY:
        return list(MERCY_RATIOS)
    if hospital.kind != "Acute care":
        return []
    few = 0.45 if hospital.look == "small" else 0.1
    return [ratio(Draws(hospital.id, condition), LOOKS[hospital.look].ratio, few) for condition in CONDITIONS]


def ratio(draws: Draws, middle: float, few: float) -> str:
    """One ratio near the middle, or the words that Medicare prints when there were too few cases."""
    value = middle + 0.1 * (draws.share("ratio") + draws.share("ratio again") - 1)
    return "Too few cases" if draws.share("few") < few else f"{value:.4f}"


def penalty(hospital: Hospital) -> str:
    """Payment reduction in percent; it grows with what the ratios exceed 1 by."""
    above = [max(0.0, float(r) - 1) for r in ratios(hospital) if r != "Too few cases"]
    return hospital.draws.blank("penalty", 0.08, f"{min(3.0, 6 * sum(above)):.2f}") if above else "not subject"


def account(hospital: Hospital) -> Row:
    """One row of accounts.csv."""
    first = {"account_id": hospital.id, "name": hospital.name}
    if hospital.id == MERCY:
        return {**first, **MERCY_CELLS}
    look, draws = LOOKS[hospital.look], hospital.draws
    beds = draws.whole("beds", *look.beds)
    vacancy = draws.whole("vacancy", 30, 110) / 10 + (6 if hospital.look == "stretched" else 0)
    unowned = hospital.look in ("small", "outside") and draws.share("unowned") < 0.7
    asked = hospital.look == "hot" and draws.share("asked") < 0.6
    on_nurse_line = hospital.look == "settled" and draws.share("nurse line") < 0.7
    return {
        **first,
        "region": draws.pick("region", ("East", "Central", "West")),
        "owner": "" if unowned else draws.pick("owner", ("sal", "ines")),
        "hospital_type": hospital.kind,
        "ownership": draws.pick("ownership", ("Non-profit", "Non-profit", "For-profit", "Public")),
        "beds": str(beds),
        "annual_discharges": draws.blank("discharges", look.unknown / 3, beds * draws.whole("turns", 36, 48)),
        "nurse_vacancy_pct": draws.blank("vacancy", look.unknown, f"{vacancy:.1f}"),
        "call_program": draws.blank("program", look.unknown, draws.pick("program", look.programs)),
        "adt_feed": draws.blank("adt", look.unknown + 0.2, draws.pick("adt", ("yes", "yes", "no"))),
        "penalty_pct": penalty(hospital),
        "nurse_line": "yes" if on_nurse_line else "no",
        "last_meeting": draws.blank("meeting", look.unknown, ago(draws.whole("meeting", 3, look.silence))),
        "asked_for_data": draws.blank("asked", look.unknown, "yes" if asked else "no"),
    }


def readmissions(hospital: Hospital) -> Iterator[Row]:
    """Rows of readmissions.csv, as a spreadsheet saved them: without the zeros that ids start with."""
    for condition, excess in zip(CONDITIONS, ratios(hospital), strict=False):
        cases = Draws(hospital.id, condition).whole("cases", 40, 620)
        yield {
            "account_id": hospital.id.lstrip("0"),
            "condition": condition,
            "discharges": "" if excess == "Too few cases" else str(cases),
            "excess_ratio": excess,
        }


def opportunities(hospital: Hospital) -> Iterator[Row]:
    """Rows of opportunities.csv: what Northlight is working on there, has lost there, has sold there."""
    draws, look = hospital.draws, hospital.look
    if look == "hot" and (hospital.id == MERCY or draws.share("open") < 0.85):
        stage = "Proposal" if hospital.id == MERCY else draws.pick("stage", ("Discovery", "Proposal", "Negotiation"))
        yield opportunity(hospital, stage, draws.whole("amount", 6, 18) * 8000, draws.whole("opened", 10, 200))
    if look == "quiet" and draws.share("open") < 0.25:
        yield opportunity(hospital, "Discovery", draws.whole("amount", 3, 8) * 8000, draws.whole("opened", 390, 520))
    if look in ("quiet", "stretched") and draws.share("lost") < 0.35:
        yield opportunity(
            hospital, "Closed Lost", draws.whole("lost sum", 5, 14) * 8000, draws.whole("lost on", 60, 400)
        )
    if look == "settled" or draws.share("won") < 0.08:
        for year in range(draws.whole("years", 1, 3)):
            amount = draws.whole(f"won {year}", 3, 16) * 4000
            yield opportunity(hospital, "Closed Won", amount, 40 + 365 * year + draws.whole(f"won on {year}", 0, 200))


def opportunity(hospital: Hospital, stage: str, amount: int, days: int) -> Row:
    """One row of opportunities.csv, its id still to be given; what is closed closed a month after it was opened."""
    return {
        "opportunity_id": "",
        "account_id": hospital.id,
        "product": "Nurse Line" if stage == "Closed Won" else "BridgeCall pilot",
        "stage": stage,
        "amount": str(amount),
        "opened": ago(days),
        "closed": ago(days - 30) if stage.startswith("Closed") else "",
    }


def stakeholders(hospital: Hospital) -> Iterator[Row]:
    """Rows of stakeholders.csv, ids and most names still to be given."""
    if hospital.id == MERCY:
        for cells in MERCY_PEOPLE:
            yield {"account_id": MERCY, **dict(zip(("name", "title", *SIGNS, *ANSWERS), cells, strict=True))}
        return
    roles = list(DRIVES)
    for place in range(LOOKS[hospital.look].people - (hospital.id in ("004147", "004158"))):
        draws = Draws(hospital.id, place)
        drawn = draws.pick("role", (*roles[:5], *roles[:5], "unknown"))
        role = roles[place] if hospital.look == "hot" else drawn
        title = draws.pick("title", TITLES[role].split("; "))
        yield {
            "account_id": hospital.id,
            "title": title,
            **behaviour(draws, hospital),
            **motivation(draws, hospital, role),
        }


def behaviour(draws: Draws, hospital: Hospital) -> Row:
    """When we last spoke, what they opened and where they came."""
    seldom = hospital.look in ("small", "outside")
    contact = ago(draws.whole("contact", 2, LOOKS[hospital.look].contact))
    opened = draws.whole("opened", 0, 7 if hospital.look == "hot" else 3)
    return {
        "last_contact": draws.blank("contact", 0.5 if seldom else 0.12, contact),
        "content_opened_90d": draws.blank("opened", 0.4 if seldom else 0.1, opened),
        "events_12m": draws.blank("events", 0.3, draws.whole("events", 0, 2)),
    }


def motivation(draws: Draws, hospital: Hospital, role: str) -> Row:
    """What they said in a discovery call; empty for the many whom nobody has asked."""
    if draws.share("asked") >= LOOKS[hospital.look].asked:
        return dict.fromkeys(ANSWERS, "")
    drive = draws.pick("drive", DRIVES[role])
    cares = {name: draws.whole(name, *((4, 5) if name == drive else (1, 3))) for name in WORRIES}
    return {
        "first_question": draws.blank("question", 0.15, draws.pick("question", QUESTIONS[drive])),
        "worry": draws.blank("worry", 0.25, draws.pick("worry", WORRIES[drive])),
        **{f"cares_{name}": draws.blank(f"{name} known", 0.15, value) for name, value in cares.items()},
    }


def tables() -> dict[str, list[Row]]:
    """The four tables, faults included; the first row of each has all its columns in order."""
    known = hospitals()
    people = [row for hospital in known for row in stakeholders(hospital)]
    deals = [row for hospital in known for row in opportunities(hospital)]
    for number, row in enumerate(deals, start=1):
        row["opportunity_id"] = f"O-{number:03d}"
    for number, row in enumerate(people):
        last = LAST[(number * 17 + number // len(FIRST)) % len(LAST)]
        first = {
            "stakeholder_id": f"S-{1001 + number}",
            "account_id": "",
            "name": f"{FIRST[number % len(FIRST)]} {last}",
        }
        people[number] = {**first, **row}
    made = {
        "accounts": [account(hospital) for hospital in known],
        "stakeholders": people,
        "readmissions": [row for hospital in known for row in readmissions(hospital)],
        "opportunities": deals,
    }
    spoil(made)
    return made


def spoil(made: dict[str, list[Row]]) -> None:
    """Plants the faults, and rows that were entered twice or without a key."""
    for table, number, column, cell in FAULTS:
        made[table][number][column] = cell
    accounts, people = made["accounts"], made["stakeholders"]
    accounts.insert(30, {**accounts[12], "beds": "999", "owner": "ines"})
    accounts.append({**accounts[50], "account_id": "", "name": "Northfield Clinic (ask Ines)"})
    people.insert(66, {**people[20], "title": "Interim CFO"})
    people.insert(140, {**people[90], "stakeholder_id": " "})
    people.append({**people[0], "title": "CFO (left?)"})


def as_csv(rows: Sequence[Row]) -> str:
    """The rows as a CRM writes them, with a blank line that somebody left in the middle."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows[: len(rows) // 2])
    text.write("\n")
    writer.writerows(rows[len(rows) // 2 :])
    return text.getvalue()


def write(folder: Path) -> None:
    """Writes the four files, UTF-8 with LF, into the folder, which is made when missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables().items():
        (folder / f"{name}.csv").write_bytes(as_csv(rows).encode())


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
