"""From offsets to lines and columns, in one walk through the text however long its lines are."""

from __future__ import annotations


class Places:
    """Lines and columns of ascending offsets, both from 1, columns in characters."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._offset = 0
        self._line = 1
        self._line_start = 0

    def of(self, offset: int) -> tuple[int, int]:
        """Line and column; offsets may only ascend."""
        crossed = self._text.count("\n", self._offset, offset)
        if crossed:
            self._line += crossed
            self._line_start = self._text.rfind("\n", self._offset, offset) + 1
        self._offset = offset
        return self._line, offset - self._line_start + 1


def offsets(text: str, places: list[tuple[int, int]]) -> list[int]:
    """The offsets of ascending lines and columns."""
    found: list[int] = []
    line, start = 1, 0
    for wanted, column in places:
        while line < wanted and (end := text.find("\n", start)) >= 0:
            line, start = line + 1, end + 1
        found.append(start + column - 1)
    return found
