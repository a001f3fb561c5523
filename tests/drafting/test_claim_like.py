"""Which sentences of a deck are claim-like: a table of what is looked at, and one of what is left alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.drafting import Sayable, check_claims
from assistant.evidence import load_claims
from assistant.workspace import Workspace

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = ("product/bridgecall.md", "studies/transition-study.md")


@pytest.fixture(scope="module")
def sayable() -> Sayable:
    """All claims of the sample, with the documents that customers may read."""
    texts = (ROOT / "knowledge" / "documents" / name for name in DOCUMENTS)
    claims = load_claims(Workspace(ROOT)).value.claims
    return Sayable(
        claims, date(2026, 11, 20), "Northlight", "BridgeCall", tuple(p.read_text(encoding="utf-8") for p in texts)
    )


INVENTED = """
BridgeCall is certified under HIPAA.
Readmissions fall in every hospital.
Every hospital gets a dedicated nurse.
BridgeCall integrates with Epic and Cerner out of the box.
BridgeCall also supports Spanish and Mandarin.
Northlight is fully GDPR compliant.
Northlight has HITRUST certification.
We guarantee lower readmissions.
With BridgeCall, readmissions drop.
BridgeCall is the only service that calls at weekends.
BridgeCall is trusted across the country.
Our platform detects sepsis before the ward does.
Our nurses are certified in cardiology.
Every patient receives a personal pharmacist.
All wards save time.
You get a dedicated account manager.
Customers receive unlimited calls.
Each hospital has access to a pharmacist.
BridgeCall will replace the night shift.
Northlight's engine predicts who comes back.
BridgeCall is available in 24 languages.
Readmissions decline sharply after the first call.
BridgeCall encrypts every recording.
Trusted by leading hospitals.
BridgeCall is HIPAA-compliant.
BridgeCall has FDA clearance.
Your waiting lists will shrink.
""".strip().splitlines()

ANOTHER_DURATION = """
Setup takes 2 days.
Going live takes two days.
Installation is done within 3 weeks.
Onboarding lasts ten days.
The rollout needs only 1 month.
Hospitals go live in under a week.
You can be live within 10 days.
Implementation takes less than a month.
""".strip().splitlines()

PROSE = """
We look forward to meeting you.
How would this work on your wards?
Agenda: introductions, the study, questions.
Tell us which ward discharges most patients.
Your readmissions rose last year.
Your last installation took 2 years.
Mercy General has 250 beds and 12 wards.
Every hospital is different.
Every hospital wants to reduce readmissions.
You will get the slides after the meeting.
We will send a summary by Friday.
Reducing readmissions is one of your goals.
Bring the list of last month's discharges.
Thank you for your time.
Northlight was founded by nurses.
Penalties rise each year.
All participants receive a copy of the study.
The workshop takes 2 hours.
A rise in readmissions worries every CFO.
We will cover pricing in the next section.
BridgeCall is on today's agenda.
Your nurses get tired of call lists.
Could setup take 2 days?
We would like to see how your nurses work today.
If readmissions fall, who notices first?
Every nurse gets interrupted during a shift.
What should BridgeCall support first?
""".strip().splitlines()


def rules(text: str, sayable: Sayable) -> list[str]:
    return [finding.rule for finding in check_claims(text, sayable)]


@pytest.mark.parametrize("text", INVENTED)
def test_what_nobody_approved_is_unsupported(sayable: Sayable, text: str) -> None:
    """A capability, a certification, a gain for everyone or an effect that no source tells is an error."""
    assert rules(text, sayable) == ["claim-unsupported"]


@pytest.mark.parametrize("text", ANOTHER_DURATION)
def test_another_duration_is_altered(sayable: Sayable, text: str) -> None:
    """How long setting up takes is held against the claim that says so, whose wording is suggested."""
    (found,) = check_claims(text, sayable)
    assert found.rule == "claim-altered"
    assert "C-007" in found.message
    assert found.suggestion == next(claim.text for claim in sayable.claims if claim.id == "C-007")


@pytest.mark.parametrize("text", PROSE)
def test_prose_of_a_deck_is_left_alone(sayable: Sayable, text: str) -> None:
    """Courtesy, agenda, orders, wishes, questions and what readers have already claim nothing about us."""
    assert rules(text, sayable) == []
