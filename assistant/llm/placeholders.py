"""People stay at home: names, e-mail addresses and telephone numbers leave as placeholders and come back here.

Each spelling has a placeholder of its own, the same in every text of one brief, so that restoring gives back the very
characters: `restore(hide(text)) == text`. Placeholders say whom they stand for only by number, in the order of the
names that were given: `[person-1]`, `[person-1-last]`, `[email-1]`, `[phone-1]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

PLACEHOLDER = re.compile(r"\[(?:person-\d+(?:-first|-last)?(?:-\d+)?|(?:email|phone|text)-\d+)\]", re.IGNORECASE)
EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(
    r"""(?<![\w.,-])(?:
        \+\d(?:[\s().\-/]{0,2}\d){7,14}                 # with the code of a country
      | \(0?\d{2,4}\)[\s.\-/]?\d(?:[\s.\-/]?\d){5,9}    # with the code of an area
      | \d{3}[\s.\-]\d{3}[\s.\-]\d{4}                   # as in North America
      | 0\d{1,4}[\s.\-/]\d(?:[\s.\-/]?\d){4,9}          # with a trunk prefix
      | (?<=tel\ )\d[\d\s.\-/]{5,14}\d | (?<=tel\.\ )\d[\d\s.\-/]{5,14}\d
      | (?<=phone\ )\d[\d\s.\-/]{5,14}\d | (?<=call\ )\d{3}[\s.\-/]\d{4,8}
    )(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
HONORIFICS = frozenset({"dr", "prof", "mr", "mrs", "ms", "mx", "sir", "md", "phd", "rn", "jr", "sr"})
SHORTEST_PART = 2


class Placeholders:
    """The spellings of one brief and what stands for them; not shared between briefs."""

    def __init__(self, names: Iterable[str], keep: Iterable[str] = ()) -> None:
        """`names` are of people; `keep` are names that stay readable, such as that of an account."""
        people = [(f"person-{n}", words) for n, name in enumerate(names, start=1) if (words := _words(name))]
        whole = {_folded(" ".join(words)): stem for stem, words in reversed(people)}
        self._kept = {_folded(name) for name in keep if name.strip()} - whole.keys()
        self._stems = dict(_parts(people)) | whole
        self._people = _pattern(whole, self._kept, self._stems.keys() - whole.keys())
        self._by_spelling: dict[str, str] = {}
        self._spelling_of: dict[str, str] = {}

    def hide(self, text: str) -> str:
        """The text as it may leave."""
        text = PLACEHOLDER.sub(lambda m: self._placeholder(m[0], "text"), text)
        text = EMAIL.sub(lambda m: self._placeholder(m[0], "email"), text)
        text = PHONE.sub(lambda m: self._placeholder(m[0], "phone"), text)
        return self._people.sub(self._person, text) if self._people else text

    def restore(self, text: str) -> str:
        """The text with the spellings back; a placeholder that was never given out stays as it is."""
        return PLACEHOLDER.sub(lambda m: self._spelling_of.get(m[0].lower(), m[0]), text)

    def _person(self, match: re.Match[str]) -> str:
        folded = _folded(match[0])
        return match[0] if folded in self._kept else self._placeholder(match[0], self._stems.get(folded, "text"))

    def _placeholder(self, spelling: str, stem: str) -> str:
        if spelling not in self._by_spelling:
            placeholder = self._free(stem)
            self._by_spelling[spelling] = placeholder
            self._spelling_of[placeholder] = spelling
        return self._by_spelling[spelling]

    def _free(self, stem: str) -> str:
        """The stem itself where it names one person, else with the next number that is free."""
        if stem.startswith("person-") and f"[{stem}]" not in self._spelling_of:
            return f"[{stem}]"
        number = 1
        while f"[{stem}-{number}]" in self._spelling_of:
            number += 1
        return f"[{stem}-{number}]"


def left_over(text: str) -> list[str]:
    """Placeholders that stand in a text that should have none."""
    return PLACEHOLDER.findall(text)


def _parts(people: Iterable[tuple[str, list[str]]]) -> Iterator[tuple[str, str]]:
    """First and last parts of names; what two people share stands for the first of them."""
    for stem, words in reversed(list(people)):
        for word, part in ((words[0], "first"), (words[-1], "last")):
            if len(words) > 1 and len(word) > SHORTEST_PART:
                yield _folded(word), f"{stem}-{part}"


def _words(name: str) -> list[str]:
    """The words of a name without titles before and degrees after it."""
    return [word for word in re.split(r"[\s,]+", name) if word and word.strip(".").lower() not in HONORIFICS]


def _folded(text: str) -> str:
    return " ".join(text.split()).lower()


def _pattern(whole: Iterable[str], kept: Iterable[str], parts: Iterable[str]) -> re.Pattern[str] | None:
    """Whole names in any case; a part only with a capital, for many are ordinary words too."""
    spelled = [rf"(?i:{_spelled(name)})" for name in _longest_first({*whole, *kept})]
    spelled += [rf"(?=[^\W\d_])(?!{_first_lower(name)})(?i:{_spelled(name)})" for name in _longest_first(parts)]
    return re.compile(rf"(?<![\w\[])(?:{'|'.join(spelled)})(?!\w)") if spelled else None


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (-len(name), name))


def _spelled(name: str) -> str:
    return r"\s+".join(re.escape(word) for word in name.split())


def _first_lower(name: str) -> str:
    return re.escape(name[0])
