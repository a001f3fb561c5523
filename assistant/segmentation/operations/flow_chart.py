"""The flow chart of a what-if: account segments before on the left, after on the right, a band for each pair.

Plain SVG without scripts, fonts or links; the same counts give the same bytes. Widths of bands are in proportion to
accounts, and every number that is drawn can be read from its text too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from assistant.segmentation.operations.moves import Flow

WIDTH, TOP, HEIGHT, GAP, LEAST = 860, 78, 380, 14, 2.0
LEFT, RIGHT, BAR = 210, 636, 14
COLOURS = ("#0b6e69", "#c8742b", "#4a5fa8", "#8c8c8c", "#a3426e", "#5f8f3a", "#7a5ba6", "#b59b2a")
STAYS, MOVES = "0.22", "0.62"
MOST_LETTERS = 26
FONT = "font-family='Helvetica, Arial, sans-serif'"


@dataclass(frozen=True)
class Side:
    """The account segments of one side, from top to bottom."""

    title: str
    names: Mapping[str, str]
    """Display names by id, in the order of the segment model."""


@dataclass
class _Bar:
    """One account segment of one side."""

    id: str
    count: int
    y: float
    height: float
    used: float = 0.0
    """How much of its height bands have taken."""

    def take(self, height: float) -> float:
        """The place of the next band of that height."""
        self.used += height
        return self.y + self.used - height


def flow_chart(flows: Sequence[Flow], before: Side, after: Side) -> str:
    """The chart of all pairs, those that stay included."""
    total = sum(flow.count for flow in flows)
    scale = _scale(total, max(len(before.names), len(after.names)))
    left = _bars({id: sum(f.count for f in flows if f.before == id) for id in before.names}, scale)
    right = _bars({id: sum(f.count for f in flows if f.after == id) for id in after.names}, scale)
    colours = {id: COLOURS[i % len(COLOURS)] for i, id in enumerate(dict.fromkeys([*before.names, *after.names]))}
    moved = sum(flow.count for flow in flows if flow.before != flow.after)
    bottom = max(bar.y + bar.height for bar in (*left.values(), *right.values()))
    lines = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {_n(bottom + 30)}' {FONT} font-size='13'>",
        f"<title>{moved} of {total} accounts move</title>",
        f"<rect width='{WIDTH}' height='{_n(bottom + 30)}' fill='#ffffff'/>",
        f"<text x='30' y='30' font-size='17' fill='#1d1d1f'>{moved:,} of {total:,} accounts move</text>",
        _text(LEFT - 10, 60, before.title, "end", "#6b6b6b"),
        _text(RIGHT + BAR + 10, 60, after.title, "start", "#6b6b6b"),
        *_bands(flows, left, right, colours, scale),
        *_sides(left, right, before, after, colours),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _scale(total: int, bars: int) -> float:
    """Height of one account."""
    return (HEIGHT - GAP * max(0, bars - 1)) / total if total else 0.0


def _bars(counts: Mapping[str, int], scale: float) -> dict[str, _Bar]:
    bars: dict[str, _Bar] = {}
    y = float(TOP)
    for id, count in counts.items():
        bars[id] = _Bar(id, count, y, max(LEAST, count * scale))
        y += max(bars[id].height, LEAST) + GAP
    return bars


def _bands(
    flows: Sequence[Flow], left: Mapping[str, _Bar], right: Mapping[str, _Bar], colours: Mapping[str, str], scale: float
) -> Iterator[str]:
    """Bands in the order of both sides, so that they cross as little as possible."""
    first, second = list(left), list(right)
    leaving = sorted(flows, key=lambda flow: (first.index(flow.before), second.index(flow.after)))
    starts = {(flow.before, flow.after): left[flow.before].take(flow.count * scale) for flow in leaving}
    arriving = sorted(flows, key=lambda flow: (second.index(flow.after), first.index(flow.before)))
    ends = {(flow.before, flow.after): right[flow.after].take(flow.count * scale) for flow in arriving}
    for flow in leaving:
        pair = (flow.before, flow.after)
        opacity = STAYS if flow.before == flow.after else MOVES
        path = _band(starts[pair], ends[pair], flow.count * scale)
        label = escape(f"{flow.before} to {flow.after}: {flow.count}")
        yield f"<path d='{path}' fill='{colours[flow.before]}' opacity='{opacity}'><title>{label}</title></path>"


def _band(start: float, end: float, height: float) -> str:
    """A band from the left bars to the right ones."""
    x1, x2 = LEFT + BAR, RIGHT
    middle = (x1 + x2) / 2
    upper = f"M{x1} {_n(start)} C{_n(middle)} {_n(start)} {_n(middle)} {_n(end)} {x2} {_n(end)}"
    back = f"C{_n(middle)} {_n(end + height)} {_n(middle)} {_n(start + height)} {x1} {_n(start + height)}"
    return f"{upper} L{x2} {_n(end + height)} {back} Z"


def _sides(
    left: Mapping[str, _Bar], right: Mapping[str, _Bar], before: Side, after: Side, colours: Mapping[str, str]
) -> Iterator[str]:
    for bar in left.values():
        yield _box(LEFT, bar, colours)
        yield _text(LEFT - 10, bar.y + bar.height / 2 + 4, f"{_short(before.names[bar.id])}  {bar.count:,}", "end")
    for bar in right.values():
        yield _box(RIGHT, bar, colours)
        change = bar.count - (left[bar.id].count if bar.id in left else 0)
        shown = f" ({change:+,})" if change else ""
        place = bar.y + bar.height / 2 + 4
        yield _text(RIGHT + BAR + 10, place, f"{bar.count:,}{shown}  {_short(after.names[bar.id])}", "start")


def _box(x: int, bar: _Bar, colours: Mapping[str, str]) -> str:
    return f"<rect x='{x}' y='{_n(bar.y)}' width='{BAR}' height='{_n(bar.height)}' fill='{colours[bar.id]}'/>"


def _text(x: float, y: float, text: str, anchor: str, colour: str = "#1d1d1f") -> str:
    return f"<text x='{_n(x)}' y='{_n(y)}' text-anchor='{anchor}' fill='{colour}'>{escape(text)}</text>"


def _short(name: str) -> str:
    """A name that fits beside the bars."""
    return name if len(name) <= MOST_LETTERS else name[: MOST_LETTERS - 1] + "…"


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
