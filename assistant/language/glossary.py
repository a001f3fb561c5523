"""The glossary: shared words of marketing and sales, validated so that no two terms contradict one another.

`load_glossary` reads `knowledge/glossary.yaml`, or the built-in glossary outside a workspace, and names every
problem with its line, of a contradiction both places. `define` finds a term by whatever people call it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from assistant.domain.term import Term, TermLevel
from assistant.domain.value import Value
from assistant.errors import AmbiguousNameError, FileProblemsError, Problem, UnknownNameError
from assistant.language.inflection import fold, plural
from assistant.workspace import FieldPath, Loaded, Workspace, load, starter, validated


class Glossary(Value):
    """The shape of `glossary.yaml`."""

    terms: tuple[Term, ...] = ()
    """In the order of the file."""

    def __hash__(self) -> int:
        """Of the ids, which tell nearly every two glossaries apart: a glossary is a key wherever words are read."""
        return hash(tuple(self.by_id))

    @cached_property
    def by_id(self) -> dict[str, Term]:
        """The terms by id."""
        return {term.id: term for term in self.terms}

    @cached_property
    def synonyms(self) -> dict[str, str]:
        """Words with the word that means the same: avoided words and deprecated names with the term to use."""
        found = {avoided.text: term.name for term in self.terms for avoided in term.avoid}
        return found | {term.name: self.in_use(term).name for term in self.terms if term.status == "deprecated"}

    def in_use(self, term: Term) -> Term:
        """The term, or the one to which the successors of a deprecated one lead."""
        seen: set[str] = set()
        while term.status == "deprecated" and term.successor in self.by_id and term.id not in seen:
            seen.add(term.id)
            term = self.by_id[term.successor]
        return term

    def level_of(self, term: Term, sense: str | None = None) -> TermLevel | None:
        """Level of the term, or of the term that the sense says to use; None when neither decides."""
        for candidate in term.senses:
            if candidate.id == sense:
                return self.by_id[candidate.use].level
        return None if term.senses else term.level


def load_glossary(workspace: Workspace | None) -> Loaded[Glossary]:
    """The glossary of the workspace, or the built-in one; `FileProblemsError` names all that is wrong."""
    path = workspace.knowledge / "glossary.yaml" if workspace else None
    if workspace is not None and path is not None and path.exists():
        loaded = workspace.load(path, Glossary)
    else:
        loaded = load(starter() / "knowledge" / "glossary.yaml", "built-in glossary.yaml", Glossary)
    return _valid(loaded)


def parsed(content: bytes, name: str) -> Loaded[Glossary]:
    """The glossary of these bytes; `FileProblemsError` names all that is wrong."""
    return _valid(validated(content, name, Glossary))


def _valid(loaded: Loaded[Glossary]) -> Loaded[Glossary]:
    problems = list(_problems(loaded))
    if problems:
        raise FileProblemsError(problems)
    return loaded


def define(glossary: Glossary, word: str) -> Term:
    """The term with that id, name, plural or avoided word; `UnknownNameError` suggests the nearest."""
    wanted = fold(word.strip())
    found = {term.id: term for term in glossary.terms for called in _called(term) if fold(called) == wanted}
    exact = [term for term in found.values() if wanted in (fold(term.id), fold(term.name))]
    if len(found) == 1 or exact:
        return exact[0] if exact else next(iter(found.values()))
    if found:
        raise AmbiguousNameError.of("term", word, list(found))
    known = [called for term in glossary.terms for called in _called(term)]
    hint = "" if not known else "`parlance define account` shows how a term is explained."
    raise UnknownNameError.of("term", word, known, hint=hint)


def _called(term: Term) -> Iterator[str]:
    """Everything by which people may ask for the term."""
    yield from (term.id, term.name, term.plural_form())
    for avoided in term.avoid:
        yield from (avoided.text, plural(avoided.text))


def _problems(loaded: Loaded[Glossary]) -> Iterator[Problem]:
    yield from _doubled(loaded)
    yield from _dangling(loaded)
    yield from _contradicting(loaded)


def _doubled(loaded: Loaded[Glossary]) -> Iterator[Problem]:
    """Ids and names that stand twice."""
    ids: dict[str, FieldPath] = {}
    names: dict[str, FieldPath] = {}
    for index, term in enumerate(loaded.value.terms):
        for seen, part, value in ((ids, "id", term.id), (names, "name", fold(term.name))):
            here: FieldPath = ("terms", index, part)
            if value in seen:
                there = loaded.lines.of(seen[value])
                yield loaded.problem(here, f"`{value}` stands here and at line {there}; {part}s are distinct.")
            seen.setdefault(value, here)
        senses: set[str] = set()
        for number, sense in enumerate(term.senses):
            if sense.id in senses:
                place: FieldPath = ("terms", index, "senses", number, "id")
                yield loaded.problem(place, f"`{sense.id}` is there twice; the senses of a term are distinct.")
            senses.add(sense.id)


def _dangling(loaded: Loaded[Glossary]) -> Iterator[Problem]:
    """Terms that are named and do not exist, or that cannot be used."""
    glossary = loaded.value
    for index, term in enumerate(glossary.terms):
        successor: FieldPath = ("terms", index, "successor")
        if term.status == "deprecated" and term.successor is None:
            yield loaded.problem(("terms", index, "status"), "a deprecated term names its `successor`.")
        if term.successor is not None:
            yield from _unusable(loaded, successor, term.successor)
            yield from _endless(loaded, successor, term)
        for number, sense in enumerate(term.senses):
            field: FieldPath = ("terms", index, "senses", number, "use")
            yield from _unusable(loaded, field, sense.use)
            used = glossary.by_id.get(sense.use)
            if used is not None and used.status == "deprecated":
                yield loaded.problem(field, f"`{sense.use}` is deprecated; name its successor `{used.successor}`.")


def _unusable(loaded: Loaded[Glossary], field: FieldPath, wanted: str) -> Iterator[Problem]:
    term = loaded.value.by_id.get(wanted)
    if term is None:
        yield Problem(*_place(loaded, field), str(UnknownNameError.of("term", wanted, loaded.value.by_id)))
    elif term.senses:
        yield loaded.problem(field, f"`{wanted}` has senses itself; name a term with one meaning.")


def _endless(loaded: Loaded[Glossary], field: FieldPath, term: Term) -> Iterator[Problem]:
    """Successors that lead back to the term."""
    by_id, chain = loaded.value.by_id, [term]
    while (after := by_id.get(chain[-1].successor or "")) is not None and after not in chain:
        chain.append(after)
    if after is term:
        way = " to ".join(f"`{entry.id}`" for entry in [*chain, term])
        yield loaded.problem(field, f"leads from {way}; one of them has to stay.")


def _place(loaded: Loaded[Glossary], field: FieldPath) -> tuple[str, int | None, str]:
    problem = loaded.problem(field, "")
    return problem.file, problem.line, problem.field


def _contradicting(loaded: Loaded[Glossary]) -> Iterator[Problem]:
    """Words that one term allows and another forbids."""
    terms = loaded.value.terms
    allowed: dict[str, tuple[int, FieldPath, str]] = {}
    for index, term in enumerate(terms):
        kind = "a word with senses" if term.senses else "the name of a term"
        allowed.setdefault(fold(term.name), (index, ("terms", index, "name"), kind))
        allowed.setdefault(fold(term.plural_form()), (index, ("terms", index, "name"), kind))
        for number, phrase in enumerate(term.keep):
            place: FieldPath = ("terms", index, "keep", number)
            allowed.setdefault(fold(phrase), (-1, place, "a phrase to keep"))
    forbidden: dict[str, tuple[int, FieldPath]] = {}
    for index, term in enumerate(terms):
        for number, avoided in enumerate(term.avoid):
            word, here = fold(avoided.text), ("terms", index, "avoid", number)
            if word in allowed and not _own_name(term, avoided.text, allowed[word][0] == index):
                _, place, kind = allowed[word]
                line = loaded.lines.of(place)
                yield loaded.problem(here, f"`{avoided.text}` is avoided here and is {kind} at line {line}.")
            if word in forbidden and forbidden[word][0] != index:
                line = loaded.lines.of(forbidden[word][1])
                yield loaded.problem(here, f"`{avoided.text}` is avoided here and, for another term, at line {line}.")
            forbidden.setdefault(word, (index, here))


def _own_name(term: Term, avoided: str, same_term: bool) -> bool:
    """Whether the avoided text is the term's own name in other capitals or spacing."""
    return same_term and not term.senses and avoided not in (term.name, term.plural_form())
