"""A plot of seconds by rows, both logarithmic, as an SVG that reads on a light and on a dark page.

The same figures give the same bytes.
"""

from __future__ import annotations

import math

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 720, 400, 70, 50, 150, 50
COLOURS = {
    "apply": "#c2410c",
    "pandas": "#a855f7",
    "duckdb": "#ca8a04",
    "duckdb by hand": "#ca8a04",
    "polars": "#2f81f7",
    "polars by hand": "#2f81f7",
}
STYLE = "text{font:13px sans-serif;fill:#57606a}.title{font-size:15px}line{stroke:#8c959f;stroke-opacity:.35}"
DARK = "@media (prefers-color-scheme:dark){text{fill:#9ea7b3}}"


def plot(series: dict[str, list[tuple[int, float]]]) -> str:
    """The plot of (rows, seconds) by contender; those by hand are dashed."""
    rows = sorted({count for points in series.values() for count, _ in points})
    seconds = [taken for points in series.values() for _, taken in points]
    low, high = math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds)))
    first, last = math.log10(rows[0]), math.log10(rows[-1])

    def x(count: float) -> float:
        return LEFT + (math.log10(count) - first) / ((last - first) or 1) * (WIDTH - LEFT - RIGHT)

    def y(taken: float) -> float:
        return HEIGHT - BOTTOM - (math.log10(taken) - low) / ((high - low) or 1) * (HEIGHT - TOP - BOTTOM)

    parts = [f'<text class="title" x="{LEFT}" y="26">Scoring typed rows with 8 rules: seconds (less is better)</text>']
    for power in range(low, high + 1):
        at = y(10**power)
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at:.1f}" y2="{at:.1f}"/>')
        parts.append(f'<text x="{LEFT - 10}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>')
    parts += [f'<text x="{x(n):.1f}" y="{HEIGHT - 20}" text-anchor="middle">{n:,} rows</text>' for n in rows]
    ends = _apart({name: y(points[-1][1]) for name, points in series.items()})
    for name, points in series.items():
        path = " ".join(f"{x(count):.1f},{y(taken):.1f}" for count, taken in points)
        dash = ' stroke-dasharray="5 4"' if "hand" in name else ""
        parts.append(f'<polyline points="{path}" fill="none" stroke="{COLOURS[name]}" stroke-width="2"{dash}/>')
        parts.append(f'<text x="{WIDTH - RIGHT + 10}" y="{ends[name] + 4:.1f}">{name}</text>')
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    body = "\n".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">\n<style>{STYLE}{DARK}</style>\n{body}\n</svg>\n'


def _apart(ends: dict[str, float]) -> dict[str, float]:
    """Labels at least a line from one another, from the top down."""
    placed: dict[str, float] = {}
    at = -math.inf
    for name, end in sorted(ends.items(), key=lambda item: item[1]):
        at = max(end, at + 17)
        placed[name] = at
    return placed
