"""Writes the sample CRM export of Northlight, a fictional company: accounts, stakeholders, readmissions, opportunities.

Hospitals, people and figures are invented. The same seed gives the same bytes on every Python version: each cell is
drawn by its own name, so a new column leaves the others as they are. The faults at the end (`FAULTS` and the extra
rows) are planted on purpose, because real exports have them.

    python knowledge/crm/generate.py [DIR]        # DIR is by default the folder of this file
"""

import csv
import hashlib
import io
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

SEED = "northlight-3"
AS_OF = date(2026, 11, 20)
Row = dict[str, str]
T = TypeVar("T")

HOSPITALS = {  # how the account looks to a rep, and who it is
    "hot": "Mercy General; Alder Creek Medical Center; Tamarack Regional Hospital; Copper Bluff Memorial; "
    "St. Brendan Medical Center; Harrow Falls Hospital; Lake Ondine Regional; Eastmoor University Hospital; "
    "Cinder Valley Medical Center; Wexcombe General Hospital",
    "quiet": "Mercy Harbor Hospital; Pell River Hospital; Granite Pass Regional; Thornbury Memorial; "
    "St. Odile Hospital; Fallow Hills Medical Center; Marrow Bay Hospital; Kestrel Point Medical Center; "
    "Ashgrove Community Hospital; Northfen Regional; Belhaven Heights Hospital; Quarry Lake Medical Center",
    "stretched": "Saltmarsh General; Dovecote Hospital; Holloway Springs Hospital; Ironwood Methodist; Camber Hill Hospital",
    "settled": "Linden Park Hospital; St. Casimir Medical Center; Winterbourne Hospital; Foxglove Regional; "
    "Summit Oaks Hospital; Rookery Lane Medical Center; Amberley Hospital; Bishop's Landing Hospital; "
    "Greywater Memorial; Larkmead Hospital; Penhallow Regional; Millrace Community Hospital; "
    "Old Orchard Hospital; Vesper Hill Hospital; Calloway Deaconess",
    "small": "Juniper Flats Hospital; Two Forks Hospital; Badger Creek Hospital; Sable Prairie Hospital; "
    "Cottonwood Bend Hospital; Little Elk Hospital; Stonecrop Hospital; Wren County Hospital; "
    "Harlan's Ferry Hospital; Bitterroot Mesa Hospital; Plum Hollow Hospital; Drywell Hospital",
    "outside": "Moorlake Children's Hospital; Hazelwood Psychiatric Center; Riverbend Behavioral Hospital; "
    "Candlewick Children's; Stillwater Long-Term Care Hospital; Oriel Psychiatric Institute",
}
PER_ACCOUNT = {"hot": 5, "quiet": 3, "stretched": 3, "settled": 3, "small": 2, "outside": 2}
ASKED = {"hot": 0.85, "quiet": 0.5, "stretched": 0.6, "settled": 0.4, "small": 0.12, "outside": 0.1}
CONDITIONS = ("Heart failure", "Pneumonia", "COPD", "Heart attack", "Hip or knee replacement", "Bypass surgery")
TITLES = {
    "economic_buyer": "Chief Financial Officer; CFO; VP Finance; Vice President, Finance; Controller; "
    "Director of Value Analysis; Director, Supply Chain",
    "clinical_champion": "Chief Nursing Officer; CNO; Chief Medical Officer; VP Quality; Director of Care Transitions; "
    "Director of Quality and Patient Safety; Medical Director, Hospital Medicine",
    "clinical_user": "Nurse Manager, 4 West; Transition Nurse; RN Case Manager; Discharge Planner; Clinical Pharmacist; "
    "Care Coordinator; Nurse Manager, Cardiology",
    "technical_evaluator": "Chief Information Officer; CMIO; Director of Clinical Informatics; Interface Analyst; "
    "Director, Information Security; EHR Application Manager",
    "executive_sponsor": "Chief Operating Officer; COO; President and CEO; Hospital Administrator; CEO",
    "unknown": "Executive Assistant; Consultant; Board Member; Volunteer Coordinator; Physician; ",
}
DRIVES = {  # what a person in that role usually wants from us
    "economic_buyer": ("cost", "cost", "cost", "cost", "outcomes"),
    "clinical_champion": ("outcomes", "outcomes", "outcomes", "workload"),
    "clinical_user": ("workload", "workload", "workload", "outcomes"),
    "technical_evaluator": ("workload", "workload", "cost", "outcomes"),
    "executive_sponsor": ("outcomes", "cost"),
    "unknown": ("outcomes", "cost", "workload"),
}
QUESTIONS = {"outcomes": ("results", "evidence"), "cost": ("price", "contract"), "workload": ("staffing", "integration")}
WORRIES = {
    "outcomes": ("patients come back", "weekend gaps"),
    "cost": ("budget", "lost revenue", "penalty"),
    "workload": ("overtime", "second inbox", "alert fatigue"),
}
FIRST = (
    "Gail Tomas Priya Renée Marcus Odette Samir Joan Desmond Lucía Peter Ngozi Hannah Warren Mei Colleen Rafael Ida "
    "Vikram Bernice Oskar Talia Emeka Ruth José Agnes Dmitri Paula Kofi Lorraine Stellan Yusuf Greta Alonzo Miriam"
).split()
LAST = (
    "Whitcomb Bright Venn Aldous Okonjo Ferrand Haddad Pryce Lindqvist Ibarra Sandoval Achterberg Mbeki Tolliver Zhao "
    "Brannigan Castellane Northrup Raman Quill Strand Abramov Vasquez Eze Holloran Dubois Marchetti Osei Kilbride "
    "Fairweather Nakagawa Sørensen Petrakis Underhill Yilmaz Dunmore Gallagher"
).split()

MERCY = {  # the account of the call note in documents/calls
    "region": "Central", "owner": "sal", "hospital_type": "Acute care", "ownership": "Non-profit", "beds": "412",
    "annual_discharges": "18240", "nurse_vacancy_pct": "14.5", "call_program": "manual list", "adt_feed": "yes",
    "penalty_pct": "0.84", "nurse_line": "no", "last_meeting": "2026-11-03", "asked_for_data": "yes",
}  # fmt: skip
MERCY_RATIOS = ("1.0871", "1.0312", "0.9874", "1.0046", "0.9655", "Too few cases")
MERCY_PEOPLE = (
    ("Gail Whitcomb", "Chief Financial Officer", "price", "lost revenue", "3", "5", "1"),
    ("Renée Aldous", "Chief Nursing Officer", "evidence", "weekend gaps", "5", "2", "4"),
    ("Tomas Bright", "Nurse Manager, Care Transitions", "staffing", "overtime", "3", "1", "5"),
    ("Priya Venn", "Director of Clinical Informatics", "integration", "second inbox", "2", "2", "5"),
    ("Marcus Okonjo", "Chief Operating Officer", "", "", "", "", ""),
)

FAULTS = (  # table, row (0 is the first), column, what somebody typed
    ("accounts", 11, "beds", "n/a"), ("accounts", 19, "beds", "12.5"), ("accounts", 24, "beds", "=SUM(G2:G9)"),
    ("accounts", 33, "annual_discharges", "1,200"), ("accounts", 14, "annual_discharges", "9,850"),
    ("accounts", 29, "nurse_vacancy_pct", "11%"), ("accounts", 8, "last_meeting", "11/03/2026"),
    ("accounts", 31, "last_meeting", "2026-02-30"), ("accounts", 36, "last_meeting", "2027-01-14"),
    ("accounts", 21, "adt_feed", "maybe"), ("accounts", 40, "hospital_type", ""), ("accounts", 17, "name", "  Kestrel Point Medical Center "),
    ("stakeholders", 58, "name", "=cmd|' /C calc'!A0"), ("stakeholders", 77, "last_contact", "last week"),
    ("stakeholders", 91, "content_opened_90d", "a lot"), ("stakeholders", 64, "cares_outcomes", "4-5"),
    ("stakeholders", 120, "last_contact", "2026-31-10"), ("stakeholders", 102, "title", "Nurse Manager,\nOncology"),
    ("stakeholders", 70, "account_id", "4119"), ("stakeholders", 133, "account_id", "009999"),
    ("readmissions", 40, "excess_ratio", "<1"), ("readmissions", 97, "discharges", "1,104"),
    ("opportunities", 9, "amount", "48,000"), ("opportunities", 23, "amount", "TBD"), ("opportunities", 30, "account_id", "009999"),
)  # fmt: skip


def chance(*name: object) -> float:
    """A number from 0 to below 1 that depends on the seed and the name alone."""
    digest = hashlib.sha256("/".join(map(str, (SEED, *name))).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def pick(options: Sequence[T], *name: object) -> T:
    """One of the options."""
    return options[int(chance(*name) * len(options))]


def whole(low: int, high: int, *name: object) -> int:
    """A whole number from `low` to `high`, both included."""
    return low + int(chance(*name) * (high - low + 1))


def ago(days: int) -> str:
    """A date so many days before the as-of date of the sample."""
    return (AS_OF - timedelta(days=days)).isoformat()


def blank(cell: object, share: float, *name: object) -> str:
    """The cell, or an empty one in that share of cases."""
    return "" if chance("blank", *name) < share else str(cell)


def hospitals() -> Iterator[tuple[str, str, str]]:
    """Id, name and look of each account; ids start with zeros, as CRM numbers do."""
    named = [(name, look) for look, names in HOSPITALS.items() for name in names.split("; ")]
    for number, (name, look) in enumerate(named, start=4101):
        yield f"{number:06d}", name, look


def ratios(account: str, look: str) -> list[str]:
    """Excess readmission ratios, one a condition; none for hospitals outside the penalty programme."""
    if account == "004101":
        return list(MERCY_RATIOS)
    if look == "outside" or kind(account, look) == "Critical access":
        return []
    middle = {"hot": 1.025, "quiet": 1.015, "stretched": 0.965, "settled": 0.94, "small": 0.98}[look]
    drawn = [middle + 0.1 * (chance(account, c) + chance(account, c, 2) - 1) for c in CONDITIONS]
    few = 0.45 if look == "small" else 0.1
    return ["Too few cases" if chance(account, c, "few") < few else f"{r:.4f}" for c, r in zip(CONDITIONS, drawn, strict=True)]


def kind(account: str, look: str) -> str:
    """The hospital type as the CRM writes it."""
    if look == "small":
        return "Critical access" if chance(account, "kind") < 0.65 else "Acute care"
    if look == "outside":
        name = dict((a, n) for a, n, _ in hospitals())[account]
        return "Children's" if "Children" in name else "Long-term" if "Long-Term" in name else "Psychiatric"
    return "Acute care"


def penalty(account: str, look: str) -> str:
    """Payment reduction in percent, zero when no ratio is above 1."""
    found = [float(r) for r in ratios(account, look) if r[0].isdigit()]
    if not found:
        return "not subject"
    return blank(f"{min(3.0, sum(max(0.0, r - 1) for r in found) * 6):.2f}", 0.08, account, "penalty")


def account_row(account: str, name: str, look: str) -> Row:
    """One line of accounts.csv."""
    if account == "004101":
        return {"account_id": account, "name": name, **MERCY}
    low, high = {"hot": (260, 690), "quiet": (180, 520), "stretched": (210, 430), "settled": (110, 460), "small": (16, 88), "outside": (40, 210)}[look]
    beds = whole(low, high, account, "beds")
    met = {"hot": 45, "quiet": 420, "stretched": 300, "settled": 150, "small": 700, "outside": 600}[look]
    known = {"hot": 0.05, "quiet": 0.25, "stretched": 0.0, "settled": 0.2, "small": 0.5, "outside": 0.6}[look]
    owner = "" if look in ("small", "outside") and chance(account, "owner") < 0.7 else pick(("sal", "ines"), account, "who")
    programs = {"stretched": ("none", "manual list"), "settled": ("vendor", "EHR add-on", "manual list")}
    return {
        "account_id": account,
        "name": name,
        "region": pick(("East", "Central", "West"), account, "region"),
        "owner": owner,
        "hospital_type": kind(account, look),
        "ownership": pick(("Non-profit", "Non-profit", "For-profit", "Public"), account, "ownership"),
        "beds": str(beds),
        "annual_discharges": blank(beds * whole(36, 48, account, "turns"), known / 3, account, "discharges"),
        "nurse_vacancy_pct": blank(f"{whole(30, 110, account, 'vacancy') / 10 + 6 * (look == 'stretched'):.1f}", known, account, "v"),
        "call_program": blank(pick(programs.get(look, ("none", "manual list", "EHR add-on", "vendor")), account, "program"), known, account, "p"),
        "adt_feed": blank(pick(("yes", "yes", "no"), account, "adt"), known + 0.2, account, "a"),
        "penalty_pct": penalty(account, look),
        "nurse_line": "yes" if look == "settled" and chance(account, "line") < 0.7 else "no",
        "last_meeting": blank(ago(whole(3, met, account, "met")), known, account, "m"),
        "asked_for_data": blank("yes" if look == "hot" and chance(account, "asked") < 0.6 else "no", known, account, "d"),
    }  # fmt: skip


def readmission_rows(account: str, look: str) -> Iterator[Row]:
    """The penalty programme's figures as a spreadsheet saved them: without the zeros in front."""
    for condition, ratio in zip(CONDITIONS, ratios(account, look), strict=False):
        few = ratio == "Too few cases"
        cases = "" if few else str(whole(40, 620, account, condition, "cases"))
        yield {"account_id": account.lstrip("0"), "condition": condition, "discharges": cases, "excess_ratio": ratio}


def opportunity_rows(account: str, look: str) -> Iterator[Row]:
    """What Northlight has sold there, lost there or is working on."""
    if look == "hot" and (account == "004101" or chance(account, "open") < 0.85):
        stage = pick(("Discovery", "Proposal", "Negotiation"), account, "stage")
        yield opportunity(account, "BridgeCall pilot", stage, whole(6, 18, account, "amount") * 8000, whole(10, 200, account, "opened"))
    if look == "quiet" and chance(account, "open") < 0.25:
        yield opportunity(account, "BridgeCall pilot", "Discovery", whole(3, 8, account, "amount") * 8000, whole(390, 520, account, "opened"))
    if look in ("quiet", "stretched") and chance(account, "lost") < 0.35:
        yield opportunity(account, "BridgeCall pilot", "Closed Lost", whole(5, 14, account, "l") * 8000, whole(60, 400, account, "when"))
    if look == "settled" or chance(account, "won") < 0.08:
        for year in range(whole(1, 3, account, "years")):
            yield opportunity(account, "Nurse Line", "Closed Won", whole(3, 16, account, year) * 4000, 40 + 365 * year + whole(0, 200, account, year, "w"))  # fmt: skip


def opportunity(account: str, product: str, stage: str, amount: int, days: int) -> Row:
    """One line of opportunities.csv, its id still to be given."""
    closed = ago(days - 30) if stage.startswith("Closed") else ""
    return {"opportunity_id": "", "account_id": account, "product": product, "stage": stage, "amount": str(amount), "opened": ago(days), "closed": closed}  # fmt: skip


def people(account: str, look: str) -> Iterator[Row]:
    """The stakeholders of one account, their ids and names still to be given."""
    if account == "004101":
        for name, title, question, worry, *cares in MERCY_PEOPLE:
            answers = dict(zip(("cares_outcomes", "cares_cost", "cares_workload"), cares, strict=True))
            yield {**behaviour(account, "hot", title), "name": name, "title": title, "first_question": question, "worry": worry, **answers}
        return
    count = PER_ACCOUNT[look] - (account in ("004147", "004158"))
    order = list(DRIVES)
    for place in range(count):
        role = order[place] if look == "hot" else pick((*order[:5], *order[:5], "unknown"), account, place, "role")
        title = pick(TITLES[role].split("; "), account, place, "title")
        yield {**behaviour(account, look, place), "title": title, **motivation(account, look, role, place)}


def behaviour(account: str, look: str, place: object) -> Row:
    """When we last spoke, what they opened and where they came."""
    far = {"hot": 70, "quiet": 300, "stretched": 200, "settled": 240}.get(look, 500)
    seldom = look in ("small", "outside")
    return {
        "account_id": account,
        "last_contact": blank(ago(whole(2, far, account, place, "contact")), 0.5 if seldom else 0.12, account, place, "c"),
        "content_opened_90d": blank(whole(0, 7 if look == "hot" else 3, account, place, "opened"), 0.4 if seldom else 0.1, account, place, "o"),
        "events_12m": blank(whole(0, 2, account, place, "events"), 0.3, account, place, "e"),
    }  # fmt: skip


def motivation(account: str, look: str, role: str, place: int) -> Row:
    """What they said in a discovery call; empty for the many whom nobody has asked."""
    if chance(account, place, "asked") >= ASKED[look]:
        return dict.fromkeys(("first_question", "worry", "cares_outcomes", "cares_cost", "cares_workload"), "")
    drive = pick(DRIVES[role], account, place, "drive")
    cares = {f"cares_{d}": whole(4, 5, account, place, d) if d == drive else whole(1, 3, account, place, d) for d in WORRIES}
    return {
        "first_question": blank(pick(QUESTIONS[drive], account, place, "question"), 0.15, account, place, "q"),
        "worry": blank(pick(WORRIES[drive], account, place, "worry"), 0.25, account, place, "w"),
        **{name: blank(value, 0.15, account, place, name) for name, value in cares.items()},
    }


def tables() -> dict[str, list[Row]]:
    """The four tables, faults included."""
    known = list(hospitals())
    made: dict[str, list[Row]] = {
        "accounts": [account_row(*h) for h in known],
        "stakeholders": [row for account, _, look in known for row in people(account, look)],
        "readmissions": [row for account, _, look in known for row in readmission_rows(account, look)],
        "opportunities": [row for account, _, look in known for row in opportunity_rows(account, look)],
    }
    for number, row in enumerate(made["opportunities"], start=1):
        row["opportunity_id"] = f"O-{number:03d}"
    for number, row in enumerate(made["stakeholders"]):
        named = f"{FIRST[number % len(FIRST)]} {LAST[(number * 17 + number // len(FIRST)) % len(LAST)]}"
        made["stakeholders"][number] = {"stakeholder_id": f"S-{1001 + number}", "name": named, **row}
    for table, number, column, cell in FAULTS:
        made[table][number][column] = cell
    made["accounts"].insert(30, {**made["accounts"][12], "beds": "999", "owner": "ines"})  # entered twice
    made["accounts"].append({**made["accounts"][50], "account_id": "", "name": "Northfield Clinic (ask Ines)"})
    made["stakeholders"].insert(66, {**made["stakeholders"][20], "title": "Interim CFO"})
    made["stakeholders"].insert(140, {**made["stakeholders"][90], "stakeholder_id": " "})
    made["stakeholders"].append({**made["stakeholders"][0], "title": "CFO (left?)"})
    return made


def as_csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """The rows as a CRM writes them: UTF-8, LF, and a blank line that somebody left in the middle."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows[: len(rows) // 2])
    text.write("\n")
    writer.writerows(rows[len(rows) // 2 :])
    return text.getvalue()


def write(folder: Path) -> None:
    """Writes the four files into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables().items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        (folder / f"{name}.csv").write_bytes(as_csv(rows, columns).encode())


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
