"""A sentence of one team in the words that both share, each change named.

Only what is certain is changed: wrong words, deprecated terms and words whose sense is clear from the text or, where
the text leaves it open, from what the team that speaks means by them. Everything else stays as it was said.
"""

from __future__ import annotations

from assistant.domain.finding import Finding
from assistant.domain.value import Value
from assistant.errors import UnknownNameError
from assistant.language.check import check
from assistant.language.fix import apply, changes
from assistant.language.glossary import Glossary
from assistant.language.inflection import fold
from assistant.language.remarks import replacement


class Change(Value):
    """One replacement."""

    line: int
    """From 1."""
    column: int
    """From 1, in characters."""
    before: str
    """The words as they were said."""
    after: str
    """The shared words."""
    term: str
    """Id of the term that is used now."""
    because: str
    """Why."""


class Translation(Value):
    """What `translate` gives."""

    text: str
    """As it was said."""
    translated: str
    """In shared words."""
    changes: tuple[Change, ...]
    """In the order of the text."""


def translate(text: str, glossary: Glossary, from_team: str, to_team: str) -> Translation:
    """The text of `from_team` as `to_team` should read it; `UnknownNameError` when the glossary knows no such team."""
    teams = sorted(_teams(glossary))
    for team in (from_team, to_team):
        if team.lower() not in teams:
            raise UnknownNameError.of("team", team, teams, hint=f"The glossary knows {', '.join(teams)}.")
    findings = [_settled(finding, glossary, from_team.lower()) for finding in check(text, glossary)]
    certain = [finding for finding in findings if finding.suggestion is not None and finding.term is not None]
    wanted = changes(text, certain)
    named = tuple(_named(finding, glossary, to_team.lower()) for finding in certain)
    return Translation(text=text, translated=apply(text, wanted), changes=named)


def _teams(glossary: Glossary) -> set[str]:
    named = {team for term in glossary.terms for team in (*term.agreed_by, term.owner)}
    named |= {team for term in glossary.terms for sense in term.senses for team in sense.said_by}
    return {team.lower() for team in named if team}


def _settled(finding: Finding, glossary: Glossary, team: str) -> Finding:
    """An unclear word in the sense in which the team says it, when there is just one."""
    if finding.rule != "unclear" or finding.term is None:
        return finding
    term = glossary.by_id[finding.term]
    said = [sense for sense in term.senses if team in (name.lower() for name in sense.said_by)]
    if len(said) != 1:
        return finding
    use = glossary.by_id[said[0].use]
    plural = fold(finding.text) != fold(term.name)
    suggestion = replacement(finding.text, use, plural=plural)
    because = f"{team} means {said[0].meaning or use.name} by `{term.name}`"
    return finding.model_copy(
        update={"sense": said[0].id, "level": use.level, "suggestion": suggestion, "message": because}
    )


def _named(finding: Finding, glossary: Glossary, to_team: str) -> Change:
    term = glossary.by_id[finding.term or ""]
    sense = next((s for s in term.senses if s.id == finding.sense), None)
    heard = [s for s in term.senses if s.id != finding.sense and to_team in (name.lower() for name in s.said_by)]
    other = f"; {to_team} would hear {heard[0].meaning or heard[0].use}" if heard else ""
    return Change(
        line=finding.line,
        column=finding.column,
        before=finding.text,
        after=finding.suggestion or "",
        term=sense.use if sense else term.id,
        because=f"{finding.message.removesuffix('.')}{other}.",
    )
