"""Edits of `glossary.yaml` as text, so that comments, order and spacing stay as people wrote them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import yaml

from assistant import yamlfile
from assistant.domain.term import Term
from assistant.errors import DataError

WIDE = 10_000
ONE_LINE = "glossary.yaml: `terms` is written in one line. Write one term per `- ` and try again."


def appended(text: str, terms: Sequence[Term], source: str) -> str:
    """The text with these terms at its end, below a comment that names their source."""
    if not terms:
        return text
    sequence = _terms(text)
    if sequence is None or not sequence.value:
        head = text if sequence is None else text[: sequence.start_mark.index].rstrip(" ")
        body = head.rstrip("\n") + ("\n" if head.strip() else "")
        body = body if sequence is not None else f"{body}terms:\n"
        indent = 2
    elif sequence.flow_style:
        raise DataError(ONE_LINE)
    else:
        body = text.rstrip("\n") + "\n\n"
        indent = sequence.start_mark.column
    blocks = [f"{' ' * indent}# proposed, from {source}"]
    blocks += [_indented(_written([_plain(term)]), indent) for term in terms]
    return body + "\n".join(blocks) + "\n"


def with_avoided(text: str, id: str, words: Sequence[str]) -> str:
    """The text with these wrong words under `avoid` of a term."""
    sequence = _terms(text)
    found = [node for node in sequence.value if _value(node, "id") == id] if sequence is not None else []
    if not found or found[0].flow_style or (sequence is not None and sequence.flow_style):
        raise DataError(
            f"glossary.yaml: the term `{id}` is written in one line. Write one field per line and try again."
        )
    term = found[0]
    avoid = next((value for key, value in term.value if key.value == "avoid"), None)
    if avoid is None:
        key, value = next((k, v) for k, v in term.value if k.value == "name")
        line = f"{' ' * key.start_mark.column}avoid: {_flow(words)}\n"
        return _inserted(text, _line_end(text, value.end_mark.index), line)
    if avoid.flow_style:
        at = avoid.end_mark.index - 1
        between = ", " if avoid.value else ""
        return text[:at].rstrip() + between + _flow(words)[1:-1] + text[at:]
    last = avoid.value[-1]
    column = avoid.start_mark.column
    lines = "".join(f"{' ' * column}- {_scalar(word)}\n" for word in words)
    return _inserted(text, _line_end(text, _content_end(last)), lines)


def _terms(text: str) -> Any:
    """The node of `terms`; None when there is none."""
    root = yamlfile.parse(text.encode(), "glossary.yaml").lines.root
    pairs = root.value if isinstance(root, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == "terms" and isinstance(value, yaml.SequenceNode)), None)


def _value(node: Any, name: str) -> str | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((str(value.value) for key, value in pairs if key.value == name), None)


def _content_end(node: Any) -> int:
    """Where the last scalar or bracket of a node ends; blocks themselves end where the next begins."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _content_end(last[1] if isinstance(last, tuple) else last)


def _line_end(text: str, at: int) -> int:
    """The start of the line after this place."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _inserted(text: str, at: int, lines: str) -> str:
    before = text[:at] if text[:at].endswith("\n") else f"{text[:at]}\n"
    return before + lines + text[at:]


def _plain(term: Term) -> dict[str, Any]:
    """The fields that say something, wrong words as plain texts."""
    data = term.model_dump(exclude_defaults=True, mode="json")
    data |= {"status": term.status}
    if term.avoid:
        data["avoid"] = [avoided.text for avoided in term.avoid]
    return data


def _written(data: Any) -> str:
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=WIDE)


def _flow(words: Iterable[str]) -> str:
    return yaml.safe_dump(list(words), default_flow_style=True, allow_unicode=True, width=WIDE).strip()


def _scalar(word: str) -> str:
    return _flow([word])[1:-1]


def _indented(text: str, indent: int) -> str:
    return "\n".join(" " * indent + line if line else line for line in text.rstrip("\n").split("\n"))
