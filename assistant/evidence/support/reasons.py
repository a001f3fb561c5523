"""The reasons of a decision as sentences that a colleague can check: what clashes, what is missing, what covers it."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.evidence.support.comparison import Kind, Meeting
from assistant.evidence.support.figure import Figure
from assistant.evidence.support.observation import Observation
from assistant.evidence.support.polarity import cues
from assistant.evidence.support.reading import Sentence
from assistant.evidence.support.stated import Statement

LONGEST_QUOTE = 180
"""Characters of a quotation."""
MOST_WORDS = 6
"""Missing words that are listed."""
TELLING = 0.3
"""A clash is told from this weight on."""
_CLASH: dict[Kind, str] = {
    "opposite": "The sentence says {said}, the evidence says {known}",
    "order": "The evidence has it the other way round",
    "promise": "{said} promises more than the evidence does",
    "cause": "The sentence says {said}, the evidence only says {known}",
}


def reasons(seen: Observation, *, supported: bool) -> tuple[str, ...]:
    """The reasons, the decisive first; never empty."""
    against = [*_clashes(seen), *_figures(seen.statements), *_names(seen), *_missing(seen)]
    told = [*_covered(seen), *against] if supported else [*against, *_nearest(seen, against=bool(against))]
    return tuple(dict.fromkeys(told))


def quoted(text: str) -> str:
    """A quotation in guillemets, shortened at a word."""
    plain = " ".join(text.split())
    if len(plain) > LONGEST_QUOTE:
        plain = plain[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return f"«{plain}»"


def _clashes(seen: Observation) -> Iterator[str]:
    told = {meeting.kind: (meeting, row) for meeting, row, _ in reversed(seen.telling(TELLING))}
    for kind, (meeting, row) in reversed(list(told.items())):
        if kind not in ("figure", "name"):
            yield f"{_told(meeting, row, seen)}: {quoted(seen.alignment.evidence[row].quote)}"


def _told(meeting: Meeting, row: int, seen: Observation) -> str:
    if meeting.kind == "negation":
        return _negated(meeting, seen.alignment.claim, seen.alignment.evidence[row])
    if meeting.kind in ("quantity", "certainty"):
        return _stronger(meeting)
    text = _CLASH[meeting.kind].format(said=meeting.said, known=meeting.known)
    return text[0].upper() + text[1:]


def _negated(meeting: Meeting, claim: Sentence, sentence: Sentence) -> str:
    place = next(at for at in claim.content if claim.words[at].text == meeting.said)
    ours, theirs = cues(claim.words), cues(sentence.words)
    if claim.negated[place]:
        return f"The sentence says {ours[0] if ours else 'not'} of {meeting.said}, the evidence does not"
    return f"The evidence says {theirs[0] if theirs else 'not'} of {meeting.known}, the sentence does not"


def _stronger(meeting: Meeting) -> str:
    if meeting.said and meeting.known:
        return f"The evidence says {meeting.known}, the sentence says {meeting.said}"
    if meeting.said:
        return f"The sentence says {meeting.said}, the evidence does not"
    return f"The evidence says {meeting.known}, the sentence leaves that out"


def _figures(statements: tuple[Statement, ...]) -> Iterator[str]:
    for statement in statements:
        said = statement.figure.text
        if statement.status == "absent":
            yield f"{said} does not occur in the evidence" + (
                f"; it says {statement.instead.text}." if statement.instead else "."
            )
        elif statement.status == "other noun":
            yield f"{_number(statement.figure)} occurs in the evidence, but as a number of something else than {said}."
        elif statement.status == "in parts":
            yield f"{said} is stated in parts: day or month in one place, the year in another."


def _number(figure: Figure) -> str:
    return figure.text.rsplit(" ", 1)[0]


def _names(seen: Observation) -> Iterator[str]:
    claim = seen.alignment.claim
    names = [claim.words[claim.content[word]].text for word in seen.missing_names]
    if names:
        yield f"Not in the evidence: {', '.join(dict.fromkeys(names[:MOST_WORDS]))}."


def _missing(seen: Observation) -> Iterator[str]:
    claim = seen.alignment.claim
    turned = {meeting.said for meeting, *_ in seen.telling(TELLING)}
    absent = [claim.words[claim.content[word]].text for word in seen.missing if word not in seen.missing_names]
    words = [word for word in absent if word not in turned]
    if words:
        more = " …" if len(words) > MOST_WORDS else ""
        yield f"Nothing in the evidence covers: {', '.join(dict.fromkeys(words[:MOST_WORDS]))}{more}."


def _covered(seen: Observation) -> Iterator[str]:
    for row in seen.alignment.chosen[:2]:
        yield f"Covered by: {quoted(seen.alignment.evidence[row].quote)}"


def _nearest(seen: Observation, *, against: bool) -> Iterator[str]:
    if not seen.alignment.chosen:
        return
    nearest = quoted(seen.alignment.evidence[seen.alignment.chosen[0]].quote)
    if against:
        yield f"Nearest in the evidence: {nearest}"
    else:
        yield f"The words occur, but not together in one place that says this; nearest: {nearest}"
