"""Footnotes: where each citation of a reply leads, as far as the asker may go there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.conversation.ask import Ask, day, said
from assistant.domain.conversation import Footnote, Reply
from assistant.domain.draft import Statement
from assistant.domain.evidence import Claim, Passage
from assistant.drafting.sentences.markup import markup
from assistant.evidence import Scope

LONGEST = 900


def footnotes(reply: Reply, ask: Ask) -> tuple[Footnote, ...]:
    """The citations of statements and sections, in the order of their first use."""
    every = (*reply.statements, *(statement for section in reply.more for statement in section.statements))
    cites = dict.fromkeys(cite for statement in every for cite in statement.cites)
    return tuple(Footnote(cite=cite, label=label(cite, ask)) for cite in cites)


def label(cite: str, ask: Ask) -> str:
    """What a reader sees of a citation."""
    kind, _, id = cite.partition(":")
    if kind == "receipt":
        return f"Receipt of {ask.universe.account_name(id)} ({id}), as of {day(ask.as_of)}"
    if kind == "run":
        return f"Run {id}, as of {day(ask.as_of)}"
    if kind == "term":
        return next((f"Glossary: {term.name}" for term in ask.universe.terms if term.id == id), "Glossary")
    if kind == "claim" and (claim := _claim(id, ask)):
        return f"Claim {claim.id}: {claim.footnote or claim.evidence.document}"
    if kind == "passage" and (passage := _passage(id, ask)):
        place = f", {passage.section}" if passage.section else ""
        return f"{passage.title}{place} ({passage.document})"
    return "Glossary" if kind == "glossary" else cite


def opened(cites: Iterable[str], ask: Ask) -> Iterator[Statement]:
    """The sources themselves: what a claim rests on, the words of a passage, how to see a receipt."""
    for cite in cites:
        kind, _, id = cite.partition(":")
        yield said(f"{label(cite, ask)}.", cite)
        if kind == "claim" and (claim := _claim(id, ask)):
            quotes = " … ".join(claim.evidence.quotes)
            yield said(f"“{claim.text}” rests on {claim.evidence.document}: “{quotes}”", cite)
        elif kind == "passage" and (passage := _passage(id, ask)):
            yield said(f"“{_plain(passage.text)}”", cite)
        elif kind == "term":
            meaning = next((term.meaning for term in ask.universe.terms if term.id == id), "")
            yield from [said(meaning, cite)] if meaning else []
        elif kind == "receipt":
            yield said(f"“explain {ask.universe.account_name(id)}” shows it rule by rule.", cite)


def _plain(text: str) -> str:
    """The words of a passage without what is more than words."""
    whole = " ".join(text.split())
    for found in reversed(list(markup(whole))):
        whole = whole[: found.start] + whole[found.end :]
    cut = whole if len(whole) <= LONGEST else whole[:LONGEST].rsplit(" ", 1)[0] + " …"
    return cut.replace("“", "‘").replace("”", "’")


def _scope(ask: Ask) -> Scope:
    return Scope(ask.universe.visible)


def _claim(id: str, ask: Ask) -> Claim | None:
    return next((claim for claim in ask.assistant.evidence.all_claims(_scope(ask)) if claim.id == id), None)


def _passage(id: str, ask: Ask) -> Passage | None:
    passage = ask.assistant.evidence.passage(id)
    return passage if passage is not None and _scope(ask).allows(passage) else None
