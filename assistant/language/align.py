"""Who means what by the same word: lays the speakers of a conversation side by side.

A collision is a word that two different speakers use in different clear senses. What a speaker says about somebody
else's use is not their own, and a use that the text does not decide is listed as unclear, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.access import Person
from assistant.domain.term import TermLevel
from assistant.domain.value import Value
from assistant.language.glossary import Glossary
from assistant.language.matcher import Match, matcher
from assistant.language.own_use import speaks_for_itself
from assistant.language.prose import Block, blanked
from assistant.language.senses.reading import Reader
from assistant.language.senses.sentence_ends import sentence_around
from assistant.language.transcript import Turn, turns


class Speaker(Value):
    """Somebody who takes part."""

    name: str
    """As the transcript writes it."""
    team: str | None
    """Lower case; None when nothing says it."""


class Use(Value):
    """One use of a word by a speaker."""

    speaker: str
    """Name of the speaker."""
    team: str | None
    """Team of the speaker."""
    sense: str | None
    """Id of the sense; None when unclear."""
    level: TermLevel | None
    """Level of the term to use; None when unclear."""
    line: int
    """Line of the transcript, or number of the Slack message, from 1."""
    quote: str
    """The sentence."""

    @property
    def who(self) -> tuple[str, str | None]:
        """Two people of different teams may have one name."""
        return self.speaker, self.team


class UnclearUse(Use):
    """A use that the text does not decide."""

    word: str
    """The word, in the singular."""


class Collision(Value):
    """A word that speakers use in different senses."""

    word: str
    """In the singular."""
    uses: tuple[Use, ...]
    """The clear uses, in the order of the conversation."""
    say: dict[str, str]
    """What to say instead: the name of the term, by sense."""


class DifferentWords(Value):
    """Several words of different speakers for one meaning."""

    meaning: str
    """Name of the term."""
    words: tuple[str, ...]
    """The words, in the singular, in the order in which they occur."""


class Alignment(Value):
    """What `align` reports."""

    speakers: tuple[Speaker, ...]
    """In the order in which they speak."""
    collisions: tuple[Collision, ...]
    """In the order of the first use."""
    same_meaning: tuple[str, ...]
    """Words with senses that several speakers use in one and the same."""
    different_words: tuple[DifferentWords, ...]
    """Meanings for which speakers use different words."""
    unclear: tuple[UnclearUse, ...]
    """Uses that stay open."""


class _Used(Value):
    """A word in a speaker's mouth."""

    word: str
    meaning: str
    """Id of the term that it means; empty when unclear."""
    use: Use


def align(transcript: str, glossary: Glossary, *, people: Sequence[Person] = ()) -> Alignment:
    """Compares the speakers of a transcript or Slack export; `people` give the teams that it does not name."""
    said = turns(transcript, people)
    speakers = dict.fromkeys((turn.speaker, turn.team or None) for turn in said)
    names = list(dict.fromkeys(name for name, _ in speakers))
    used = [use for turn in said for use in _uses(turn, names, glossary)]
    words = list(dict.fromkeys(u.word for u in used if u.use.sense is not None))
    return Alignment(
        speakers=tuple(Speaker(name=name, team=team) for name, team in speakers),
        collisions=tuple(c for word in words if (c := _collision(word, used, glossary)) is not None),
        same_meaning=tuple(word for word in words if _alike(word, used)),
        different_words=tuple(_different_words(used, glossary)),
        unclear=tuple(UnclearUse(word=u.word, **u.use.model_dump()) for u in used if not u.meaning),
    )


def _uses(turn: Turn, names: Sequence[str], glossary: Glossary) -> Iterator[_Used]:
    """The speaker's own uses of the glossary's words."""
    block = Block(blanked(turn.text, markdown=True), 0, "turn")
    matches = matcher(glossary).find(block.text)
    others = [name for name in names if name != turn.speaker]
    readings = {reading.match: reading for reading in Reader(glossary).read(block, matches)}
    for match in matches:
        term = match.form.term
        low, high, _, _ = sentence_around(block.text, match.start, match.end)
        sentence = block.text[low:high]
        if not speaks_for_itself(sentence, match.start - low, match.end - low, others):
            continue
        reading = readings.get(match)
        sense = reading.sense if reading else None
        if reading is None and (match.form.kind in {"senses", "keep"} or term.level == "none"):
            continue
        meaning = (sense.use if sense else "") if reading else term.id
        use = Use(
            speaker=turn.speaker,
            team=turn.team or None,
            sense=sense.id if sense else None,
            level=glossary.by_id[meaning].level if meaning else None,
            line=turn.line + (block.text.count("\n", 0, match.start) if turn.lines else 0),
            quote=" ".join(turn.text[low:high].split()),
        )
        yield _Used(word=_singular(match), meaning=meaning, use=use)


def _singular(match: Match) -> str:
    form = match.form
    if form.kind != "avoid":
        return form.term.name
    return next((a.text for a in form.term.avoid if form.text.lower().startswith(a.text.lower()[:-1])), form.text)


def _held(word: str, used: Sequence[_Used]) -> dict[tuple[str, str | None], set[str]]:
    """The senses in which each speaker uses a word; one slip among many uses does not count."""
    counts: dict[tuple[str, str | None], dict[str, int]] = {}
    for u in used:
        if u.word == word and u.use.sense is not None:
            of_speaker = counts.setdefault(u.use.who, {})
            of_speaker[u.use.sense] = of_speaker.get(u.use.sense, 0) + 1
    return {
        speaker: {sense for sense, n in senses.items() if n * 2 >= max(senses.values())}
        for speaker, senses in counts.items()
    }


def _collision(word: str, used: Sequence[_Used], glossary: Glossary) -> Collision | None:
    held = _held(word, used)
    speakers = list(held)
    collide = any(
        mine != theirs
        for at, speaker in enumerate(speakers)
        for other in speakers[at + 1 :]
        for mine in held[speaker]
        for theirs in held[other]
    )
    if not collide:
        return None
    uses = [u for u in used if u.word == word and u.use.sense in held.get(u.use.who, ())]
    say = {u.use.sense: glossary.by_id[u.meaning].name for u in uses if u.use.sense is not None}
    return Collision(word=word, uses=tuple(u.use for u in uses), say=say)


def _alike(word: str, used: Sequence[_Used]) -> bool:
    held = _held(word, used)
    return len(held) > 1 and len(set().union(*held.values())) == 1


def _different_words(used: Sequence[_Used], glossary: Glossary) -> Iterator[DifferentWords]:
    by_meaning: dict[str, dict[str, set[tuple[str, str | None]]]] = {}
    for u in used:
        if u.meaning:
            by_meaning.setdefault(u.meaning, {}).setdefault(u.word, set()).add(u.use.who)
    for meaning, words in by_meaning.items():
        apart = any(a != b for one in words for two in words if one != two for a in words[one] for b in words[two])
        if apart:
            yield DifferentWords(meaning=glossary.by_id[meaning].name, words=tuple(words))
