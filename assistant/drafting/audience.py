"""Whom a draft is for: names resolved to ids, what a kind needs, and the audiences that occur."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress

from assistant.domain.draft import Audience, Kind
from assistant.domain.segments import Stakeholder
from assistant.drafting.meeting import find_person
from assistant.errors import AmbiguousNameError, UnknownNameError, UsageError
from assistant.segmentation.scoring import Scoring

UNKNOWN = "unknown"


def resolve_audience(kind: Kind, names: Mapping[str, str | None], scoring: Scoring) -> Audience:
    """The audience that these names (ids or display names, by field of `Audience`) mean, fit for that kind."""
    if kind != "talking-points" and names.get("meeting") is not None:
        raise UsageError("only talking points are for a meeting. Leave out --meeting.")
    audience = named_audience(names, scoring)
    validate_audience(kind, audience)
    return audience


def named_audience(names: Mapping[str, str | None], scoring: Scoring) -> Audience:
    """The audience that these names mean, whatever it is for."""
    model = scoring.model.value
    given = {field: name for field, name in names.items() if name is not None}
    roles = {role.id: role.name for role in model.roles}
    ids: dict[str, str] = {}
    for field, what, known in (
        ("role", "role", roles),
        ("account_segment", "account segment", {s.id: s.name for s in model.account_segments}),
        ("stakeholder_segment", "stakeholder segment", {s.id: s.name for s in model.stakeholder_segments}),
    ):
        if field in given:
            ids[field] = _id(what, given[field], known)
    if "account" in given:
        ids["account"] = _account(given["account"], scoring)
    if "meeting" in given:
        ids["meeting"] = _meeting(given["meeting"], Audience(**ids), scoring)
    return Audience(**ids)


def validate_audience(kind: Kind, audience: Audience) -> None:
    """Refuses an audience that is too wide for the kind, and says what to add."""
    if kind == "talking-points" and audience.account is None:
        raise UsageError("talking points are for one account. Add --account with its name or id.")
    if kind != "talking-points" and audience.role is None and audience.stakeholder_segment is None:
        what = "a persona" if kind == "persona" else "a value proposition"
        raise UsageError(f"{what} is about stakeholders. Add --role or --stakeholder-segment.")


def in_audience(audience: Audience, scoring: Scoring) -> tuple[Stakeholder, ...]:
    """The audience's stakeholders, sorted by id."""
    accounts = scoring.account_of
    people = scoring.everybody if audience.account is None else scoring.people_at.get(audience.account, ())
    return tuple(
        person
        for person in people
        if audience.role in (None, person.role)
        and audience.stakeholder_segment in (None, person.segment)
        and (
            audience.account_segment is None
            or (person.account in accounts and accounts[person.account].segment == audience.account_segment)
        )
    )


def combinations(scoring: Scoring, kind: Kind) -> tuple[Audience, ...]:
    """Every audience that occurs, sorted: accounts, or role, account segment and stakeholder segment together."""
    if kind == "talking-points":
        return tuple(Audience(account=account.id) for account in sorted(scoring.accounts(), key=lambda a: a.id))
    segment_of = {account.id: account.segment for account in scoring.accounts()}
    found = {
        (person.role, segment_of[person.account], person.segment)
        for person in scoring.stakeholders()
        if person.role != UNKNOWN and person.account in segment_of
    }
    return tuple(Audience(role=r, account_segment=a, stakeholder_segment=s) for r, a, s in sorted(found))


def _id(what: str, name: str, known: Mapping[str, str]) -> str:
    """The id that a name means: the id itself, or a display name, whatever its case."""
    if name in known:
        return name
    wanted = _folded(name)
    found = [id for id, shown in known.items() if wanted in (_folded(id), _folded(shown))]
    if not found:
        raise UnknownNameError.of(what, name, _spellings(known), hint=_choices(what, known))
    if len(found) > 1:
        raise AmbiguousNameError.of(what, name, found)
    return found[0]


def _account(name: str, scoring: Scoring) -> str:
    try:
        return scoring.find_account(name)
    except UnknownNameError as unknown:
        with suppress(UnknownNameError):
            scoring.find(name)
            told = f"`{name}` is a stakeholder. --account takes the name or id of an account."
            raise UsageError(told) from unknown
        raise


def _meeting(name: str, audience: Audience, scoring: Scoring) -> str:
    if audience.account is None:
        raise UsageError("--meeting takes a stakeholder of one account. Add --account with its name or id.")
    account = scoring.account_of[audience.account]
    return find_person(name, in_audience(audience, scoring), account.name or account.id)


def _folded(name: str) -> str:
    return " ".join(name.replace("_", " ").replace("-", " ").casefold().split())


def _spellings(known: Mapping[str, str]) -> Iterable[str]:
    return [*known.values(), *known]


def _choices(what: str, known: Mapping[str, str]) -> str:
    if not known:
        return (
            f"segments.yaml defines no {what}. People come with a table of their own and a part `stakeholders:` "
            "(docs/segments.md, Stakeholders)."
        )
    return f"There is {', '.join(known)}."
