"""The review against hundreds of generated mutants of the sample's drafts."""

from __future__ import annotations

from collections import Counter

from draft_mutants import mutants

from assistant.domain.draft import Draft
from assistant.drafting import DraftRequest, Reviewer, Sources, build_brief

CAUGHT = 0.98


def test_mutants_of_clean_drafts_are_caught(northlight: Sources, drafts: tuple[Draft, ...]) -> None:
    """Of every kind of change nearly all are findings, while the drafts they were made from pass."""
    made, missed = Counter[str](), []
    for clean in drafts[::9]:
        brief = build_brief(DraftRequest(kind=clean.kind, audience=clean.audience), northlight)
        reviewer = Reviewer(brief, northlight.glossary.value, northlight.patterns.words)
        assert reviewer.review(clean.sections) == ()
        for mutant in mutants(clean, brief):
            made[mutant.how] += 1
            if not any(finding.severity == "error" for finding in reviewer.review([mutant.section])):
                missed.append((mutant.how, mutant.was, mutant.section.statements[0]))
    lost = Counter(how for how, _, _ in missed)
    assert sum(made.values()) >= 200 and len(made) >= 12
    assert {how: lost[how] for how in made if lost[how] > (1 - CAUGHT) * made[how]} == {}, missed[:5]
