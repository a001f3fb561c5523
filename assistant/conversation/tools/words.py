"""Tools about words: what a term means and to whom, a sentence in shared words, a text checked, speakers side by side.

They rest on the glossary alone and are for everybody.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.conversation.ask import Ask, abstained, answered, joined, said, section
from assistant.conversation.tokens import words
from assistant.domain.conversation import Reply
from assistant.domain.draft import Statement
from assistant.domain.finding import Finding
from assistant.domain.segments import PROPOSED
from assistant.domain.term import Term
from assistant.drafting.brief.pieces import attribute_name
from assistant.errors import ParlanceError

PASTE = "Paste it behind a colon or in quotation marks, such as “check: Our customers feel heard”."


def define(ask: Ask) -> Reply:
    """What words mean: terms of the glossary, segments and roles of the segment model."""
    found = list(dict.fromkeys((*_terms(ask), *_segments_and_roles(ask))))
    if not found:
        names = joined([f"“{term.name}”" for term in ask.universe.terms[:3]])
        return abstained(
            f"The glossary has no such word. It explains words such as {names}; `help` says what else I do."
        )
    reply = answered(found, title="More words")
    disputing = f" {' '.join(words(ask.wanted.question))} "
    if any(f" {sign} " in disputing for sign in ("disagree", "dispute", "dont agree", "do not agree", "wrong")):
        reply = reply.model_copy(update={"statements": (*reply.statements[:5], _how_to_dispute(ask))})
    return reply


def _terms(ask: Ask) -> Iterator[Statement]:
    by_id = {term.id: term for term in ask.universe.terms}
    wanted = [by_id[id] for id in ask.wanted.terms if id in by_id]
    segments = ask.wanted.account_segments or ask.wanted.stakeholder_segments
    if len(wanted) > 1:
        yield from (said(f"“{term.name}”: {term.meaning}", f"term:{term.id}") for term in wanted if term.meaning)
    for term in wanted:
        if not (segments and term.id in ("account", "account_segment", "stakeholder_segment", "segment")):
            yield from _term(term, by_id)


def _term(term: Term, by_id: dict[str, Term]) -> Iterator[Statement]:
    cite = f"term:{term.id}"
    if term.meaning:
        yield said(f"“{term.name}”: {term.meaning}", cite)
    for sense in term.senses:
        who = f"{joined(sense.said_by).capitalize()} says" if sense.said_by else "It is said"
        use = by_id[sense.use].name
        yield said(f"{who} “{term.name}” for {sense.meaning or use}: write “{use}”.", cite, f"term:{sense.use}")
    if term.successor:
        yield said(f"It is deprecated: write “{by_id[term.successor].name}”.", cite, f"term:{term.successor}")
    elif term.status == "agreed" and term.agreed_by:
        kept = f"; {term.owner} keeps the wording" if term.owner else ""
        yield said(f"{joined(term.agreed_by).capitalize()} agreed on it{kept}.", cite)
    elif term.status == "proposed":
        yield said("It is proposed and not agreed yet.", cite)
    if term.avoid:
        yield said(f"Not to be written for it: {joined([f'“{a.text}”' for a in term.avoid], 'or')}.", cite)


def _segments_and_roles(ask: Ask) -> Iterator[Statement]:
    if ask.universe.scoring is None:
        return
    model = ask.universe.scoring.model.value
    for id in ask.wanted.account_segments:
        segment = model.account_segment(id)
        yield said(f"{segment.name} is an account segment with {segment.coverage} coverage: {segment.meaning}", ask.run)
    for id in ask.wanted.stakeholder_segments:
        kind = model.stakeholder_segment(id)
        yield said(f"{kind.name} is a stakeholder segment: {kind.meaning}", ask.run)
    yield from _dimensions(ask)
    for id in (*ask.wanted.roles, *ask.wanted.without):
        role = model.role(id)
        yield said(f"{role.name} is a role: {role.meaning or 'told by job titles.'}", ask.run)
        yield said(f"Job titles that show it: {', '.join(role.titles)}.", ask.run)


def _dimensions(ask: Ask) -> Iterator[Statement]:
    """What dimensions look at, and why attributes count."""
    for level, scored in ask.universe.read.levels.items():
        for dimension in scored.definition.dimensions:
            looked = dict.fromkeys(attribute_name(rule.attribute) for rule in dimension.rules)
            if dimension.id in ask.wanted.dimensions:
                text = f"“{attribute_name(dimension.id)}” is a dimension of {level}s in the layer {dimension.layer}"
                yield said(f"{text}: it adds points for {joined(looked)}.", ask.run)
            for rule in dimension.rules:
                if rule.attribute in ask.wanted.attributes:
                    name = f"“{attribute_name(rule.attribute)}” counts for {attribute_name(dimension.id)}"
                    yield said(f"{name}." if rule.why.startswith(PROPOSED) else f"{name}: {rule.why}", ask.run)


def _how_to_dispute(ask: Ask) -> Statement:
    by_id = {term.id: term for term in ask.universe.terms}
    terms = [by_id[id] for id in ask.wanted.terms if id in by_id]
    owners = joined(list(dict.fromkeys(term.owner for term in terms if term.owner))) or "both teams"
    text = f"To dispute the wording, talk to {owners}: knowledge/glossary.yaml changes it for everybody."
    return said(text, *([f"term:{term.id}" for term in terms] or [ask.glossary]))


def translate(ask: Ask) -> Reply:
    """A sentence of one team in shared words."""
    if not ask.wanted.text:
        return abstained(f"Which sentence? {PASTE} I can also `define customer`.")
    teams = (*ask.wanted.teams, "marketing", "sales")
    speaker = teams[0] if len(ask.wanted.teams) > 1 else _other(ask.wanted.teams, ask)
    reader = ask.wanted.teams[-1] if ask.wanted.teams else "sales"
    try:
        made = ask.assistant.translate(ask.wanted.text, speaker, reader)
    except ParlanceError as error:
        return abstained(f"{error} `define customer` and `check: TEXT` work without teams.")
    changes = [said(f"“{c.before}” becomes “{c.after}”: {c.because}", f"term:{c.term}") for c in made.changes]
    if not changes:
        unclear = _findings(ask, ask.assistant.check(ask.wanted.text, "text"))
        changes = [*unclear] or [said("It is in shared words already.", ask.glossary)]
    return answered(changes).model_copy(update={"text": made.translated})


def _other(teams: tuple[str, ...], ask: Ask) -> str:
    """The team that speaks when only the reader is named: the asker's own, else the other one."""
    own = ask.universe.asker.team
    reader = teams[0] if teams else "sales"
    return own if own and own != reader else "marketing" if reader == "sales" else "sales"


def check(ask: Ask) -> Reply:
    """A text with what is wrong in its words, mended where that is certain."""
    if not ask.wanted.text:
        return abstained(f"Which text? {PASTE} I can also `define customer`.")
    found = ask.assistant.check(ask.wanted.text, "text")
    if not found:
        reply = answered([said("I find nothing to change in the words of this text.", ask.glossary)])
        return reply.model_copy(update={"text": ask.wanted.text})
    mended = ask.assistant.mended(ask.wanted.text, "text")
    return answered(_findings(ask, found)).model_copy(update={"text": mended, "findings": found})


def _findings(ask: Ask, found: tuple[Finding, ...]) -> Iterator[Statement]:
    for finding in dict.fromkeys(found):
        instead = f" Write “{finding.suggestion}”." if finding.suggestion else ""
        place = f" (line {finding.line})" if max(f.end_line for f in found) > 1 else ""
        repeated = f"“{finding.text}”" in finding.message
        text = finding.message if repeated else f"“{finding.text}”: {finding.message}"
        text = text if not instead or (finding.suggestion or "") in finding.message else text.rstrip() + instead
        yield said(text + place, f"term:{finding.term}" if finding.term else ask.glossary)


def align(ask: Ask) -> Reply:
    """Who means what by the same word in a conversation."""
    if not ask.wanted.text:
        return abstained(
            "Which conversation? Paste it with a line for each speaker, such as “Mark (marketing): …”. "
            "I can also `define customer` or `check: TEXT`."
        )
    try:
        found = ask.assistant.align(ask.wanted.text)
    except ParlanceError as error:
        return abstained(f"{error} I can also `check: TEXT` or `define customer`.")
    statements: list[Statement] = []
    rest: list[Statement] = []
    for collision in found.collisions:
        meant = {(use.speaker, collision.say[use.sense or ""]): None for use in collision.uses}
        each = [f"{speaker} means {term}" for speaker, term in meant]
        say = joined([f"“{term}”" for term in dict.fromkeys(collision.say.values())], "or")
        cites = dict.fromkeys(f"term:{_id(ask, name)}" for name in (collision.word, *collision.say.values()))
        statements.append(said(f"“{collision.word}”: {joined(each)}. Say {say}.", *cites))
        rest.extend(said(f"{use.speaker}, line {use.line}: “{use.quote}”", *cites) for use in collision.uses)
    for other in found.different_words:
        cite = f"term:{_id(ask, other.meaning)}"
        statements.append(said(f"{joined([f'“{w}”' for w in other.words])} are one thing here: {other.meaning}.", cite))
    if not statements:
        statements = [said("Nobody here uses the same word in different clear senses.", ask.glossary)]
    if found.unclear:
        open_words = joined(list(dict.fromkeys(f"“{use.word}”" for use in found.unclear)))
        statements.append(said(f"The text leaves open what is meant by {open_words}.", ask.glossary))
    reply = answered(statements)
    return reply.model_copy(update={"more": (*reply.more, section("lines", "Line by line", rest))} if rest else {})


def _id(ask: Ask, name: str) -> str:
    return next((term.id for term in ask.universe.terms if term.name == name), name)
