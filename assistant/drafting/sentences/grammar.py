"""Small English: articles, plurals, capitals and full stops of composed sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.drafting.sentences.proper_names import ORDINARY

_ENDS = re.compile(r"[.!?…][\"'”’)]*$")
_ABBREVIATED = re.compile(r"\b(?:Inc|Ltd|Co|Corp|Bros|Jr|Sr|Cos|plc|[A-Za-z](?:\.[A-Za-z])+)\.$")
_PERSON = re.compile(r"(?:er|or|ist|an|ant|ee|ian|man|son|ive|ad|ief|ner|rse|yst)$", re.IGNORECASE)
_MAN = re.compile(r"(?:wo|chair|sales|fore|spokes|trades|middle)man$", re.IGNORECASE)
_DEPARTMENTS = frozenset({"HR", "IT", "QA", "R&D", "PMO", "PR", "OT", "EHS", "HSE", "MRO"})
_BODIES = frozenset(
    {"team", "board", "committee", "department", "council", "group", "office", "crew", "desk", "c-suite"}
)
_GROUPS = _BODIES | {"sales", "legal", "finance", "quality", "people", "payroll", "infosec", "resources", "chain"}
_FIELD = re.compile(r"\w(?:ing|ment|ity|ance|ics|[st]ions?)$", re.IGNORECASE)


def article(phrase: str) -> str:
    """The phrase behind `a` or `an`."""
    spelled = re.match(r"[FHLMNRSX][A-Z]", phrase)
    vowel = bool(spelled) or bool(re.match(r"(?:[aeio]|u(?!ni|se|ti)|hour|honest|heir)", phrase, re.IGNORECASE))
    return f"{'an' if vowel else 'a'} {phrase}"


def plural(phrase: str) -> str:
    """The plural of a phrase that names one person: of `head of purchasing` the head, of `owner or partner` both."""
    parts = re.split(r"(\s+(?:or|and|&)\s+|\s*/\s*)", phrase)
    if len(parts) > 1 and all(_PERSON.search(part) for part in parts[::2]):
        return "".join(part if number % 2 else plural(part) for number, part in enumerate(parts))
    if head := re.match(r"(.*?\w)(\s+(?:of|in|for|at|to|with)\s.*)", phrase):
        return plural(head[1]) + head[2]
    return re.sub(r"\S+$", lambda last: _plural_of(last[0]), phrase)


def _plural_of(noun: str) -> str:
    if noun == "person" or _MAN.search(noun):
        return "people" if noun == "person" else f"{noun[:-2]}en"
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    if re.search(r"(?:s|x|z|ch|sh)$", noun):
        return f"{noun}es"
    return f"{noun}s"


def is_group(role: str) -> bool:
    """Whether a role is called after a department or a team (`HR`, `IT security`) and not after a person."""
    head = re.split(r"\s+(?:of|in|for|at|to|with)\s", role)[0].split()[-1:] or [""]
    return head[0] in _DEPARTMENTS or head[0].lower() in _GROUPS or bool(_FIELD.search(head[0]))


def members(role: str) -> str:
    """Those who hold a role: `economic buyers`, `heads of purchasing`, `people in HR`."""
    return f"people in {_the(role)}" if is_group(role) else plural(role)


def one_of(role: str) -> str:
    """What somebody who holds a role is: `an economic buyer`, `in HR`, `in the payroll team`."""
    return f"in {_the(role)}" if is_group(role) else article(role)


def somebody(role: str) -> str:
    """One who holds a role: `an economic buyer`, `somebody in HR`."""
    return f"somebody {one_of(role)}" if is_group(role) else article(role)


def _the(group: str) -> str:
    return f"the {group}" if group.rsplit(maxsplit=1)[-1].lower() in _BODIES else group


def inside(name: str) -> str:
    """A display name within a sentence: `Economic buyer` gets a small letter, `CFO` and `Head of IT` stay."""
    first, _, rest = name.partition(" ")
    if first[1:].islower() and rest == rest.lower():
        return first.lower() + name[len(first) :]
    return name


def lowered(title: str) -> str:
    """A heading within a sentence: `What they want` gets a small letter, a name keeps its capital."""
    return title[:1].lower() + title[1:] if title.split(" ", 1)[0].lower() in ORDINARY else title


def listed(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`; items that hold commas are set apart by semicolons."""
    between = "; " if any("," in item for item in items[:-1]) else ", "
    joined = between.join(items[:-1])
    return f"{joined}{'; ' if between == '; ' else ' '}and {items[-1]}" if joined else "".join(items)


def sentence(text: str) -> str:
    """With a capital in front, single spaces and one full stop."""
    text = re.sub(r"\s+", " ", text).strip()
    if text and text[0].islower() and text[0].upper().lower() == text[0]:
        text = text[0].upper() + text[1:]
    return text if not text or _ENDS.search(text) else f"{text}."


def unstopped(text: str) -> str:
    """Without a full stop at its end, for use within a sentence; `Inc.` and its like keep theirs."""
    text = text.strip()
    stopped = text.endswith(".") and not text.endswith("..") and not _ABBREVIATED.search(text)
    return text[:-1].rstrip() if stopped else text
