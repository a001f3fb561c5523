"""YAML with line numbers: safe, bounded, strict about repeated keys, and able to say where a wrong field stands."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError

from assistant.errors import FileProblemsError, Problem, did_you_mean

MOST_NODES = 2_000_000
MOST_EXPANDED_BY_ALIASES = 200_000
DEEPEST = 100
_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FieldPath = Sequence[str | int]
_SAID = {
    "too_short": "is empty; it needs at least one entry.",
    "model_type": "must be a map of fields.",
    "dict_type": "must be a map of fields.",
    "list_type": "must be a list.",
    "tuple_type": "must be a list.",
    "bool_type": "must be true or false.",
    "int_type": "must be a whole number.",
    "string_type": "must be a text; quote it.",
    "float_type": "must be a number.",
    "finite_number": "must be a number.",
    "date_type": "must be a day (YYYY-MM-DD).",
    "date_parsing": "must be a day (YYYY-MM-DD).",
    "date_from_datetime_parsing": "must be a day (YYYY-MM-DD).",
    "less_than_equal": "must be at most {le}.",
    "greater_than_equal": "must be at least {ge}.",
}
"""Our words for what pydantic says in its own."""


@dataclass(frozen=True)
class Lines:
    """Where the fields of a document stand."""

    root: yaml.Node | None

    def of(self, field: FieldPath) -> int | None:
        """The line of a field, or of its nearest parent that exists; None for an empty document."""
        node, line = self.root, 1
        for part in field:
            step = _child(node, part)
            if step is not None:
                line, node = step
        return line if self.root is not None else None

    def written(self, field: FieldPath) -> str | None:
        """The text of a scalar as it stands in the file, before YAML takes `0410` for a number; None elsewhere."""
        node = self.root
        for part in field:
            step = _child(node, part)
            node = step[1] if step is not None else node
        return str(node.value) if isinstance(node, yaml.ScalarNode) else None

    def walked(self, field: FieldPath) -> tuple[str | int, ...]:
        """The parts of the path that exist in the document, and the last: names of union members drop out."""
        node, kept = self.root, []
        for index, part in enumerate(field):
            step = _child(node, part)
            if step is not None:
                node = step[1]
            if step is not None or (index == len(field) - 1 and not _is_type_label(part)):
                kept.append(part)
        return tuple(kept)


@dataclass(frozen=True)
class Document:
    """Plain data and the lines it came from."""

    data: Any
    lines: Lines
    problems: tuple[Problem, ...] = ()
    """Repeated keys: wrong, but no reason to keep silent about what else is."""


def parse(content: bytes, name: str) -> Document:
    """Reads one YAML document; tags, repeated keys, cycles and bombs are refused with their line."""
    document = read(content, name)
    if document.problems:
        raise FileProblemsError(document.problems)
    return document


def read(content: bytes, name: str) -> Document:
    """As `parse`, but repeated keys are only noted, for a caller that looks for further problems."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refused(name, line, "is not UTF-8; save the file as UTF-8") from error
    try:
        loader = _Loader(text)
    except yaml.YAMLError as error:
        raise _refused(name, None, f"is not readable as YAML text ({error})") from error
    try:
        node = loader.get_single_node()
        if node is None:
            return Document(None, Lines(None))
        unsafe, repeated = _structure(node)
        if unsafe:
            raise FileProblemsError([Problem(name, line, "", message) for line, message in unsafe])
        _take_impossible_days_for_text(node)
        problems = tuple(Problem(name, line, "", message) for line, message in repeated)
        return Document(loader.construct_document(node), Lines(node), problems)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _refused(name, mark.line + 1 if mark else None, f"is not valid YAML: {error.problem}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _refused(name, None, f"is not valid YAML: {error}") from error
    finally:
        loader.dispose()


def dotted(field: FieldPath) -> str:
    """`accounts.dimensions[0].rules` for a path of names and positions."""
    text = ""
    for part in field:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def problems(error: ValidationError, schema: type[BaseModel], document: Document, name: str) -> list[Problem]:
    """Our problems for pydantic's, each place once."""
    found: dict[tuple[int | None, str], Problem] = {}
    entries = error.errors(include_url=False, include_input=True)
    places = {entry["loc"][:length] for entry in entries for length in range(len(entry["loc"]))}
    for entry in entries:
        if entry["type"] == "too_short" and entry["loc"] in places:
            continue  # pydantic counts only the items that are right
        field = document.lines.walked(entry["loc"])
        message = _message(entry, schema, field)
        line = document.lines.of(field)
        found.setdefault((line, dotted(field)), Problem(name, line, dotted(field), message))
    return list(found.values())


def _message(entry: Any, schema: type[BaseModel], field: FieldPath) -> str:
    kind = entry["type"]
    if kind == "extra_forbidden":
        models = _models_at(schema, field[:-1])
        allowed = sorted({info.alias or f for model in models for f, info in model.model_fields.items()})
        shown = f" Allowed here: {', '.join(allowed)}." if allowed else ""
        return f"unknown field `{field[-1]}`.{did_you_mean(str(field[-1]), allowed) or shown}"
    if kind == "missing":
        return "is required and missing."
    if kind == "literal_error":
        options = [o.strip("'") for o in entry["ctx"]["expected"].replace(" or ", ", ").split(", ")]
        return f"`{entry['input']}` is none of {', '.join(options)}.{did_you_mean(str(entry['input']), options)}"
    if kind in _SAID:
        return _SAID[kind].format_map({name: _plain(bound) for name, bound in entry.get("ctx", {}).items()})
    message = str(entry["msg"]).removeprefix("Value error, ")
    return message if message.endswith((".", "?")) else f"{message}."


def _plain(bound: Any) -> Any:
    return int(bound) if isinstance(bound, float) and bound.is_integer() else bound


def _models_at(annotation: Any, field: FieldPath) -> Iterator[type[BaseModel]]:
    """The models that may stand at a path below an annotation."""
    origin = get_origin(annotation)
    if origin in (Annotated, Union, types.UnionType):
        for inner in get_args(annotation)[: 1 if origin is Annotated else None]:
            yield from _models_at(inner, field)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if not field:
            yield annotation
        for name, info in annotation.model_fields.items():
            if field and field[0] in (name, info.alias):
                yield from _models_at(info.annotation, field[1:])
    elif field and origin in (dict, list, tuple):
        inner = get_args(annotation)[-1 if origin is dict else 0]
        wrapped = origin is not dict and isinstance(field[0], str)
        yield from _models_at(inner, field if wrapped else field[1:])


def _structure(root: yaml.Node) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Cycles, too deep or too large: what makes a document unsafe to build; and keys that are repeated."""
    sizes: dict[int, int] = {}
    open_nodes: set[int] = set()
    aliased = False
    unsafe: list[tuple[int, str]] = []
    repeated: list[tuple[int, str]] = []

    def size(node: yaml.Node, depth: int) -> int:
        nonlocal aliased
        if id(node) in open_nodes or depth > DEEPEST:
            unsafe.append((node.start_mark.line + 1, "nests too deeply, or an alias contains itself."))
            return 0
        if id(node) in sizes:
            aliased = True
            return sizes[id(node)]
        open_nodes.add(id(node))
        total = 1 + sum(size(child, depth + 1) for child in _children(node))
        open_nodes.discard(id(node))
        sizes[id(node)] = total
        repeated.extend(_repeated(node))
        return total

    total = size(root, 0)
    if total > (MOST_EXPANDED_BY_ALIASES if aliased else MOST_NODES):
        unsafe.append((root.start_mark.line + 1, f"expands to {total} values through its aliases; write them out."))
    return unsafe, repeated


def _take_impossible_days_for_text(root: yaml.Node) -> None:
    """YAML takes 2026-02-30 for a date and fails on it; as a text it is refused at its field."""
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        waiting.extend(_children(node))
        if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:timestamp":
            try:
                date.fromisoformat(node.value[:10])
            except ValueError:
                if re.fullmatch(r"\d{4}-\d\d-\d\d", node.value[:10]):
                    node.tag = "tag:yaml.org,2002:str"


def _repeated(node: yaml.Node) -> Iterator[tuple[int, str]]:
    if not isinstance(node, yaml.MappingNode):
        return
    seen: dict[str, int] = {}
    for key, _ in node.value:
        if isinstance(key, yaml.ScalarNode):
            line = key.start_mark.line + 1
            if key.value in seen and key.value != "<<":
                yield line, f"`{key.value}` stands here and at line {seen[key.value]}; keep one of them."
            seen.setdefault(key.value, line)


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [child for pair in node.value for child in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _child(node: yaml.Node | None, part: str | int) -> tuple[int, yaml.Node] | None:
    """Line and node of a field below a node."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == str(part):
                return key.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part].start_mark.line + 1, node.value[part]
    return None


def _is_type_label(part: str | int) -> bool:
    """Pydantic names union members in its paths (`str`, `list[…]`, `Rule`, `function-before[…]`)."""
    text = str(part)
    return text[:1].isupper() or "[" in text or text in {"str", "int", "bool", "float", "date"}


def _refused(name: str, line: int | None, message: str) -> FileProblemsError:
    return FileProblemsError([Problem(name, line, "", message if message.endswith(".") else f"{message}.")])
