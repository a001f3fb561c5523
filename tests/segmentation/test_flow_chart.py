"""The flow chart: well-formed, free of anything that acts, in proportion, and the same bytes each time."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from assistant.segmentation.operations import Side, flow_chart
from assistant.segmentation.operations.moves import Flow

SVG = "{http://www.w3.org/2000/svg}"
SIDE = Side("now", {"invest": "Invest & <grow>", "grow": "Grow", "rest": "R" * 60})
FLOWS = (
    Flow(before="invest", after="invest", count=30, examples=()),
    Flow(before="invest", after="grow", count=10, examples=()),
    Flow(before="grow", after="rest", count=20, examples=()),
)


def heights(chart: str) -> list[float]:
    """Heights of the bands where they leave the left side."""
    paths = [path.attrib["d"] for path in ET.fromstring(chart).iter(f"{SVG}path")]
    return [float(path.split()[-2]) - float(re.findall(r"[\d.]+", path)[1]) for path in paths]


def test_it_is_plain_svg_that_names_what_it_shows() -> None:
    """Names are escaped, nothing acts or loads, and each band says its count in words."""
    chart = flow_chart(FLOWS, SIDE, SIDE)
    root = ET.fromstring(chart)
    kinds = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert kinds == {"svg", "title", "rect", "text", "path"}
    assert not any("href" in name for element in root.iter() for name in element.attrib)
    titles = {title.text for title in root.iter(f"{SVG}title")}
    assert titles >= {"invest to grow: 10", "grow to rest: 20", "30 of 60 accounts move"}
    assert any("Invest & <grow>" in (text.text or "") for text in root.iter(f"{SVG}text"))


def test_bands_are_in_proportion() -> None:
    """A flow of thirty is three times as thick as one of ten, to the rounding of the drawing."""
    thick, thin, middle = heights(flow_chart(FLOWS, SIDE, SIDE))
    assert abs(thick - 3 * thin) < 0.5
    assert abs(middle - 2 * thin) < 0.5


def test_the_same_counts_give_the_same_bytes() -> None:
    """Neither the order of the flows nor a second call changes a byte."""
    assert flow_chart(FLOWS, SIDE, SIDE) == flow_chart(tuple(reversed(FLOWS)), SIDE, SIDE)


def test_nothing_to_draw_is_still_a_drawing() -> None:
    """No account at all gives a well-formed chart."""
    assert ET.fromstring(flow_chart((), SIDE, SIDE)).tag == f"{SVG}svg"
