"""The universe of an asker: the accounts, people, roles, segments and terms that exist for them.

Questions are matched against this and nothing else, so that what somebody may not see can be neither named, guessed
from a typo, counted nor told apart from what does not exist.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Literal

from assistant.access import EVERYTHING, NOTHING, Asker, Visible
from assistant.conversation.lexicon import Lexicon, lexicon
from assistant.conversation.names import NameIndex
from assistant.conversation.tokens import Token, words
from assistant.domain.segments import Account, Stakeholder
from assistant.domain.term import Term
from assistant.segmentation.model.definitions import Matches
from assistant.segmentation.scoring import Scoring

Thing = Literal[
    "role", "account_segment", "stakeholder_segment", "coverage", "term", "team", "owner", "attribute", "dimension"
]
COVERAGES = ("field", "inside", "digital")
NOT_NOUNS = frozenset({"name", "names", "title", "titles", "key", "keys", "code", "codes", "number", "numbers"})


@dataclass(frozen=True)
class Named:
    """A phrase of a question that names something other than an account or a person."""

    start: int
    """First token."""
    end: int
    """After the last token."""
    thing: Thing
    id: str


@dataclass(frozen=True)
class Universe:
    """What exists for one asker, on one reading of the tables."""

    asker: Asker
    terms: Sequence[Term]
    teams: Sequence[str]
    """Names of teams, in small letters."""
    scoring: Scoring | None
    """What everybody reads, less what the asker may not see; None for who gets definitions only."""
    owner_column: str | None = None
    """Column of the accounts table that says who owns an account."""

    @property
    def lexicon(self) -> Lexicon:
        """How questions are worded."""
        return lexicon()

    @property
    def read(self) -> Scoring:
        """The scoring, for tools that nobody without accounts reaches."""
        if self.scoring is None:
            raise LookupError("definitions only")
        return self.scoring

    @cached_property
    def visible(self) -> Visible:
        """The accounts that exist here."""
        if self.scoring is None:
            return NOTHING
        return EVERYTHING if self.asker.rights == "all" else Visible(frozenset(self.scoring.levels["account"].keys))

    @cached_property
    def accounts(self) -> NameIndex:
        """Accounts by name and id."""
        level = self.scoring.levels["account"] if self.scoring else None
        return NameIndex.of(self.lexicon, zip(level.keys, level.names, strict=True) if level else ())

    @cached_property
    def people(self) -> NameIndex:
        """Stakeholders by name and id."""
        level = self.scoring.levels["stakeholder"] if self.scoring else None
        return NameIndex.of(self.lexicon, zip(level.keys, level.names, strict=True) if level else ())

    @cached_property
    def account_segments(self) -> Mapping[str, str]:
        """Display names of account segments by id."""
        return self.scoring.segment_names("account") if self.scoring else {}

    @cached_property
    def stakeholder_segments(self) -> Mapping[str, str]:
        """Display names of stakeholder segments by id."""
        return self.scoring.segment_names("stakeholder") if self.scoring else {}

    @cached_property
    def roles(self) -> Mapping[str, str]:
        """Display names of roles by id."""
        return {role.id: role.name for role in self.scoring.model.value.roles} if self.scoring else {}

    @cached_property
    def deciding(self) -> frozenset[str]:
        """Ids of the roles whose people decide."""
        return (
            frozenset(role.id for role in self.scoring.model.value.roles if role.decides)
            if self.scoring
            else frozenset()
        )

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """Owner of each account by its id; empty texts where there is none."""
        return dict(self.scoring.owners(self.owner_column)) if self.scoring else {}

    def account(self, id: str) -> Account:
        """The account of that id, which exists here."""
        position = self.read.levels["account"].position(id)
        if position is None:
            raise LookupError(id)
        return self.read.accounts()[position]

    def person(self, id: str) -> Stakeholder:
        """The stakeholder of that id, who exists here."""
        position = self.read.levels["stakeholder"].position(id)
        if position is None:
            raise LookupError(id)
        return self.read.stakeholders()[position]

    @cached_property
    def people_of(self) -> Mapping[str, tuple[Stakeholder, ...]]:
        """Stakeholders by account."""
        found: dict[str, list[Stakeholder]] = {}
        for person in self.scoring.stakeholders() if self.scoring else ():
            found.setdefault(person.account, []).append(person)
        return {account: tuple(people) for account, people in found.items()}

    def account_name(self, id: str) -> str:
        """The account's name, its id where it has none."""
        return self.accounts.names.get(id) or id

    def named(self, tokens: Sequence[Token]) -> list[Named]:
        """Roles, segments, terms, coverages and teams in the tokens, the longest phrases first; several may overlap."""
        said = [token.word for token in tokens]
        found: list[Named] = []
        for start in range(len(said)):
            for length in range(min(self._longest, len(said) - start), 0, -1):
                things = self._phrases.get(tuple(said[start : start + length]), ())
                found.extend(Named(start, start + length, thing, id) for thing, id in things)
        return [one for one in found if not any(_holds(other, one) for other in found)]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Words of roles, segments and terms, of what the tables are about, and of the values that rules name."""
        called = frozenset(word for phrase in self._phrases for word in phrase)
        return called | self._values | self.nouns("accounts") | self.nouns("stakeholders")

    def nouns(self, table: str) -> frozenset[str]:
        """What the workspace calls its accounts or stakeholders, by the names of the table and of its columns."""
        told = self.scoring.model.value.tables.get(table) if self.scoring else None
        if told is None:
            return frozenset()
        texts = (PurePath(told.file).stem, (told.key or "").removesuffix("_id"), told.name or "")
        said = (words(text.replace("_", " "))[-1:] for text in texts)
        forms = (form for phrase in said for form in _forms(phrase))
        return frozenset(word for form in forms for word in form if len(word) > 2) - NOT_NOUNS

    @cached_property
    def _values(self) -> frozenset[str]:
        """Words of texts that rules compare with, such as what a person asked first."""
        levels = self.scoring.levels.values() if self.scoring else ()
        steps = (rule.steps for scored in levels for d in scored.definition.dimensions for rule in d.rules)
        named = (text for step in steps if isinstance(step, Matches) for text in step.points if isinstance(text, str))
        return frozenset(word for text in named for word in words(text))

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._phrases), default=0)

    @cached_property
    def _phrases(self) -> Mapping[tuple[str, ...], tuple[tuple[Thing, str], ...]]:
        found: dict[tuple[str, ...], dict[tuple[Thing, str], None]] = {}
        for text, thing, id in self._called():
            for form in _forms(words(text)):
                found.setdefault(form, {})[thing, id] = None
        return {form: tuple(things) for form, things in found.items() if form}

    def _called(self) -> Iterator[tuple[str, Thing, str]]:
        for team in self.teams:
            yield team, "team", team
        for term in self.terms:
            for text in (term.id.replace("_", " "), term.name, *(avoided.text for avoided in term.avoid)):
                yield text, "term", term.id
        if self.scoring is None:
            return
        yield from self._of_model(self.scoring)

    def _of_model(self, scoring: Scoring) -> Iterator[tuple[str, Thing, str]]:
        for coverage in COVERAGES:
            yield coverage, "coverage", coverage
        model = scoring.model.value
        for segment in model.account_segments:
            yield from ((text, "account_segment", segment.id) for text in (segment.name, segment.id.replace("_", " ")))
        for kind in model.stakeholder_segments:
            yield from ((text, "stakeholder_segment", kind.id) for text in (kind.name, kind.id.replace("_", " ")))
        yield from self._of_tables(scoring)
        heads = [words(role.name)[-1:] for role in model.roles]
        for role in model.roles:
            last = words(role.name)[-1:]
            alone = (" ".join(last),) if heads.count(last) == 1 else ()
            deciders = ("decision maker", "decider", "decides", "signs") if role.decides else ()
            for text in (role.name, role.id.replace("_", " "), *role.titles, *alone, *deciders):
                yield text, "role", role.id

    def _of_tables(self, scoring: Scoring) -> Iterator[tuple[str, Thing, str]]:
        for owner in sorted(set(self.owners.values()) - {""}):
            yield owner, "owner", owner
        for scored in scoring.levels.values():
            for dimension in scored.definition.dimensions:
                yield dimension.id.replace("_", " "), "dimension", dimension.id
            for attribute in scored.definition.used:
                name = attribute.replace("_", " ")
                for text in {name, name.removesuffix(" percent"), name.removeprefix("annual ")}:
                    yield text, "attribute", attribute
                    yield from ((said, "attribute", attribute) for said in self._said_for(text))

    def _said_for(self, text: str) -> Iterator[str]:
        """The name of an attribute with what people say for its last word."""
        *before, last = text.split(" ")
        if before:
            yield from (" ".join((*before, said)) for said in self.lexicon.said_for.get(last, ()))

    def role_of(self, word: str) -> str | None:
        """The one role among whose job titles a word, also in the plural, stands."""
        forms = {form[0] for form in _forms((word,))}
        roles = self.scoring.model.value.roles if self.scoring else ()
        found = [role.id for role in roles if any(forms & set(words(title)) for title in role.titles)]
        return found[0] if len(found) == 1 else None


def _forms(phrase: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The phrase in the singular and the plural."""
    yield phrase
    if phrase and not phrase[-1].endswith("s"):
        last = phrase[-1]
        yield (*phrase[:-1], f"{last[:-1]}ies" if last.endswith("y") and last[-2:-1] not in "aeiou" else f"{last}s")
    elif phrase and len(phrase[-1]) > 3 and not phrase[-1].endswith("ss"):
        yield (*phrase[:-1], phrase[-1][:-1])


def _holds(other: Named, one: Named) -> bool:
    """Whether a longer phrase holds another."""
    return (other.end - other.start) > (one.end - one.start) and other.start <= one.start and one.end <= other.end
