"""Documents that name an account and are open to everybody: `index` and `doctor` say which, and go on."""

from __future__ import annotations

from assistant.access import Asker
from assistant.app import Assistant
from assistant.errors import ParlanceError
from assistant.evidence import Untied

_MOST = 20
"""Documents that are told one by one."""


def warnings(assistant: Assistant, asker: Asker) -> list[str]:
    """A line for each document that names an account of the asker's and has no `account:`; none without accounts."""
    if not (assistant.workspace.knowledge / "segments.yaml").exists():
        return []
    try:
        names = assistant.read(asker).levels["account"].names
    except ParlanceError:  # `score` and `doctor` say what is wrong with the tables; documents are indexed all the same
        return []
    found = assistant.evidence.untied(frozenset(filter(None, names)))
    rest = [f"{len(found) - _MOST} more documents name accounts and have no `account:`"] if len(found) > _MOST else []
    return [_line(entry) for entry in found[:_MOST]] + rest


def _line(entry: Untied) -> str:
    named = " and ".join(entry.names[:2]) + (f" and {len(entry.names) - 2} more" if len(entry.names) > 2 else "")
    return f"{entry.document} names {named} but has no `account:`, so that every asker reads it"
