"""Every error that Parlance raises on purpose: what happened, where, and what to do next.

    ParlanceError                exit  1   the command failed
    ├── UsageError                     2   the call's words are off
    │   ├── UnknownNameError               a name that does not exist (or that the asker may not see)
    │   └── AmbiguousNameError             a name that several things carry
    ├── ConfigurationError             4   a setting or a file of the workspace is wrong
    │   └── FileProblemsError              all problems of one YAML file at once
    ├── DataError                      1   a table or document cannot be read
    ├── StoreError                     1   the state cannot be read or written
    │   └── DamagedStateError              the state is not what was written; nothing goes on with it
    ├── BudgetError                    1   the amount that a command may spend is used up
    └── ModelUnavailableError          5   the language model refuses us (credentials, quota)

Surfaces catch `ParlanceError` once and print it; anything else is a bug and keeps its traceback in the log.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


class ParlanceError(Exception):
    """Base of all errors; `str()` is the whole text a user reads."""

    exit_code = 1


class UsageError(ParlanceError):
    """The call's words are off."""

    exit_code = 2


class UnknownNameError(UsageError):
    """A name that does not exist; for an asker without rights, hidden names do not exist either."""

    @classmethod
    def of(cls, kind: str, name: str, known: Iterable[str], *, where: str = "", hint: str = "") -> UnknownNameError:
        """`kind` is the design's word for the thing (account, role, term); suggestions come from `known`."""
        text = f"{where}unknown {kind} `{name}`.{did_you_mean(name, known)}"
        return cls(f"{text} {hint}".rstrip())


class AmbiguousNameError(UsageError):
    """A name that several things carry."""

    @classmethod
    def of(cls, kind: str, name: str, choices: Sequence[str]) -> AmbiguousNameError:
        """`choices` are the ids to use instead, at most ten are shown."""
        shown = ", ".join(choices[:10]) + (f" and {len(choices) - 10} more" if len(choices) > 10 else "")
        return cls(f"`{name}` is not one {kind} but {len(choices)}: {shown}. Use one of these.")


class ConfigurationError(ParlanceError):
    """A setting or a file of the workspace is wrong."""

    exit_code = 4


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a file."""

    file: str
    line: int | None
    """Counts from 1; None when the whole file is meant."""
    field: str
    """Dotted path such as `accounts.dimensions[0].rules[2].bands`, empty for the whole file."""
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.field}: {self.message}" if self.field else f"{place}: {self.message}"


class FileProblemsError(ConfigurationError):
    """All problems of one file, in the order of their lines."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line or 0, p.field)))
        super().__init__("\n".join(map(str, self.problems)))


class DataError(ParlanceError):
    """A table or document cannot be read."""


class StoreError(ParlanceError):
    """The state of the workspace cannot be read or written."""

    @classmethod
    def read_only(cls, path: object, reason: object) -> StoreError:
        """The state folder cannot be written."""
        return cls(f"{path}: cannot be written ({reason}). Make it writable, or copy the workspace elsewhere.")


class DamagedStateError(StoreError):
    """The state is not what was written; whoever reads it stops, so that nothing is built on it."""


class BudgetError(ParlanceError):
    """The amount that a command may spend on the language model is used up."""


class ModelUnavailableError(ParlanceError):
    """The language model refuses us: credentials or quota."""

    exit_code = 5


def did_you_mean(name: str, known: Iterable[str], *, most: int = 3) -> str:
    """` Did you mean …?` with the nearest names, or an empty text. Case does not count."""
    by_folded = {k.casefold(): k for k in known}
    near = difflib.get_close_matches(name.casefold(), by_folded, n=most, cutoff=0.6)
    if not near:
        return ""
    return " Did you mean " + " or ".join(f"`{by_folded[n]}`" for n in near) + "?"
