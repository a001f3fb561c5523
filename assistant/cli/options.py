"""What every command accepts, before and after its name. Nothing here imports more than the standard library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

VALUED = ("--workspace", "--as", "--as-of")
SWITCHES = ("--json", "--quiet", "--no-input")


@dataclass(frozen=True)
class Options:
    """The common options of one call, as they were typed."""

    workspace: str | None = None
    asker: str | None = None
    as_of: str | None = None
    json: bool = False
    quiet: bool = False
    no_input: bool = False


@dataclass(frozen=True)
class DraftOptions:
    """What is to be drafted and how it is shown, as it was typed."""

    kind: str | None
    """None: every kind, with --all."""
    names: dict[str, str | None]
    """Names of the audience, by field."""
    writer: str | None = None
    live: bool = False
    view: str | None = None
    format: str | None = None
    out: str | None = None


@dataclass(frozen=True)
class BatchOptions:
    """How many drafts are made in one go."""

    resume: bool = False
    """Show only what was not drafted before."""
    stale: bool = False
    """Only what `status` lists as stale."""
    workers: int = 1
    max_cost: float | None = None
    """In the currency of the price table."""


@dataclass(frozen=True)
class EvalOptions:
    """What is to be graded, as it was typed."""

    suites: tuple[str, ...] = ()
    writer: str | None = None
    update_baseline: bool = False
    compare: tuple[str, str] | None = None
    report: str | None = None
    yes: bool = False


def hoisted(arguments: Sequence[str]) -> list[str]:
    """The arguments with the common options first, so that they may stand anywhere before a `--`."""
    front: list[str] = []
    rest: list[str] = []
    index = 0
    while index < len(arguments):
        word = arguments[index]
        if word == "--":
            rest.extend(arguments[index:])
            break
        if word in VALUED:
            front.extend(arguments[index : index + 2])
            index += 1
        elif word in SWITCHES or word.startswith(tuple(f"{option}=" for option in VALUED)):
            front.append(word)
        else:
            rest.append(word)
        index += 1
    return front + rest
