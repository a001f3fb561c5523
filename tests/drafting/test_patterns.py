"""Patterns are content: what is wrong in them is said with its line before any draft is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafting_workspaces import ROOT

from assistant.drafting import Patterns, load_patterns
from assistant.errors import ConfigurationError, FileProblemsError
from assistant.workspace import Workspace

GOOD = """\
kind: persona
sections:
  - id: who
    title: Who
    share: internal
    parts:
      - use: quotes
        write:
          default:
            - "They say: “$quote”"
"""


def loaded(folder: Path, text: str, name: str = "persona.yaml") -> Patterns:
    """The patterns of a workspace with that one file."""
    (folder / "prompts/patterns").mkdir(parents=True, exist_ok=True)
    (folder / "prompts/patterns" / name).write_text(text, encoding="utf-8")
    return load_patterns(Workspace(folder))


PARTS = "prompts/patterns/persona.yaml:{}: sections[0].parts[0]"
WRONG = {
    "$qoute": (
        "$quote",
        PARTS.format(10) + ".write.default[0]: `$qoute` is not known to `use: quotes`. Did you mean `$quote`?",
    ),
    "nothing": (
        "$quote",
        PARTS.format(10)
        + ".write.default[0]: holds nothing that brings a citation; `use: quotes` needs one of $lead, $quote.",
    ),
    "economic_buyer:": (
        "default:",
        PARTS.format(8) + ".write: has no `default`: the patterns for roles and coverages that are not named.",
    ),
    "use: quote\n": (
        "use: quotes\n",
        PARTS.format(7)
        + ".use: `quote` is none of audience, account, absent, absent_points, person, reasons, sayings, "
        "claims, sentences, quotes, objections, asks. Did you mean `quotes`?",
    ),
    "shared: internal": (
        "share: internal",
        "prompts/patterns/persona.yaml:5: sections[0].shared: unknown field `shared`. Did you mean `share`?",
    ),
    "id: summary": (
        "id: who",
        "prompts/patterns/persona.yaml:3: sections[0].id: `summary` is taken; ids are distinct.",
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_pattern_is_named_with_its_line(tmp_path: Path, wrong: str) -> None:
    """File, line, field, what is wrong and the nearest right name."""
    right, message = WRONG[wrong]
    with pytest.raises(FileProblemsError) as error:
        loaded(tmp_path, GOOD.replace(right, wrong, 1))
    assert message in str(error.value).splitlines()


def test_two_files_of_one_kind_are_refused(tmp_path: Path) -> None:
    """Which of two would be used is nobody's guess."""
    loaded(tmp_path, GOOD)
    with pytest.raises(FileProblemsError, match="another file writes `persona` already"):
        loaded(tmp_path, GOOD, "second.yaml")


def test_a_kind_without_patterns_is_told_where_to_get_them(tmp_path: Path) -> None:
    """A workspace with some patterns of its own has to have the one that is asked for."""
    with pytest.raises(ConfigurationError, match="no file has `kind: talking-points`"):
        loaded(tmp_path, GOOD).of("talking-points")


def test_a_workspace_without_patterns_gets_those_of_the_sample(tmp_path: Path) -> None:
    """Drafts can be written in a workspace that holds nothing but data."""
    assert load_patterns(Workspace(tmp_path)).fingerprint == load_patterns(Workspace(ROOT)).fingerprint


def test_the_fingerprint_follows_the_words(tmp_path: Path) -> None:
    """Another word is another fingerprint; the same words are the same."""
    first = loaded(tmp_path, GOOD).fingerprint
    assert loaded(tmp_path, GOOD).fingerprint == first
    assert loaded(tmp_path, GOOD.replace("They say", "They said")).fingerprint != first
