"""Talking points for real hospitals, held against the public files themselves."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

from drafting_workspaces import ROOT, drafted, sources_of

CALLED_ON = {
    "220090": "Milford, far above what is expected",
    "250031": "Vicksburg, four conditions above",
    "250783": "outside the programme",
}
MEDICAL = {"READM-30-AMI-HRRP", "READM-30-COPD-HRRP", "READM-30-HF-HRRP", "READM-30-PN-HRRP"}


def ratios(file: Path, account: str) -> list[float]:
    """Excess ratios of the medical conditions, whose file has lost the zeros that ids start with."""
    with file.open(encoding="utf-8") as rows:
        return [
            float(row["Excess Readmission Ratio"])
            for row in csv.DictReader(rows)
            if row["Facility ID"].zfill(6) == account
            and row["Measure Name"] in MEDICAL
            and row["Excess Readmission Ratio"] not in ("", "N/A")
        ]


def test_talking_points_state_the_hospitals_own_figures(hospitals: Path, tmp_path: Path) -> None:
    """Names and ratios are those of the files, no stakeholder is invented, and what is not known is asked for."""
    (tmp_path / "knowledge").mkdir()
    shutil.copy(ROOT / "docs/hospitals/segments.yaml", tmp_path / "knowledge/segments.yaml")
    readmissions = hospitals / "FY_2026_Hospital_Readmissions_Reduction_Program_Hospital.csv"
    tables = {"accounts": hospitals / "Hospital_General_Information.csv", "readmissions": readmissions}
    sources = sources_of(tmp_path, tables=tables)
    names = {account.id: account.name for account in sources.scoring.accounts()}
    for account in CALLED_ON:
        made = drafted(sources, "talking-points", account=account)
        why = next(section for section in made.sections if section.id == "why_now")
        text = " ".join(statement.text for statement in why.statements)
        assert made.status == "checked" and names[account] in text
        own = ratios(readmissions, account)
        said = re.search(r"worst excess ratio: ([\d.]+)", text)
        assert bool(said) == bool(own and max(own) >= 1)
        assert said is None or float(said[1]) == max(own)
        assert not any(section.id == "room" for section in made.sections)
        asked = " ".join(question.missing for question in made.open_questions)
        assert "Behaviour of" in asked and "Motivation of the stakeholders at" in asked
