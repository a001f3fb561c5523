"""The YAML door: safe, bounded, and exact about places."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from pydantic import Field

from assistant.domain.value import Value
from assistant.errors import ConfigurationError, FileProblemsError
from assistant.workspace import Loaded, load


class Entry(Value):
    name: str
    kind: Literal["field", "inside"] = "field"
    share: float = Field(default=0, ge=0, le=1)
    until: date | None = None


class File(Value):
    entries: tuple[Entry, ...] = ()


def read(tmp_path: Path, text: str | bytes) -> Loaded[File]:
    file = tmp_path / "file.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(file, "file.yaml", File)


def refused(tmp_path: Path, text: str | bytes) -> str:
    with pytest.raises(FileProblemsError) as caught:
        read(tmp_path, text)
    assert caught.value.exit_code == 4
    return str(caught.value)


def test_every_problem_comes_at_once_with_line_field_and_nearest_name(tmp_path: Path) -> None:
    """A misspelt field, a wrong choice and a missing field are all reported in one error."""
    text = "entries:\n  - nam: a\n  - name: b\n    kind: insid\n"
    assert refused(tmp_path, text).splitlines() == [
        "file.yaml:2: entries[0].nam: unknown field `nam`. Did you mean `name`?",
        "file.yaml:2: entries[0].name: is required and missing.",
        "file.yaml:4: entries[1].kind: `insid` is none of field, inside. Did you mean `inside`?",
    ]


def test_a_repeated_key_hides_no_other_problem(tmp_path: Path) -> None:
    """What is wrong besides a key that stands twice is said in the same error."""
    text = "entries:\n  - name: a\n    name: b\n    share: 3\n    until: 2026-02-30\n  - name: c\n    share: -0.5\n"
    assert refused(tmp_path, text).splitlines() == [
        "file.yaml:3: `name` stands here and at line 2; keep one of them.",
        "file.yaml:4: entries[0].share: must be at most 1.",
        "file.yaml:5: entries[0].until: must be a day (YYYY-MM-DD).",
        "file.yaml:7: entries[1].share: must be at least 0.",
    ]


def test_a_tag_builds_nothing(tmp_path: Path) -> None:
    """A YAML tag that would run code is refused with its line, and the code does not run."""
    trap = tmp_path / "trap"
    message = refused(tmp_path, f"entries:\n  - !!python/object/apply:pathlib.Path.touch ['{trap}']\n")
    assert message.startswith("file.yaml:2: is not valid YAML")
    assert not trap.exists()


def test_a_bomb_is_refused_before_it_is_built(tmp_path: Path) -> None:
    """Nested aliases that would expand to a billion values are refused."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert "aliases" in refused(tmp_path, "\n".join(lines))


def test_an_alias_of_itself_is_refused(tmp_path: Path) -> None:
    """A document that contains itself is an error, not an endless loop."""
    assert "file.yaml:1" in refused(tmp_path, "entries: &all [*all]\n")


def test_a_plain_alias_is_welcome(tmp_path: Path) -> None:
    """Small anchors and aliases work as YAML says."""
    loaded = read(tmp_path, "entries:\n  - &one {name: a}\n  - *one\n")
    assert [entry.name for entry in loaded.value.entries] == ["a", "a"]


def test_a_repeated_key_is_refused_with_both_lines(tmp_path: Path) -> None:
    """YAML would silently keep the last of two equal keys; we do not."""
    assert refused(tmp_path, "entries: []\nentries: []\n").startswith(
        "file.yaml:2: `entries` stands here and at line 1"
    )


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"entries: [", b"a: b: c", b"\x00\x01"])
def test_unreadable_content_is_an_error_with_the_file(tmp_path: Path, content: bytes) -> None:
    """Broken YAML and binary files end in an error that names the file."""
    assert refused(tmp_path, content).startswith("file.yaml")


def test_an_empty_file_is_an_empty_document(tmp_path: Path) -> None:
    """An empty file gives the defaults, or the schema's complaint about what is required."""
    assert read(tmp_path, "").value.entries == ()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A path that is a folder is a configuration error."""
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load(tmp_path, "file.yaml", File)


def test_a_check_of_a_room_knows_the_line(tmp_path: Path) -> None:
    """Rooms point at the field they complain about."""
    loaded = read(tmp_path, "entries:\n  - name: a\n  - name: a\n")
    assert str(loaded.problem(("entries", 1, "name"), "twice.")) == "file.yaml:3: entries[1].name: twice."
