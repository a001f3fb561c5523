"""Reading glossaries of other tools: YAML lists, CSV tables, Vale vocabularies and Vale substitutions.

Nothing is guessed: a file of another shape is refused with what was expected.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from assistant import yamlfile
from assistant.errors import DataError, UsageError
from assistant.language.exchange import vale_words
from assistant.language.exchange.entry import Entry
from assistant.workspace import read_text

NAMES = ("term", "name", "word", "abbreviation")
MEANINGS = ("meaning", "definition", "description")
AVOIDED = ("avoid", "instead of", "not", "wrong")
COLUMNS = "term (or name), meaning (or definition), avoid (several with ;), plural, owner"
EXPECTED = (
    "Give a YAML list of entries with `term` and `definition` (under headings or not), a CSV with the columns "
    f"{COLUMNS}, a Vale accept.txt or reject.txt, a Vale substitution (.yml with `swap`), or a folder of these."
)


def read_entries(path: Path, name: str) -> tuple[Entry, ...]:
    """What a file, or a folder of Vale files, says about words, in its order; `name` is what messages call it.

    Raises `UsageError` when it cannot be opened and `DataError` when it holds something else.
    """
    if path.is_dir():
        files = [file for file in sorted(path.rglob("*")) if file.suffix.lower() in (".yml", ".yaml", ".txt")]
        found = tuple(entry for file in files for entry in _of_file(file, f"{name}/{file.relative_to(path)}"))
    else:
        found = tuple(_of_file(path, name))
    if not found:
        raise DataError(f"{name}: holds no entry. {EXPECTED}")
    return found


def _of_file(path: Path, name: str) -> Iterator[Entry]:
    suffix = path.suffix.lower()
    text = read_text(path, name)
    if suffix == ".csv":
        return _of_table(text, name)
    if suffix == ".txt":
        return vale_words.vocabulary(text, rejected=path.stem.lower().startswith("reject"))
    if suffix in (".yml", ".yaml"):
        return _of_yaml(yamlfile.parse(text.encode(), name).data, name)
    raise UsageError(f"{name}: `{suffix or path.name}` is no glossary. {EXPECTED}")


def _of_yaml(data: Any, name: str) -> Iterator[Entry]:
    if isinstance(data, dict) and "extends" in data:
        yield from vale_words.substitution(data)
    elif isinstance(data, dict) and all(isinstance(value, list) for value in data.values()):
        for group, entries in data.items():
            for entry in entries:
                yield _entry(entry, name, "" if group == "terms" else str(group))
    elif isinstance(data, dict) and all(isinstance(value, str) for value in data.values()):
        for term, meaning in data.items():
            yield Entry(name=_line(term), meaning=_line(meaning))
    elif isinstance(data, list):
        for entry in data:
            yield _entry(entry, name, "")
    elif data is not None:
        raise DataError(f"{name}: is no list of terms. {EXPECTED}")


def _entry(data: Any, name: str, group: str) -> Entry:
    if isinstance(data, str):
        return Entry(name=_line(data), group=group)
    if not isinstance(data, dict):
        raise DataError(f"{name}: `{data}` is no entry. {EXPECTED}")
    found = _fields({str(key).lower(): value for key, value in data.items()}, group)
    if not found.name:
        raise DataError(f"{name}: an entry with {', '.join(map(str, data))} has no `term`. {EXPECTED}")
    return found


def _of_table(text: str, name: str) -> Iterator[Entry]:
    sample = text[:4096]
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if sample.count(";") > sample.count(",") else ",")
    columns = {column.strip().lower(): column for column in rows.fieldnames or () if column}
    if not columns.keys() & set(NAMES):
        raise DataError(f"{name}: has no column `term`. Columns are {COLUMNS}; the first line names them.")
    for row in rows:
        found = _fields({known: row.get(column) for known, column in columns.items()}, "")
        if found.name:
            yield found


def _fields(data: Mapping[str, Any], group: str) -> Entry:
    return Entry(
        name=_line(_first(data, NAMES)),
        meaning=_line(_first(data, MEANINGS)),
        avoid=tuple(_words(_first(data, AVOIDED))),
        plural=_line(data.get("plural")),
        owner=_line(data.get("owner")),
        group=group,
    )


def _first(data: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((data[name] for name in names if data.get(name) not in (None, "")), None)


def _words(value: Any) -> Iterator[str]:
    """Wrong words: a text with semicolons, or a list of texts or of maps with `text`."""
    for part in value.split(";") if isinstance(value, str) else value or ():
        word = _line(part.get("text") if isinstance(part, dict) else part)
        if word:
            yield word


def _line(value: Any) -> str:
    return " ".join(str(value).split()) if value is not None else ""
