"""Values to keep."""

from __future__ import annotations

from datetime import date

from assistant.domain.audit import AuditEntry
from assistant.domain.conversation import Reply
from assistant.domain.draft import Audience, Draft, Provenance, Section, Statement
from assistant.domain.thread import Turn

DAY = date(2026, 11, 20)


def draft(text: str) -> Draft:
    said = Statement(text=text, cites=("claim:C-1",))
    return Draft(
        kind="persona",
        audience=Audience(role="economic_buyer"),
        sections=(Section(id="who", title="Who", share="internal", statements=(said,)),),
        open_questions=(),
        writer="composer",
        attempts=1,
        status="checked",
        findings=(),
        provenance=Provenance(
            segment_model="m", run="r-1", glossary="g", prompt="p", evidence={"claim:C-1": "h"}, as_of=DAY
        ),
    )


def turn(question: str = "why?", person: str = "sal", on: date = DAY) -> Turn:
    said = Statement(text=f"Because of “{question}”.", cites=("receipt:A-001",))
    return Turn(
        person=person,
        on=on,
        question=question,
        intent="explain",
        slots={"account": "A-001", "more": [1, None, {"ä": "ö"}]},
        reply=Reply(question=question, intent="explain", statements=(said,), accounts=("A-001",), as_of=DAY),
        accounts=("A-001", "A-002"),
    )


def entry(
    question: str = "why is it Invest?", person: str = "sal", shown: str = "Because it has 420 beds."
) -> AuditEntry:
    return AuditEntry(
        person=person,
        on=DAY,
        surface="ask",
        question=question,
        intent="explain",
        evidence=("receipt:A-001", "claim:C-014"),
        accounts=("A-001",),
        writer="composer",
        shown=shown,
    )
