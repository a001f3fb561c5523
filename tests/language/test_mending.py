"""A text is mended until nothing certain is left."""

from assistant.language import load_glossary, mended

GLOSSARY = load_glossary(None).value


def test_mending_twice_changes_nothing_more() -> None:
    """What comes out is a fixed point, whatever one replacement makes of the next word."""
    text = "A customer smiled. The customers' headcount grew. Customer segments of hospitals by beds."
    once = mended(text, GLOSSARY)
    assert once.startswith("A stakeholder smiled. The accounts' headcount grew.")
    assert mended(once, GLOSSARY) == once
