"""The review catches what is not so: every mutation of a clean draft is found, and the clean draft passes."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.domain.draft import Audience, AudienceCount, Brief, Section, SectionPlan, Statement, Vocabulary
from assistant.domain.evidence import Claim, ClaimEvidence, Passage
from assistant.domain.segments import DimensionLine, Receipt, RuleLine, Stakeholder
from assistant.domain.term import Sense, Term
from assistant.drafting.review.review import review
from assistant.language import Glossary

AS_OF = date(2026, 11, 20)
GLOSSARY = Glossary(
    terms=(
        Term(id="account", name="account", level="account", avoid=({"text": "logo"},)),
        Term(id="stakeholder", name="stakeholder", level="stakeholder"),
        Term(
            id="customer",
            name="customer",
            senses=(
                Sense(id="account", use="account", cues=("territory",)),
                Sense(id="stakeholder", use="stakeholder"),
            ),
        ),
    )
)
CALLS = Claim(
    id="C-1",
    text="Discharge calls within 48 hours cut 30-day readmissions by 12 % in a 14-hospital study.",
    audience="customer",
    evidence=ClaimEvidence(document="study.md", quotes=("fell by 12 %",)),
    status="approved",
)
BILLS = Claim(
    id="C-2",
    text="Harbour bills per completed call, and an unreached patient costs nothing.",
    audience="customer",
    wording="exact",
    evidence=ClaimEvidence(document="product.md", quotes=("per completed call",)),
    status="approved",
    valid_until=date(2026, 12, 31),
)
LOSSES = Claim(
    id="C-3",
    text="Finance put the value of saved minutes at zero in 4 losses.",
    audience="internal",
    evidence=ClaimEvidence(document="loss.md", quotes=("4 losses",)),
    status="approved",
)
INTERVIEW = Passage(
    id="cfo.md#1",
    document="cfo.md",
    title="Interview with Anna Reyes",
    section="What hurts",
    text='Anna Reyes paid $612,000 on 3 March 2026. "The penalty arrives two years after the patients."',
    kind="interview",
    roles=("economic_buyer",),
)
RECEIPT = Receipt(
    id="A-7",
    name="Oak Hill",
    level="account",
    segment="invest",
    computed="invest",
    coverage="field",
    rules=(
        RuleLine(
            dimension="size", attribute="beds", value=412, points=25, known=True,
            why="Larger hospitals run more wards.", say="With your number of wards, a manual list cannot keep up.",
        ),
        RuleLine(
            dimension="drive", attribute="worry", value="penalty", points=5, known=True,
            why="A worry about penalties opens doors.",
        ),
    ),
    dimensions=(
        DimensionLine(id="size", layer="who", points=25, known=1, rules=1, ready=True),
        DimensionLine(id="drive", layer="motivation", points=5, known=1, rules=3, ready=False),
    ),
    matched="size at least 20",
    segment_model="m",
    as_of=AS_OF,
)  # fmt: skip
GAIL = Stakeholder(id="S-1", name="Gail Whitcomb", account="A-7", title="CFO", role="economic_buyer", segment="cost")
GAILS = Receipt(
    id="S-1", name="Gail Whitcomb", level="stakeholder", segment="cost", computed="cost", coverage=None,
    role="economic_buyer", account="A-7", rules=(), matched=None, segment_model="m", as_of=AS_OF,
    dimensions=(DimensionLine(id="cost_drive", layer="motivation", points=40, known=2, rules=2, ready=True),),
)  # fmt: skip
BRIEF = Brief(
    kind="talking-points",
    audience=Audience(account="A-7"),
    company="Harbour",
    product="Lantern",
    account_segment_name="Invest",
    account_segment_meaning="Money and movement.",
    coverage="field",
    count=AudienceCount(accounts=1, stakeholders=1),
    receipt=RECEIPT,
    stakeholders=(GAIL,),
    people=(GAILS,),
    vocabulary=Vocabulary(
        roles={"economic_buyer": "Economic buyer", "clinical_user": "Clinical user"},
        account_segments={"invest": "Invest", "monitor": "Monitor"},
        stakeholder_segments={"cost": "Cost guardian", "outcome": "Outcome seeker"},
        meanings={"Invest": "Money and movement.", "Cost guardian": "Wants the net effect first."},
    ),
    outline=(
        SectionPlan(id="opening", title="Opening", share="customer"),
        SectionPlan(id="why_now", title="Why now", share="internal"),
        SectionPlan(id="proof", title="Proof", share="customer"),
    ),
    layers=frozenset({"who"}),
    claims=(CALLS, BILLS, LOSSES),
    passages=(INTERVIEW,),
    as_of=AS_OF,
)
CLEAN = {
    "opening": [("With your number of wards, a manual list cannot keep up.", "receipt:A-7")],
    "why_now": [
        ("Oak Hill is in the account segment Invest, with field coverage: money and movement.", "receipt:A-7"),
        ("Larger hospitals run more wards (beds: 412).", "receipt:A-7"),
        ("Gail Whitcomb, CFO (economic buyer, stakeholder segment Cost guardian): the net effect.", "receipt:A-7"),
        ("“The penalty arrives two years after the patients.”", "passage:cfo.md#1"),
        ("Anna Reyes paid $612,000 on 3 March 2026.", "passage:cfo.md#1"),
        ("Finance put the value of saved minutes at zero in 4 losses.", "claim:C-3"),
    ],
    "proof": [
        ("Discharge calls within 48 hours cut 30-day readmissions by 12 % in a 14-hospital study.", "claim:C-1"),
        ("Harbour bills per completed call, and an unreached patient costs nothing.", "claim:C-2"),
    ],
}  # fmt: skip
SHARES = {plan.id: plan.share for plan in BRIEF.outline}


def sections(said: dict[str, list[tuple[str, str]]]) -> tuple[Section, ...]:
    """Sections of texts with one citation each; an empty citation cites nothing."""
    return tuple(
        Section(
            id=id,
            title=id,
            share=SHARES.get(id, "internal"),
            statements=tuple(Statement(text=text, cites=(cite,) if cite else ()) for text, cite in statements),
        )
        for id, statements in said.items()
    )


def rules(said: dict[str, list[tuple[str, str]]], brief: Brief = BRIEF) -> set[str]:
    """Rules that the review reports."""
    return {finding.rule for finding in review(sections(said), brief, GLOSSARY)}


def test_a_clean_draft_passes() -> None:
    """Nothing is reported of statements that say what they cite."""
    assert review(sections(CLEAN), BRIEF, GLOSSARY) == ()


INVENTED = "Their board loves bold moves and new technology"
NOT_READY = "A worry about penalties opens doors (worry: penalty)"
MUTATIONS = [
    ("another figure", "why_now", 1, "412", "421", "figure"),
    ("another share", "proof", 0, "12 %", "21 %", "figure"),
    ("points for a share", "proof", 0, "12 %", "12 points", "figure"),
    ("days for hours", "proof", 0, "48 hours", "48 days", "figure"),
    ("clinics for hospitals", "proof", 0, "14-hospital", "14-clinic", "figure"),
    ("another currency", "why_now", 4, "$612,000", "€612,000", "figure"),
    ("another scale", "why_now", 4, "$612,000", "$612M", "figure"),
    ("another day", "why_now", 4, "3 March 2026", "4 March 2026", "date"),
    ("another year", "why_now", 4, "3 March 2026", "3 March 2025", "date"),
    ("another person", "why_now", 4, "Anna Reyes", "Maria Lopez", "name"),
    ("another account", "why_now", 0, "Oak Hill", "Elm Grove", "name"),
    ("a name put in", "why_now", 1, "more wards", "more wards than Epic expects", "name"),
    ("another account segment", "why_now", 0, "Invest", "Monitor", "segment"),
    ("a segment the model lacks", "why_now", 0, "account segment Invest", "Platinum account segment", "segment"),
    ("another stakeholder segment", "why_now", 2, "Cost guardian", "Outcome seeker", "segment"),
    ("another role", "why_now", 2, "economic buyer", "clinical user", "person"),
    ("another coverage", "why_now", 0, "field coverage", "digital coverage", "segment"),
    ("an altered quote", "why_now", 3, "two years", "three years", "quote"),
    ("a shortened quote", "why_now", 3, "arrives two years after", "arrives after", "quote"),
    ("an exact claim rephrased", "proof", 1, "costs nothing", "costs you nothing", "wording"),
    ("a wrong word", "why_now", 1, "hospitals run", "logos run", "avoid"),
    ("a link", "proof", 0, "study.", "study at https://example.com.", "link"),
    ("a bare link", "proof", 0, "study.", "study on example.com.", "link"),
    ("an image", "proof", 0, "study.", "study ![x](y).", "image"),
    ("a channel", "proof", 0, "study.", "study <!channel>.", "mention"),
    ("a mention", "proof", 0, "study.", "study @dana.", "mention"),
    ("HTML", "proof", 0, "12 %", "<b>12 %</b>", "markup"),
    ("Markdown", "proof", 0, "12 %", "**12 %**", "markup"),
    ("hidden signs", "proof", 0, "cut 30", "cut\u200b 30", "control"),
    ("a word for word claim with another's citation", "proof", 0, None, "claim:C-2", "miscited"),
    ("a claim behind a receipt", "proof", 0, None, "receipt:A-7", "miscited"),
    ("a citation that does not exist", "proof", 0, None, "claim:C-9", "unknown-citation"),
    ("a receipt of another account", "why_now", 0, None, "receipt:A-8", "unknown-citation"),
    ("no citation", "proof", 0, None, "", "uncited"),
    ("an internal claim for customers", "proof", 0, None, "claim:C-3", "internal"),
    ("an internal document for customers", "proof", 0, None, "passage:cfo.md#1", "internal"),
    ("nothing", "proof", 0, CALLS.text, " ", "empty"),
    ("a reason that the receipt lacks", "why_now", 1, "Larger hospitals run more wards", INVENTED, "unsupported"),
    ("a reason for customers", "opening", 0, "With your number of wards", "With your 412 beds", "figure"),
    ("our segment for customers", "opening", 0, "With your number of wards,", "As an Invest account,", "segment"),
    ("a dimension that is not ready", "why_now", 1, CLEAN["why_now"][1][0], NOT_READY, "unsupported"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "section", "number", "old", "new", "rule"), MUTATIONS)
def test_each_mutation_of_a_clean_draft_is_found(
    what: str, section: str, number: int, old: str | None, new: str, rule: str
) -> None:
    """A changed word, figure or citation is reported by its rule; `old` is None where the citation changes."""
    text, cite = CLEAN[section][number]
    assert old is None or old in text
    changed = (text, new) if old is None else (text.replace(old, new), cite)
    said = {**CLEAN, section: [*CLEAN[section][:number], changed, *CLEAN[section][number + 1 :]]}
    assert rule in rules(said)


def test_findings_stand_at_the_word() -> None:
    """A finding names section, statement and columns of what is wrong."""
    said = {**CLEAN, "proof": [CLEAN["proof"][1], (CALLS.text.replace("12 %", "21 %"), "claim:C-1")]}
    found = next(f for f in review(sections(said), BRIEF, GLOSSARY) if f.rule == "figure")
    text = said["proof"][1][0]
    assert (found.file, found.line, text[found.column - 1 : found.end_column - 1]) == ("proof", 2, "21 %")


def test_words_of_people_are_kept_as_they_were_said() -> None:
    """An exact quote may hold a word that the glossary avoids; the same word outside quotation marks may not."""
    words = INTERVIEW.model_copy(update={"text": "She said: “Every customer is a logo to you.”"})
    brief = BRIEF.model_copy(update={"passages": (words,)})
    assert rules({"why_now": [("“Every customer is a logo to you.”", "passage:cfo.md#1")]}, brief) == set()
    assert "avoid" in rules({"why_now": [("Every hospital is a logo to you.", "passage:cfo.md#1")]}, brief)


def test_a_claim_is_not_said_after_its_last_day() -> None:
    """The same statement passes on the last day and fails on the next."""
    said = {"proof": [CLEAN["proof"][1]]}
    assert rules(said, BRIEF.model_copy(update={"as_of": date(2026, 12, 31)})) == set()
    assert rules(said, BRIEF.model_copy(update={"as_of": date(2027, 1, 1)})) == {"claim"}


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_only_approved_claims_are_said(status: str) -> None:
    """A claim that is not approved fails although its words are right."""
    claim = CALLS.model_copy(update={"status": status})
    assert "claim" in rules({"proof": [CLEAN["proof"][0]]}, BRIEF.model_copy(update={"claims": (claim, BILLS)}))


def test_sections_outside_the_outline_are_found() -> None:
    """A section that the brief does not have, such as one whose layer is not ready, is a finding."""
    assert "section" in rules({"fears": [CLEAN["why_now"][3]]})


def test_a_section_keeps_its_readers() -> None:
    """An internal section cannot be passed off as one for customers."""
    section = Section(id="proof", title="Proof", share="internal", statements=sections(CLEAN)[2].statements)
    assert "share" in {finding.rule for finding in review((section,), BRIEF, GLOSSARY)}


def test_the_summary_repeats_the_draft() -> None:
    """A summary line that stands in no section is a finding, and so is a seventh line."""
    lines = CLEAN["why_now"] + CLEAN["proof"]
    assert rules({"summary": lines[:6], **CLEAN}) == set()
    assert rules({"summary": lines[:7], **CLEAN}) == {"summary"}
    assert "summary" in rules({"summary": [("Larger hospitals run more wards.", "receipt:A-7")], **CLEAN})


def test_an_empty_draft_does_not_pass() -> None:
    """Nothing to check is a finding."""
    assert rules({}) == {"empty"}
