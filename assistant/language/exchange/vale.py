"""The glossary as a style of Vale, so that editors and pull requests hear of the same words.

Words with senses cannot be decided by a pattern: Vale names them and `parlance check` decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from assistant.domain.term import Term
from assistant.language.glossary import Glossary
from assistant.language.inflection import plural

STYLE = "Parlance"
_CONFIGURATION = f"""StylesPath = styles
MinAlertLevel = suggestion
Vocab = {STYLE}

[*]
BasedOnStyles = {STYLE}
"""
_SIGNS = re.compile(r"([\\^$.|?*+()\[\]{}])")


def vale_files(glossary: Glossary) -> dict[str, str]:
    """Texts of files by path: a configuration, two rules and a vocabulary. Same glossary, same bytes."""
    vocabulary = f"styles/config/vocabularies/{STYLE}"
    return {
        ".vale.ini": _CONFIGURATION,
        f"styles/{STYLE}/Terms.yml": _rule(
            extends="substitution",
            message="Use '%s' instead of '%s'.",
            level="error",
            ignorecase=True,
            action={"name": "replace"},
            swap=_swaps(glossary),
            exceptions=_kept(glossary),
        ),
        f"styles/{STYLE}/Senses.yml": _rule(
            extends="existence",
            message="'%s' means several things; `parlance check` says which one is meant here.",
            level="suggestion",
            ignorecase=True,
            tokens=[
                _escaped(form)
                for term in glossary.terms
                if term.senses
                for form in _forms(term.name, term.plural_form())
            ],
            exceptions=_kept(glossary),
        ),
        f"{vocabulary}/accept.txt": "".join(f"{_escaped(name)}\n" for name in _accepted(glossary)),
        f"{vocabulary}/reject.txt": "".join(f"(?i){observed}\n" for observed in _swaps(glossary)),
    }


def _swaps(glossary: Glossary) -> dict[str, str]:
    """What to write instead, by pattern: wrong words and deprecated terms, with their plurals."""
    swaps: dict[str, str] = {}
    for term in glossary.terms:
        for avoided in term.avoid:
            for wrong, right in _pairs(avoided.text, term):
                swaps.setdefault(_escaped(wrong), right)
        successor = glossary.in_use(term)
        if term.status == "deprecated" and successor is not term:
            swaps.setdefault(_escaped(term.name), successor.name)
            swaps.setdefault(_escaped(term.plural_form()), successor.plural_form())
    return swaps


def _pairs(text: str, term: Term) -> Iterator[tuple[str, str]]:
    """A wrong word and its plural, each with what to write instead."""
    several = plural(text)
    yield text, term.plural_form() if several == text else term.name
    if several != text:
        yield several, term.plural_form()


def _accepted(glossary: Glossary) -> Iterator[str]:
    for term in glossary.terms:
        if not term.senses and term.status != "deprecated":
            yield from _forms(term.name, term.plural_form())


def _forms(*names: str) -> dict[str, None]:
    return dict.fromkeys(names)


def _kept(glossary: Glossary) -> list[str]:
    return sorted({_escaped(phrase) for term in glossary.terms for phrase in term.keep})


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)


def _rule(**fields: Any) -> str:
    written: Mapping[str, Any] = {name: value for name, value in fields.items() if value not in ([], {})}
    return yaml.safe_dump(dict(written), sort_keys=False, allow_unicode=True, width=10_000)
