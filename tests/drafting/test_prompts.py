"""Prompts are content that people edit: what is wrong in one is said with its line, nothing goes out half filled."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafting_workspaces import ROOT

from assistant.drafting import load_prompts
from assistant.drafting.writers.prompts import PromptText, read_prompt
from assistant.errors import ConfigurationError, FileProblemsError
from assistant.workspace import Workspace

HEAD = "---\nid: greet\npurpose: Says hello.\ninputs: [name, place]\noutput: draft\n---\n"


def prompt(body: str, head: str = HEAD, stem: str = "greet") -> PromptText:
    return read_prompt((head + body).encode(), f"prompts/{stem}.md", stem)


def test_each_input_is_put_in_its_place_once() -> None:
    """Values are filled in as they are: a `$` inside one is text, and `$$` in a prompt is the sign itself."""
    text = prompt("Hello $name in $place, it is $$5 and $1.2M.\n").fill(name="$place", place="Rome")
    assert text == "Hello $place in Rome, it is $5 and $1.2M.\n"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"name": "A"}, "prompts/greet.md: inputs: nothing fills `place` here. Take it out."),
        (
            {"name": "A", "place": "B", "time": "C"},
            "prompts/greet.md: inputs: `time` has no place. Add it to the inputs.",
        ),
    ],
)
def test_a_missing_or_unknown_value_is_an_error(given: dict[str, str], says: str) -> None:
    """Neither a half-filled prompt nor a value that nobody reads goes out."""
    with pytest.raises(ConfigurationError) as caught:
        prompt("$name $place").fill(**given)
    assert str(caught.value) == says


@pytest.mark.parametrize(
    ("head", "body", "says"),
    [
        (HEAD, "Hello $name\nin $plaice.", "prompts/greet.md:8: unknown variable `$plaice`. Did you mean `place`?"),
        (HEAD, "Hello $name.", "prompts/greet.md:1: inputs: `place` does not stand in the text as `$place`."),
        ("", "Hello.", "prompts/greet.md:1: has no front matter: "),
        (
            HEAD.replace("output: draft", "output: draught"),
            "$name $place",
            "prompts/greet.md:5: output: unknown form `draught`. Did you mean `draft`?",
        ),
        (
            HEAD.replace("id: greet", "id: hello"),
            "$name $place",
            "prompts/greet.md:2: id: is `hello`, but the file is called `greet.md`.",
        ),
        (HEAD.replace("purpose", "porpoise"), "$name $place", "prompts/greet.md:3: porpoise: "),
    ],
)
def test_what_is_wrong_in_a_file_is_said_with_its_line(head: str, body: str, says: str) -> None:
    """Front matter and text are checked when a prompt is read, before any draft is written."""
    with pytest.raises(FileProblemsError) as caught:
        prompt(body, head)
    assert says in str(caught.value)


def test_the_hash_follows_the_content(tmp_path: Path) -> None:
    """One changed letter in one prompt changes what drafts record, for the prompts that they used."""
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "prompts").mkdir()
    for file in (ROOT / "prompts").glob("*.md"):
        (tmp_path / "prompts" / file.name).write_bytes(file.read_bytes())
    before = load_prompts(Workspace(tmp_path))
    persona = tmp_path / "prompts" / "persona.md"
    persona.write_text(persona.read_text().replace("picture", "portrait"))
    after = load_prompts(Workspace(tmp_path))
    assert before.fingerprint("rules", "persona") != after.fingerprint("rules", "persona")
    assert before.fingerprint("rules", "talking-points") == after.fingerprint("rules", "talking-points")


def test_a_workspace_without_prompts_uses_the_samples(tmp_path: Path) -> None:
    """A workspace from elsewhere can ask a language model without writing prompts first."""
    (tmp_path / "knowledge").mkdir()
    assert load_prompts(Workspace(tmp_path)).by_id.keys() == load_prompts(Workspace(ROOT)).by_id.keys()


def test_a_prompt_that_is_not_there_says_how_to_get_it(tmp_path: Path) -> None:
    """A workspace that lacks one prompt names it and where a copy is."""
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts" / "greet.md").write_text(HEAD + "$name $place")
    with pytest.raises(ConfigurationError, match=r"prompts/persona\.md: no such file.*parlance init"):
        load_prompts(Workspace(tmp_path)).of("persona")
