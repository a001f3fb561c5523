"""Tools that list and count what exists for the asker, accounts and stakeholders, and say how accounts are covered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.conversation.ask import Ask, answered, counted, joined, said
from assistant.domain.conversation import Reply
from assistant.domain.draft import Statement
from assistant.domain.segments import Account, Stakeholder
from assistant.drafting.brief.pieces import is_fit, shown_name
from assistant.segmentation.operations.coverage import CoverageReport

SHOWN = 5
MOST = 200
"""So many are listed in an answer; the count is of all."""
AT_ONCE = 50
"""So many are shown before “more” when all were asked for."""


def listed(ask: Ask) -> Reply:
    """Accounts or stakeholders that fit, by name."""
    if ask.wanted.level == "stakeholder":
        return _people(ask, _fitting_people(ask))
    return _accounts(ask, _fitting(ask))


def count(ask: Ask) -> Reply:
    """How many fit, and how they divide."""
    if ask.wanted.level == "stakeholder":
        people = _fitting_people(ask)
        by_role = Counter(ask.universe.roles.get(person.role, "role unknown") for person in people)
        first = said(_sentence(ask, len(people), "stakeholder"), *_of_account(ask))
        parts = [] if ask.wanted.roles else [said(_divided(by_role), ask.run)]
        there = len({person.account for person in people} & set(ask.universe.accounts.names))
        where = (
            [] if ask.wanted.accounts or not people else [said(f"They work in {counted(there, 'account')}.", ask.run)]
        )
        return _personal(answered([first, *(parts if people else []), *where]), ask.wanted.accounts)
    accounts = _fitting(ask)
    lines = [said(_sentence(ask, len(accounts), "account"), ask.run)]
    names = ask.universe.account_segments
    if len(ask.wanted.account_segments) != 1 and accounts:
        by_segment = Counter(account.segment for account in accounts)
        lines.append(said(_divided({names[id]: by_segment[id] for id in names if by_segment[id]}), ask.run))
    by_coverage = Counter(account.coverage for account in accounts)
    if accounts and not ask.wanted.coverages:
        shares = ", ".join(f"{name} {number}" for name, number in sorted(by_coverage.items()))
        lines.append(said(f"By coverage: {shares}.", ask.run))
    return _personal(answered(lines))


def _accounts(ask: Ask, accounts: Sequence[Account]) -> Reply:
    names, universe = ask.universe.account_segments, ask.universe
    lines = [said(_sentence(ask, len(accounts), "account"), ask.run)]
    for account in accounts[:MOST]:
        known = len(universe.people_of.get(account.id, ()))
        covered = f"{names[account.segment]}, {account.coverage} coverage, {counted(known, 'stakeholder')} known"
        lines.append(said(f"{account.name or account.id} ({account.id}): {covered}.", f"receipt:{account.id}"))
    return _personal(_shown(ask, lines), [account.id for account in accounts])


def _people(ask: Ask, people: Sequence[Stakeholder]) -> Reply:
    roles, names, known = ask.universe.roles, ask.universe.stakeholder_segments, ask.universe.accounts.names
    lines = [said(_sentence(ask, len(people), "stakeholder"), *_of_account(ask))]
    for person in people[:MOST]:
        where = f" at {ask.universe.account_name(person.account)}" if not ask.wanted.accounts else ""
        role = roles.get(person.role, "role unknown").lower()
        title = f", {person.title}" if person.title and is_fit(person.title) else ""
        text = f"{shown_name(person)}{title}{where}: {role}, {names.get(person.segment, person.segment)}."
        lines.append(said(text, f"receipt:{person.account}" if person.account in known else ask.run))
    there = [person.account for person in people if person.account in known]
    return _personal(_shown(ask, lines), there)


def _shown(ask: Ask, lines: Sequence[Statement]) -> Reply:
    """The first of a list, or all of one that was asked for as a whole: then the run is the source of each line."""
    if not ask.wanted.whole:
        return answered(lines, title="The others")
    every = [line.model_copy(update={"cites": (ask.run,)}) for line in lines]
    return answered(every, title="The others", most=AT_ONCE + 1)


def _of_account(ask: Ask) -> tuple[str, ...]:
    return tuple(f"receipt:{id}" for id in ask.wanted.accounts) or (ask.run,)


def _personal(reply: Reply, accounts: Sequence[str] = ()) -> Reply:
    """A reply that depends on what the asker may see."""
    return reply.model_copy(update={"personal": True, "accounts": tuple(dict.fromkeys(accounts))})


def _fitting(ask: Ask) -> list[Account]:
    wanted, universe = ask.wanted, ask.universe
    deciding = bool(wanted.roles) and universe.deciding == set(wanted.roles)
    found = []
    for account in universe.read.accounts():
        roles = {person.role for person in universe.people_of.get(account.id, ())}
        kinds = {person.segment for person in universe.people_of.get(account.id, ())}
        fits = (
            (not wanted.accounts or account.id in wanted.accounts)
            and (not wanted.account_segments or account.segment in wanted.account_segments)
            and (not wanted.coverages or account.coverage in wanted.coverages)
            and (not wanted.owners or universe.owners.get(account.id) in wanted.owners)
            and (roles.issuperset(wanted.roles) or (deciding and bool(roles & universe.deciding)))
            and roles.isdisjoint(wanted.without)
            and kinds.issuperset(wanted.stakeholder_segments)
        )
        if fits:
            found.append(account)
    return found


def _fitting_people(ask: Ask) -> list[Stakeholder]:
    wanted, universe = ask.wanted, ask.universe
    there = universe.accounts.names if not wanted.accounts else dict.fromkeys(wanted.accounts)
    narrowed = wanted.account_segments or wanted.coverages or wanted.owners
    within = {a.id for a in _fitting(_about_accounts(ask))} if narrowed else None
    return [
        person
        for person in universe.read.stakeholders()
        if (not wanted.accounts or person.account in there)
        and (within is None or person.account in within)
        and (not wanted.roles or person.role in wanted.roles)
        and person.role not in wanted.without
        and (not wanted.stakeholder_segments or person.segment in wanted.stakeholder_segments)
    ]


def _about_accounts(ask: Ask) -> Ask:
    """The same request with what it says of accounts alone."""
    plain = ask.wanted.model_copy(update={"roles": (), "without": (), "stakeholder_segments": ()})
    return Ask(ask.assistant, ask.universe, plain, ask.progress)


def _sentence(ask: Ask, number: int, noun: str) -> str:
    """`12 Invest accounts without a clinical champion, as of …`: the count with every condition that was understood."""
    wanted, universe = ask.wanted, ask.universe
    segments = joined([universe.account_segments[id] for id in wanted.account_segments], "or")
    kinds = joined([universe.stakeholder_segments[id] for id in wanted.stakeholder_segments], "or")
    roles = joined([universe.roles[id].lower() for id in wanted.roles], "or" if noun == "stakeholder" else "and")
    without = joined([universe.roles[id].lower() for id in wanted.without], "or")
    parts = [counted(number, noun)]
    parts += [f"at {joined(map(universe.account_name, wanted.accounts))}"] if wanted.accounts else []
    parts += [f"with {joined(wanted.coverages, 'or')} coverage"] if wanted.coverages else []
    parts += [f"owned by {joined(wanted.owners, 'or')}"] if wanted.owners else []
    if noun == "account":
        parts += [f"in {segments}"] if segments else []
        parts += [f"with a known {roles}"] if roles else []
        parts += [f"without a known {without}"] if without else []
        parts += [f"with a stakeholder in {kinds}"] if kinds else []
    else:
        parts += [f"in {segments} accounts"] if segments else []
        parts += [f"in the role {roles}"] if roles else []
        parts += [f"in {kinds}"] if kinds else []
    seen = "" if universe.asker.rights == "all" else ", of those that you may see"
    return f"{' '.join(parts)}{seen}."


def _divided(counts: dict[str, int] | Counter[str]) -> str:
    return f"{', '.join(f'{name} {number}' for name, number in counts.items())}."


def coverage(ask: Ask) -> Reply:
    """How accounts are covered, or one account."""
    if ask.wanted.accounts:
        return _covered(ask)
    _, report = ask.assistant.desk.coverage(ask.universe.asker)
    shares = ", ".join(f"{name} {number}" for name, number in report.by_coverage.items() if number)
    lines = [said(f"Accounts by coverage: {shares or 'none'}.", ask.run)]
    if report.decision_roles:
        roles = joined([ask.universe.roles[id].lower() for id in report.decision_roles], "or")
        number = len(report.without_decider)
        names = _examples([(a.name or a.id) for a in report.without_decider])
        lines.append(said(f"{counted(number, 'covered account')} without a known {roles}{names}.", ask.run))
    if report.owner_column:
        number = len(report.without_owner)
        names = _examples([(a.name or a.id) for a in report.without_owner])
        lines.append(said(f"{counted(number, 'covered account')} without an owner{names}.", ask.run))
    names = _examples([(a.name or a.id) for a in report.uncovered])
    lines.append(said(f"{counted(len(report.uncovered), 'account')} that nobody calls on{names}.", ask.run))
    lines.extend(_owners(ask, report))
    return _personal(answered(lines))


def _covered(ask: Ask) -> Reply:
    lines, column = [], ask.assistant.desk.owner_column()
    owners = dict(ask.assistant.desk.read(ask.universe.asker, owner=column).owners(column))
    for id in ask.wanted.accounts[:3]:
        account = ask.universe.account(id)
        segment = ask.universe.account_segments[account.segment]
        owner = f" Its owner is {owners[id]}." if owners.get(id) else " It has no owner." if column else ""
        text = f"{account.name or id} has {account.coverage} coverage, because it is {segment}.{owner}"
        lines.append(said(text, f"receipt:{id}"))
        roles = Counter(ask.universe.roles.get(p.role, "role unknown") for p in ask.universe.people_of.get(id, ()))
        known = _divided(roles).rstrip(".") if roles else "nobody"
        lines.append(said(f"Known there: {known}.", f"receipt:{id}"))
    return answered(lines).model_copy(update={"accounts": ask.wanted.accounts[:3]})


def _examples(names: Sequence[str]) -> str:
    if not names:
        return ""
    return f", such as {joined(names[:3])}" if len(names) > 3 else f": {joined(names)}"


def _owners(ask: Ask, report: CoverageReport) -> Iterator[Statement]:
    if ask.universe.asker.rights == "all" and report.owners:
        told = ", ".join(f"{line.owner or 'no owner'} {line.accounts}" for line in report.owners[:8])
        yield said(f"Accounts by owner: {told}.", ask.run)
