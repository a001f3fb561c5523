"""Documents that name an account and are tied to none: whoever may search reads what they say of it.

It is a warning, never a rule: a name counts when all its words follow one another and the first is written with a
capital. A single word that the documents also write small is a word, not a name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from assistant.domain.evidence import Passage
from assistant.evidence.index.postings import words
from assistant.evidence.index.snapshot import Snapshot
from assistant.evidence.report import Untied
from assistant.evidence.text.words import plain

_WORD = re.compile(r"\w+")
_FORMS = frozenset(plain("ag bv co corp corporation gmbh inc incorporated limited llc llp ltd nv plc sa spa srl"))
"""Legal forms, which people leave out."""
_Names = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
"""By their first word: the words of each name, and the name."""


def untied(snapshot: Snapshot, names: Collection[str]) -> tuple[Untied, ...]:
    """The documents that name one of these accounts and are tied to none, sorted by id.

    Only passages that hold all words of a name are read.
    """
    known = _by_first_word(names)
    stems = ([stem for _, stem in words(" ".join(name))] for same in known.values() for name, _ in same)
    rows = {row for some in stems for row in snapshot.postings.holding(some).tolist()}
    return _among([snapshot.passages[row] for row in sorted(rows)], known)


def _among(passages: Sequence[Passage], known: _Names) -> tuple[Untied, ...]:
    said: dict[str, set[str]] = defaultdict(set)
    small: set[str] = set()
    for passage in passages:
        for part in (passage.title, passage.section, passage.text) if passage.account is None else ():
            written = _WORD.findall(part)
            small.update(word for word in written if word in known)
            said[passage.document].update(_named(written, known))
    ordinary = {name for word in small for wanted, name in known[word] if len(wanted) == 1}
    found = {document: tuple(sorted(some - ordinary)) for document, some in sorted(said.items())}
    return tuple(Untied(document=document, names=some) for document, some in found.items() if some)


def _by_first_word(names: Collection[str]) -> _Names:
    known: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in sorted(set(names)):
        wanted = _WORD.findall(name.casefold())
        while len(wanted) > 1 and wanted[-1] in _FORMS:
            wanted.pop()
        if wanted:
            known.setdefault(wanted[0], []).append((tuple(wanted), name))
    return known


def _named(written: Sequence[str], known: _Names) -> Iterator[str]:
    for place, word in enumerate(written):
        if not word.islower():
            for wanted, name in known.get(word.casefold(), ()):
                if tuple(map(str.casefold, written[place : place + len(wanted)])) == wanted:
                    yield name
