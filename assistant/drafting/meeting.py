"""Whom a meeting is with: one stakeholder of an account, by what somebody types.

An exact id or name comes before part of one; only people of that account exist here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.domain.segments import Stakeholder
from assistant.errors import AmbiguousNameError, UnknownNameError, UsageError
from assistant.segmentation.scoring import closeness, name_words

FORMS_OF_ADDRESS = frozenset({"dr", "mr", "mrs", "ms", "miss", "prof", "professor", "doctor", "sir", "dame"})
MOST_NAMED = 8


def find_person(name: str, people: Sequence[Stakeholder], account: str) -> str:
    """The id of the stakeholder of `account` that a name means: an id, a whole name, or part of one name only.

    Case, accents and forms of address count nothing. `UnknownNameError` names who is there, `AmbiguousNameError` the
    ids of those who share the name.
    """
    wanted = _words(name)
    if not wanted:
        raise UsageError("--meeting takes the name or id of a stakeholder.")
    close = {person.id: closeness(wanted, _words(person.name)) for person in people}
    tests: tuple[Callable[[Stakeholder], bool], ...] = (
        lambda person: person.id == name.strip(),
        lambda person: person.id.casefold() == name.strip().casefold(),
        lambda person: close[person.id] == 0,
        lambda person: close[person.id] == 1,
        lambda person: close[person.id] == 2,
    )
    for test in tests:
        found = [person for person in people if test(person)]
        if len(found) > 1:
            raise AmbiguousNameError.of("stakeholder", name, [f"{one.id} ({one.name})" for one in found])
        if found:
            return found[0].id
    known = [text for person in people for text in (person.name, person.id) if text]
    raise UnknownNameError.of("stakeholder", name, known, where=f"{account}: ", hint=_there(people))


def _words(name: str) -> list[str]:
    """The words of a name as they are compared, without forms of address."""
    found = name_words(name)
    return [word for word in found if word not in FORMS_OF_ADDRESS] or found


def _there(people: Sequence[Stakeholder]) -> str:
    if not people:
        return "No stakeholder of this account is known."
    named = [person.name or person.id for person in people]
    more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
    return f"There is {', '.join(named[:MOST_NAMED])}{more}."
