"""Merging foreign entries into `glossary.yaml`: new terms as proposals at its end, wrong words beside those of a term.

The file keeps every line that it has. What is there already is skipped, what contradicts it is left to a person, and
the result is validated before anybody writes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.domain.term import Avoided, Term
from assistant.domain.value import Value
from assistant.language.exchange.entry import Entry
from assistant.language.exchange.yaml_text import appended, with_avoided
from assistant.language.glossary import Glossary, parsed
from assistant.language.inflection import fold, plural


class Left(Value):
    """A word that was not taken over."""

    name: str
    """As it was written."""
    reason: str
    """Why, and where a person must decide what to do."""


class Merge(Value):
    """What an import comes to."""

    text: str
    """The merged glossary."""
    added: tuple[Term, ...]
    """New terms, all proposed."""
    avoided: dict[str, tuple[str, ...]]
    """By id of terms that were there: wrong words that were added."""
    skipped: tuple[Left, ...]
    """What is there already, or cannot stand in a glossary."""
    conflicts: tuple[Left, ...]
    """What contradicts the glossary."""


def merged(text: str, entries: Sequence[Entry], source: str) -> Merge:
    """The glossary of this text with the entries; `source` is named in a comment above what is new.

    Raises `FileProblemsError` when the glossary is not valid, before or after.
    """
    table = _Table(parsed(text.encode(), "glossary.yaml").value)
    for entry in sorted(entries, key=lambda entry: bool(entry.avoid)):
        table.take(entry)
    better = text
    for id, words in table.avoided.items():
        better = with_avoided(better, id, words)
    better = appended(better, table.added, source)
    parsed(better.encode(), "the merged glossary")
    return Merge(
        text=better,
        added=tuple(table.added),
        avoided={id: tuple(words) for id, words in table.avoided.items()},
        skipped=tuple(table.skipped),
        conflicts=tuple(table.conflicts),
    )


@dataclass
class _Table:
    """The words of a glossary, and what comes of new ones."""

    glossary: Glossary
    added: list[Term] = field(default_factory=list)
    avoided: dict[str, list[str]] = field(default_factory=dict)
    skipped: list[Left] = field(default_factory=list)
    conflicts: list[Left] = field(default_factory=list)

    def take(self, entry: Entry) -> None:
        """Adds an entry, or says why not."""
        if entry.pattern:
            self._skip(entry.name, "is a pattern for many words; a glossary holds words.")
        elif not entry.name:
            for word in entry.avoid:
                self._reject(word)
        else:
            term = self._named(entry.name)
            if term is None:
                self._propose(entry)
            else:
                self._known(term, entry)
                self._avoid(term, entry.avoid)

    def _terms(self) -> Iterator[Term]:
        yield from self.glossary.terms
        yield from self.added

    def _named(self, name: str) -> Term | None:
        wanted = fold(name)
        return next((t for t in self._terms() if wanted in (fold(t.name), fold(t.plural_form()), fold(t.id))), None)

    def _avoiding(self, word: str) -> Term | None:
        """The term for which a word is a wrong one."""
        for term in self._terms():
            wrong = [avoided.text for avoided in term.avoid] + self.avoided.get(term.id, [])
            if fold(word) in {fold(form) for text in wrong for form in (text, plural(text))}:
                return term
        return None

    def _propose(self, entry: Entry) -> None:
        against = self._avoiding(entry.name)
        if against is not None:
            self._conflict(entry.name, f"is a wrong word for `{against.name}` here. Decide which of them to write.")
            return
        own = {fold(entry.name), fold(entry.plural or plural(entry.name))}
        free = tuple(dict.fromkeys(w for w in entry.avoid if fold(w) not in own and self._free(w, entry.name)))
        self.added.append(
            Term(
                id=self._id(entry.name),
                name=entry.name,
                plural=entry.plural or _plural(entry.name),
                meaning=entry.meaning,
                owner=entry.owner,
                status="proposed",
                avoid=tuple(Avoided(text=word) for word in _without_plurals(free)),
            )
        )

    def _known(self, term: Term, entry: Entry) -> None:
        """Says what becomes of the meaning of a term that is there already."""
        if not entry.meaning and entry.avoid:
            return
        if not entry.meaning or fold(entry.meaning) == fold(term.meaning):
            self._skip(entry.name, "is there already.")
        elif fold(entry.name) not in (fold(term.name), fold(term.id)):
            self._skip(entry.name, f"is there already, as a form of `{term.name}`.")
        else:
            self._conflict(entry.name, f"has another meaning here: “{term.meaning}” Theirs: “{entry.meaning}”")

    def _avoid(self, term: Term, words: Sequence[str]) -> None:
        if term.senses and words:
            self._conflict(
                words[0], f"would be replaced by `{term.name}`, which has senses. Name a term with one meaning."
            )
            return
        for word in words:
            if self._free(word, term.name):
                if any(term is new for new in self.added):
                    longer = term.model_copy(update={"avoid": (*term.avoid, Avoided(text=word))})
                    self.added[self.added.index(term)] = term = longer
                else:
                    self.avoided.setdefault(term.id, []).append(word)

    def _free(self, word: str, wanted: str) -> bool:
        """Whether a word may become a wrong word for a term; says why not."""
        against, named = self._avoiding(word), self._named(word)
        kept = next((t for t in self._terms() for phrase in t.keep if fold(phrase) == fold(word)), None)
        if against is not None and against.name == wanted:
            self._skip(word, f"is avoided already, for `{wanted}`.")
        elif against is not None:
            self._conflict(word, f"is a wrong word for `{against.name}` here, theirs for `{wanted}`.")
        elif named is not None and named.status == "deprecated":
            self._skip(word, "is deprecated already.")
        elif named is not None and fold(named.name) != fold(wanted):
            self._conflict(word, f"is the term `{named.name}` here, theirs a wrong word for `{wanted}`.")
        elif kept is not None:
            self._conflict(word, f"is left alone here (`keep` of `{kept.name}`), theirs a wrong word for `{wanted}`.")
        elif named is not None:
            self._skip(word, f"is the term itself in other letters; `check` says how `{wanted}` is written.")
        return against is None and named is None and kept is None

    def _reject(self, word: str) -> None:
        """A wrong word of which nobody says what to write instead."""
        term = self._avoiding(word)
        if term is not None:
            self._skip(word, f"is avoided already, for `{term.name}`.")
        elif (named := self._named(word)) is not None and named.status == "deprecated":
            self._skip(word, "is deprecated already.")
        elif named is not None:
            self._conflict(word, f"is the term `{named.name}` here and rejected there.")
        else:
            self._skip(word, "is rejected without a better word. Write it under `avoid` of the term to use.")

    def _id(self, name: str) -> str:
        plain = "_".join("".join(c if c.isalnum() else " " for c in name.lower()).split()) or "term"
        taken = {term.id for term in self._terms()}
        number = next(n for n in range(1, len(taken) + 3) if (plain if n == 1 else f"{plain}_{n}") not in taken)
        return plain if number == 1 else f"{plain}_{number}"

    def _skip(self, name: str, reason: str) -> None:
        self.skipped.append(Left(name=name, reason=reason))

    def _conflict(self, name: str, reason: str) -> None:
        self.conflicts.append(Left(name=name, reason=reason))


def _plural(name: str) -> str:
    """The plural when it is not the name and an s."""
    form = plural(name)
    return "" if form == f"{name}s" else form


def _without_plurals(words: Sequence[str]) -> list[str]:
    """The words without plurals of one another, which the check finds by itself."""
    plurals = {fold(plural(word)) for word in words if fold(plural(word)) != fold(word)}
    return [word for word in words if fold(word) not in plurals]
