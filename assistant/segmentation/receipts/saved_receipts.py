"""Saved receipts: what was said of one assignment, with every value that it was computed from."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from assistant.domain.segments import Cell, Receipt
from assistant.domain.value import Value
from assistant.errors import UsageError
from assistant.segmentation.model.cells import Typed, days, fold
from assistant.segmentation.model.schema import AttributeType
from assistant.segmentation.receipts.subject import Subject

PYTHON_TYPES: dict[AttributeType, tuple[type, ...]] = {
    "integer": (int,),
    "number": (int, float),
    "text": (str,),
    "boolean": (str,),
    "date": (date,),
}


class SavedValue(Value):
    """The value of one attribute."""

    type: AttributeType
    """How it compares."""
    value: Cell
    """As the receipt shows it; None is missing."""

    @model_validator(mode="before")
    @classmethod
    def _dated(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("type") == "date" and isinstance(data.get("value"), str):
            return {**data, "value": date.fromisoformat(data["value"])}
        return data

    @model_validator(mode="after")
    def _fits(self) -> SavedValue:
        if self.value is not None and not isinstance(self.value, PYTHON_TYPES[self.type]):
            raise ValueError(f"is no {self.type}")
        return self

    @property
    def typed(self) -> Typed | None:
        """As rules compare it."""
        if isinstance(self.value, date):
            return days(self.value)
        return fold(self.value) if isinstance(self.value, str) else self.value


class SavedReceipt(Value):
    """A receipt that can be computed again."""

    kind: Literal["parlance/receipt/1"] = Field(default="parlance/receipt/1", alias="schema")
    """The shape of this file."""
    run: str
    """Id of the run that it comes from."""
    values: dict[str, SavedValue]
    """Every attribute; for stakeholders also what they are linked to."""
    receipt: Receipt
    """What was said."""

    def text(self) -> str:
        """The content of its file."""
        return self.model_dump_json(indent=2, by_alias=True) + "\n"


def saved(subject: Subject, run: str) -> SavedReceipt:
    """Everything that the receipt of a subject was computed from."""
    types = subject.definition.types
    values = {name: SavedValue(type=types[name], value=subject.cells[name]) for name in types}
    return SavedReceipt(run=run, values=values, receipt=subject.receipt())


def read_saved(text: str, name: str) -> SavedReceipt:
    """A saved receipt from the text of its file; `UsageError` when it is none."""
    try:
        return SavedReceipt.model_validate_json(text)
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"])) or "its start"
        raise UsageError(f"{name}: is no receipt that `parlance explain --save` wrote (at {place}).") from error
