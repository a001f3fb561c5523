"""A copy of a workspace with documents and cells planted in it, as somebody who means harm would."""

from __future__ import annotations

import csv
import io
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from pydantic import Field

from assistant.domain.evidence import DocumentKind, Share
from assistant.domain.value import Value
from assistant.evaluation.product import Product
from assistant.evaluation.suite import UngradableError
from assistant.segmentation.model import load_segment_model
from assistant.workspace import Workspace


class PlantedDocument(Value):
    """A document that is put into the workspace."""

    path: str = Field(pattern=r"^[\w./-]+\.(md|txt)$")
    """Below `documents/`; distinct within the suite."""
    title: str = Field(min_length=1)
    """Its title."""
    kind: DocumentKind | None = None
    """Its kind."""
    audience: Share = "internal"
    """Where it may be cited."""
    roles: tuple[str, ...] = ()
    """Roles it speaks of."""
    account: str | None = None
    """Account it is tied to."""
    text: str = Field(min_length=1)
    """What stands in it, behind the front matter."""


class PlantedCell(Value):
    """A cell that holds something else."""

    table: str = Field(min_length=1)
    """Name of the table in the segment model."""
    id: str = Field(min_length=1)
    """Key of the row."""
    column: str = Field(min_length=1)
    """Its column."""
    value: str
    """What stands there now."""


@contextmanager
def planted(product: Product, documents: Sequence[PlantedDocument], cells: Sequence[PlantedCell]) -> Iterator[Product]:
    """The product on a copy of its workspace with all of these in it; the copy goes when it is done."""
    if not documents and not cells:
        yield product
        return
    with TemporaryDirectory(prefix="parlance-eval-") as folder:
        copy = _copied(product.workspace, Path(folder).resolve())
        for document in documents:
            _write(copy.knowledge / "documents" / document.path, _markdown(document))
        for cell in cells:
            _put(copy, cell)
        yield product.changed(workspace=copy)


def _copied(workspace: Workspace, folder: Path) -> Workspace:
    for part in ("knowledge", "prompts"):
        if (workspace.root / part).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", ".*")
            shutil.copytree(workspace.root / part, folder / part, ignore=ignored, copy_function=_linked)
    return Workspace(folder)


def _linked(source: str, target: str) -> None:
    """Tables may be large: a hard link where the disk allows it, else a copy."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _write(path: Path, text: str) -> None:
    """A new file: what the old name links to stays as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def _markdown(document: PlantedDocument) -> str:
    fields = document.model_dump(mode="json", exclude={"path", "text"}, exclude_none=True)
    front = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)
    return f"---\n{front}---\n# {document.title}\n\n{document.text}\n"


def _put(workspace: Workspace, cell: PlantedCell) -> None:
    table = load_segment_model(workspace).value.tables.get(cell.table)
    if table is None:
        raise UngradableError(f"the segment model has no table `{cell.table}`.")
    path = workspace.knowledge / table.file
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        rows, columns = list(reader), list(reader.fieldnames or ())
    for row in rows:
        if (row.get(table.key or "") or "").strip() == cell.id and cell.column in columns:
            row[cell.column] = cell.value
            text = io.StringIO()
            writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
            _write(path, text.getvalue())
            return
    raise UngradableError(f"`{cell.table}` has no row `{cell.id}` with a column `{cell.column}`.")
