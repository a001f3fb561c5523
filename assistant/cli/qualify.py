"""`qualify`: what is known of an account or a lead, what to ask next, and what the answers change."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.cli import render, render_changes
from assistant.cli.session import Session
from assistant.domain.answer import Answer
from assistant.domain.segments import Receipt
from assistant.errors import UsageError
from assistant.segmentation.operations.qualify import Qualified, Question, note, qualified, questions, told
from assistant.segmentation.receipts.subject import Subject
from assistant.segmentation.scoring.scoring import Scoring


def qualify(session: Session, words: Sequence[str], new: bool, answers: Sequence[str], sources: Sequence[str]) -> int:
    """Scores an account or a lead, keeps answers for an account, and says what to ask next."""
    said = _sourced(answers, sources)
    session.assistant.live = True
    session.name_day()
    scoring = session.assistant.score(session.asker)
    subject = _subject(scoring, words, new)
    found = qualified(subject, said, session.asker.id, session.assistant.day.today)
    if found.given and not new:
        _keep(session, found)
    asked = questions(found.subject)
    names = scoring.segment_names("account")
    if session.options.json:
        session.emit("qualify", _document(found, asked, note(found.subject, names)))
    else:
        render.receipt(found.subject.receipt(), scoring.model.value)
        _say_given(found)
        _say_questions(asked, names)
        render.heading("Hand-over note")
        render.say(note(found.subject, names))
    _name_published(session, found, new)
    return 0


def _subject(scoring: Scoring, words: Sequence[str], new: bool) -> Subject:
    if new:
        return told(scoring.lead(), [_pair(word, "--new") for word in words])
    if len(words) != 1:
        raise UsageError("qualify: name one account, or describe a lead with --new attribute=value and so on.")
    return scoring.subject("account", scoring.find_account(words[0]))


def _sourced(answers: Sequence[str], sources: Sequence[str]) -> list[tuple[str, str, str]]:
    """Answers with where they come from: one source for all, or one for each in their order."""
    if not answers and not sources:
        return []
    if len(sources) not in (1, len(answers)) or not answers or not all(source.strip() for source in sources):
        raise UsageError(
            "--answer and --source go together: give one source for all answers, or one for each in their order, "
            'such as --answer beds=120 --source "call 2026-11-20".'
        )
    every = list(sources) if len(sources) == len(answers) else [*sources] * len(answers)
    pairs = [_pair(answer, "--answer") for answer in answers]
    return [(name, value, source.strip()) for (name, value), source in zip(pairs, every, strict=True)]


def _pair(text: str, option: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (equals and name.strip()):
        raise UsageError(f"{option} {text}: write attribute=value, such as beds=120.")
    return name.strip(), value


def _keep(session: Session, found: Qualified) -> None:
    from assistant.store import Store, record_answers

    today, by = session.assistant.day.today, session.asker.id
    kept = [
        Answer(
            level="account",
            id=found.subject.id,
            attribute=given.attribute,
            value=given.value,
            source=given.source,
            by=by,
            on=today,
        )
        for given in found.given
    ]
    record_answers(Store.of(session.assistant.workspace), kept)


def _document(found: Qualified, asked: Sequence[Question], text: str) -> dict[str, object]:
    receipt = found.subject.receipt()
    return {
        "account": receipt.id or None,
        "name": receipt.name or None,
        "segment": receipt.segment,
        "coverage": receipt.coverage,
        "questions": [question.model_dump(mode="json") for question in asked],
        "gaps": _gaps(receipt),
        "answers": [given.model_dump(mode="json") for given in found.given],
        "receipt": render.receipt_document(receipt),
        "note": text,
    }


def _gaps(receipt: Receipt) -> dict[str, list[str]]:
    return {
        "dimensions": [line.id for line in receipt.dimensions if not line.ready],
        "attributes": list(dict.fromkeys(rule.attribute for rule in receipt.rules if not rule.known)),
    }


def _say_given(found: Qualified) -> None:
    if found.given:
        render.heading("Answers")
    for given in found.given:
        won = "" if given.used else f"; not used: the tables say {render_changes.shown(given.tables)}, which wins"
        render_changes.paragraph(f"{given.attribute} = {given.value} ({given.source}){won}")


def _say_questions(asked: Sequence[Question], names: dict[str, str]) -> None:
    render.heading("What to ask, what can change the result most first")
    if not asked:
        render.say("  nothing: every attribute is known")
        return
    body = [(q.attribute, ", ".join(names[id] for id in q.segments), q.ask or "(no question)") for q in asked]
    render.rows(("attribute", "can lead to", "ask"), body)


def _name_published(session: Session, found: Qualified, new: bool) -> None:
    """Says from when on answers count for everybody."""
    published = session.assistant.desk.published()
    if found.given and not new:
        still = f"; everybody still reads the published run {published[0].id}" if published else ""
        session.note(f"kept for {found.subject.id}; the next score uses them where the tables say nothing{still}")
