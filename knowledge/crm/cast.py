"""The invented hospitals, people, habits and faults that `generate.py` draws the sample CRM export from.

All of them are fictional. What stands here is meant to be edited: after a change run `generate.py` again.
"""

from __future__ import annotations

from typing import NamedTuple


def listed(words: str) -> tuple[str, ...]:
    """The words as separate values."""
    return tuple(words.split())


class Look(NamedTuple):
    """What accounts have in common that a rep would call alike."""

    beds: tuple[int, int]
    ratio: float
    """Middle of the excess readmission ratios."""
    people: int
    """Stakeholders on file."""
    asked: float
    """Share of them who had a discovery call."""
    unknown: float
    """Share of the account's cells that nobody filled in."""
    silence: int
    """Days since the last meeting, at most."""
    contact: int
    """Days since somebody last spoke with a stakeholder, at most."""
    programs: tuple[str, ...] = ("none", "manual list", "EHR add-on", "vendor")
    """What may be done about discharge calls today."""
    names: str = ""


LOOKS = {
    "hot": Look(
        *((260, 690), 1.025, 5, 0.85, 0.04, 45, 70),
        names="Mercy General; Alder Creek Medical Center; Tamarack Regional Hospital; Copper Bluff Memorial; "
        "St. Brendan Medical Center; Harrow Falls Hospital; Lake Ondine Regional; Eastmoor University Hospital; "
        "Cinder Valley Medical Center; Wexcombe General Hospital",
    ),
    "quiet": Look(
        *((180, 520), 1.03, 3, 0.5, 0.25, 420, 300),
        names="Mercy Harbor Hospital; Pell River Hospital; Granite Pass Regional; Thornbury Memorial; "
        "St. Odile Hospital; Fallow Hills Medical Center; Marrow Bay Hospital; Kestrel Point Medical Center; "
        "Ashgrove Community Hospital; Northfen Regional; Belhaven Heights Hospital; Quarry Lake Medical Center",
    ),
    "stretched": Look(
        *((210, 430), 0.965, 3, 0.6, 0.0, 300, 200, ("none", "manual list")),
        names="Saltmarsh General; Dovecote Hospital; Holloway Springs Hospital; Ironwood Methodist; "
        "Camber Hill Hospital",
    ),
    "settled": Look(
        *((110, 460), 0.94, 3, 0.4, 0.2, 150, 240, ("vendor", "EHR add-on", "manual list")),
        names="Linden Park Hospital; St. Casimir Medical Center; Winterbourne Hospital; Foxglove Regional; "
        "Summit Oaks Hospital; Rookery Lane Medical Center; Amberley Hospital; Bishop's Landing Hospital; "
        "Greywater Memorial; Larkmead Hospital; Penhallow Regional; Millrace Community Hospital; "
        "Old Orchard Hospital; Vesper Hill Hospital; Calloway Deaconess",
    ),
    "small": Look(
        *((16, 88), 0.98, 2, 0.12, 0.5, 700, 500),
        names="Juniper Flats Hospital; Two Forks Hospital; Badger Creek Hospital; Sable Prairie Hospital; "
        "Cottonwood Bend Hospital; Little Elk Hospital; Stonecrop Hospital; Wren County Hospital; "
        "Harlan's Ferry Hospital; Bitterroot Mesa Hospital; Plum Hollow Hospital; Drywell Hospital",
    ),
    "outside": Look(
        *((40, 210), 0.0, 2, 0.1, 0.6, 600, 500),
        names="Moorlake Children's Hospital; Hazelwood Psychiatric Center; Riverbend Psychiatric Hospital; "
        "Candlewick Children's; Stillwater Long-Term Care Hospital; Oriel Psychiatric Institute",
    ),
}
CONDITIONS = ("Heart failure", "Pneumonia", "COPD", "Heart attack", "Hip or knee replacement", "Bypass surgery")
TITLES = {
    "economic_buyer": "Chief Financial Officer; CFO; VP Finance; Vice President, Finance; Controller; "
    "Director of Value Analysis; Director, Supply Chain",
    "clinical_champion": "Chief Nursing Officer; CNO; Chief Medical Officer; VP Quality; Director of Care Transitions; "
    "Director of Quality and Patient Safety; Medical Director, Hospital Medicine",
    "clinical_user": "Nurse Manager, 4 West; Transition Nurse; RN Case Manager; Discharge Planner; "
    "Clinical Pharmacist; Care Coordinator; Nurse Manager, Cardiology",
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
QUESTIONS = {
    "outcomes": ("results", "evidence"),
    "cost": ("price", "contract"),
    "workload": ("staffing", "integration"),
}
WORRIES = {
    "outcomes": ("patients come back", "weekend gaps"),
    "cost": ("budget", "lost revenue", "penalty"),
    "workload": ("overtime", "second inbox", "alert fatigue"),
}
SIGNS = ("last_contact", "content_opened_90d", "events_12m")
ANSWERS = ("first_question", "worry", "cares_outcomes", "cares_cost", "cares_workload")
FIRST = listed(
    "Gail Tomas Priya Renée Marcus Odette Samir Joan Desmond Lucía Peter Ngozi Hannah Warren Mei Colleen Rafael Ida "
    "Vikram Bernice Oskar Talia Emeka Ruth José Agnes Dmitri Paula Kofi Lorraine Stellan Yusuf Greta Alonzo "
    "Miriam"
)
LAST = listed(
    "Whitcomb Bright Venn Aldous Okonjo Ferrand Haddad Pryce Lindqvist Ibarra Sandoval Achterberg Mbeki Tolliver Zhao "
    "Brannigan Castellane Northrup Raman Quill Strand Abramov Vasquez Eze Holloran Dubois Marchetti Osei Kilbride "
    "Fairweather Nakagawa Sørensen Petrakis Underhill Yilmaz Dunmore Gallagher"
)

MERCY = "004101"  # the account of the call note in documents/calls: its figures and people are those of the note
MERCY_CELLS = {
    "region": "Central",
    "owner": "sal",
    "hospital_type": "Acute care",
    "ownership": "Non-profit",
    "beds": "412",
    "annual_discharges": "18240",
    "nurse_vacancy_pct": "14.5",
    "call_program": "manual list",
    "adt_feed": "yes",
    "penalty_pct": "0.84",
    "nurse_line": "no",
    "last_meeting": "2026-11-03",
    "asked_for_data": "yes",
}
MERCY_RATIOS = ("1.0871", "1.0312", "0.9874", "1.0046", "0.9655", "Too few cases")
MERCY_PEOPLE = (  # name, title, last contact, opened, events, and the answers in the order of ANSWERS
    ("Gail Whitcomb", "Chief Financial Officer", "2026-11-03", "1", "0", "price", "lost revenue", "3", "5", "1"),
    ("Renée Aldous", "Chief Nursing Officer", "2026-11-03", "5", "1", "evidence", "weekend gaps", "5", "2", "4"),
    ("Tomas Bright", "Nurse Manager, Care Transitions", "2026-11-03", "2", "0", "staffing", "overtime", "3", "1", "5"),
    (
        "Priya Venn",
        "Director of Clinical Informatics",
        "2026-11-03",
        "1",
        "",
        "integration",
        "second inbox",
        "2",
        "2",
        "5",
    ),
    ("Marcus Okonjo", "Chief Operating Officer", "", "0", "", "", "", "", "", ""),
)

FAULTS = (  # table, row (the first is 0), column, what somebody typed there
    ("accounts", 11, "beds", "n/a"),
    ("accounts", 19, "beds", "12.5"),
    ("accounts", 24, "beds", "=SUM(G2:G9)"),
    ("accounts", 33, "annual_discharges", "1,200"),
    ("accounts", 14, "annual_discharges", "9,850"),
    ("accounts", 29, "nurse_vacancy_pct", "11%"),
    ("accounts", 8, "last_meeting", "11/03/2026"),
    ("accounts", 31, "last_meeting", "2026-02-30"),
    ("accounts", 36, "last_meeting", "2027-01-14"),
    ("accounts", 21, "adt_feed", "maybe"),
    ("accounts", 40, "hospital_type", ""),
    ("accounts", 17, "name", "  Kestrel Point Medical Center "),
    ("stakeholders", 58, "name", "=cmd|' /C calc'!A0"),
    ("stakeholders", 64, "cares_outcomes", "4-5"),
    ("stakeholders", 77, "last_contact", "last week"),
    ("stakeholders", 91, "content_opened_90d", "a lot"),
    ("stakeholders", 102, "title", "Nurse Manager,\nOncology"),
    ("stakeholders", 120, "last_contact", "2026-31-10"),
    ("stakeholders", 70, "account_id", "4119"),
    ("stakeholders", 133, "account_id", "009999"),
    ("readmissions", 40, "excess_ratio", "<1"),
    ("readmissions", 97, "discharges", "1,104"),
    ("opportunities", 9, "amount", "48,000"),
    ("opportunities", 23, "amount", "TBD"),
    ("opportunities", 30, "account_id", "009999"),
)
