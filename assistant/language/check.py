"""The wording check: wrong words, words with senses, deprecated terms, capitals and segment names, each at its place.

Same text and glossary give the same findings in the order of the text. The text is read block by block, so memory
does not grow with it. In another language than English only words are matched, and each word with senses says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.domain.finding import Finding
from assistant.language.glossary import Glossary
from assistant.language.levels import mixed, triggers
from assistant.language.matcher import Scan, matcher
from assistant.language.places import Places
from assistant.language.prose import Block, blocks
from assistant.language.remarks import Remark, about_reading, about_segment, about_word
from assistant.language.segment_names import wrong_names
from assistant.language.senses.reading import Reader
from assistant.language.tongue import foreign


def check(
    text: str,
    glossary: Glossary,
    *,
    file: str = "-",
    markdown: bool = True,
    segment_names: Sequence[str] = (),
) -> tuple[Finding, ...]:
    """All findings of a text; `segment_names` are the names of the segment model, when there is one."""
    places = Places(text)
    tongue = foreign(text)
    reader, words = Reader(glossary, tongue), matcher(glossary, frozenset() if tongue else triggers())
    found: list[Finding] = []
    for block in blocks(text, markdown=markdown):
        remarks = [*_remarks(block, words.scan(block.text), glossary, reader), *_about_segments(block, segment_names)]
        remarks.sort(key=Remark.order)
        found.extend(_finding(remark, block.start, places, file) for remark in remarks)
    return tuple(found)


def _remarks(block: Block, scan: Scan, glossary: Glossary, reader: Reader) -> Iterator[Remark]:
    shouted = bool(scan.matches) and block.text.upper() == block.text
    for match in scan.matches:
        remark = about_word(match, glossary, shouted=shouted)
        if remark is not None:
            yield remark
    yield from mixed(block.text, scan)
    for reading in reader.read(block, scan.matches):
        yield about_reading(reading, glossary)


def _about_segments(block: Block, names: Sequence[str]) -> Iterator[Remark]:
    for wrong in wrong_names(block.text, names) if names else ():
        yield about_segment(wrong, names)


def _finding(remark: Remark, offset: int, places: Places, file: str) -> Finding:
    line, column = places.of(offset + remark.start)
    inside = remark.text.count("\n")
    end_column = column + remark.end - remark.start
    if inside:
        end_column = remark.end - remark.start - remark.text.rfind("\n")
    return Finding(
        file=file,
        line=line,
        column=column,
        end_line=line + inside,
        end_column=end_column,
        rule=remark.rule,
        severity=remark.severity,
        text=remark.text,
        term=remark.term,
        sense=remark.sense,
        level=remark.level,
        message=remark.message,
        suggestion=remark.suggestion,
    )
