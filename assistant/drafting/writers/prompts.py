"""Prompts: Markdown that marketers edit, with front matter that says what goes in and what comes out.

A `$name` that the front matter does not list, an input that the text does not use, and a value that is missing or not
asked for when a prompt is filled are errors, so that nothing reaches a language model half filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import Field, ValidationError

from assistant import yamlfile
from assistant.domain.value import Value
from assistant.drafting.writers.form import FORMS
from assistant.errors import ConfigurationError, FileProblemsError, Problem, did_you_mean
from assistant.workspace import Workspace, decode, fingerprint, starter

_FENCED = re.compile(r"\A---[ \t]*\r?\n(?P<yaml>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_VARIABLE = re.compile(r"\$(\$|[a-z_]+)")
NO_PROMPTS = frozenset({"README.md"})


class PromptHead(Value):
    """Front matter of a prompt."""

    id: str = Field(min_length=1)
    """As the file is called, without `.md`."""
    purpose: str = Field(min_length=1)
    """What it is for, in a sentence."""
    inputs: tuple[str, ...]
    """Names that stand in the text as `$name`."""
    output: str
    """Name of the form that the answer has."""


@dataclass(frozen=True)
class PromptText:
    """One prompt."""

    head: PromptHead
    body: str
    file: str
    fingerprint: str

    def fill(self, **values: str) -> str:
        """The text with each input in its place, once: a `$` in a value stays a `$`.

        Raises `ConfigurationError` for an input without a value and a value without an input.
        """
        missing = sorted(set(self.head.inputs) - values.keys())
        if missing:
            raise ConfigurationError(f"{self.file}: inputs: nothing fills {_named(missing)} here. Take it out.")
        unknown = sorted(values.keys() - set(self.head.inputs))
        if unknown:
            raise ConfigurationError(f"{self.file}: inputs: {_named(unknown)} has no place. Add it to the inputs.")
        return _VARIABLE.sub(lambda found: "$" if found[1] == "$" else values[found[1]], self.body).strip() + "\n"


@dataclass(frozen=True)
class Prompts:
    """The prompts of a workspace, by id."""

    by_id: Mapping[str, PromptText]

    def of(self, id: str) -> PromptText:
        """The prompt of that id; `ConfigurationError` when there is none."""
        if id not in self.by_id:
            raise ConfigurationError(
                f"prompts/{id}.md: no such file. Copy one from a new workspace (`parlance init DIR`)."
            )
        return self.by_id[id]

    def fingerprint(self, *ids: str) -> str:
        """Of all these prompts together."""
        return fingerprint("\n".join(self.of(id).fingerprint for id in ids).encode())


def load_prompts(workspace: Workspace) -> Prompts:
    """The workspace's prompts; those of the sample when it has none. All problems of a file come at once."""
    paths = sorted(workspace.prompts.glob("*.md"))
    if not paths:
        workspace = Workspace(starter())
        paths = sorted(workspace.prompts.glob("*.md"))
    texts = [
        read_prompt(path.read_bytes(), workspace.display(path), path.stem)
        for path in paths
        if workspace.contains(path) and path.name not in NO_PROMPTS
    ]
    return Prompts({text.head.id: text for text in texts})


def read_prompt(content: bytes, file: str, stem: str) -> PromptText:
    """One prompt; `FileProblemsError` with the lines of what is wrong in it."""
    text = decode(content, file)
    fenced = _FENCED.match(text)
    if fenced is None:
        message = "has no front matter: id, purpose, inputs and output between two lines of `---`."
        raise FileProblemsError([Problem(file, 1, "", message)])
    parsed = yamlfile.parse(("\n" + fenced["yaml"]).encode(), file)
    try:
        head = PromptHead.model_validate(parsed.data or {})
    except ValidationError as error:
        raise FileProblemsError(yamlfile.problems(error, PromptHead, parsed, file)) from error
    body = text[fenced.end() :]
    first = text.count("\n", 0, fenced.end()) + 1
    problems = [*_of_head(head, file, stem, parsed.lines), *_of_body(head, body, file, first)]
    if problems:
        raise FileProblemsError(problems)
    return PromptText(head, body, file, fingerprint(content))


def _of_head(head: PromptHead, file: str, stem: str, lines: yamlfile.Lines) -> Iterator[Problem]:
    if head.id != stem:
        yield Problem(file, lines.of(("id",)), "id", f"is `{head.id}`, but the file is called `{stem}.md`.")
    if head.output not in FORMS:
        known = did_you_mean(head.output, FORMS) or f" There is {_named(sorted(FORMS))}."
        yield Problem(file, lines.of(("output",)), "output", f"unknown form `{head.output}`.{known}")


def _of_body(head: PromptHead, body: str, file: str, first: int) -> Iterator[Problem]:
    used = set()
    for number, line in enumerate(body.splitlines(), start=first):
        for found in _VARIABLE.finditer(line):
            used.add(found[1])
            if found[1] not in {"$", *head.inputs}:
                near = did_you_mean(found[1], head.inputs) or " List it under `inputs`, or write `$$` for the sign."
                yield Problem(file, number, "", f"unknown variable `${found[1]}`.{near}")
    for name in head.inputs:
        if name not in used:
            yield Problem(file, 1, "inputs", f"`{name}` does not stand in the text as `${name}`.")


def _named(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
