"""The wording check finds a glossary's words exactly where they stand, and nothing else."""

import json
import random
import re
from pathlib import Path

import pytest

from assistant.domain.finding import Finding
from assistant.language import Glossary, check, fix

TERMS = {
    "terms": [
        {"id": "account", "name": "account", "level": "account",
         "avoid": ["logo", "purchasing entity", "key logo", "KPA", "side of work"],
         "keep": ["logo design", "key logo wall"]},
        {"id": "product", "name": "BridgeCall", "avoid": ["bridge-phone"]},
        {"id": "persona", "name": "persona", "level": "stakeholder"},
        {"id": "old", "name": "buyer sketch", "status": "deprecated", "successor": "persona"},
        {"id": "lang", "name": "C plus plus", "avoid": ["C++", ".NET", "(a|b)*", "->"]},
    ]
}  # fmt: skip


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return Glossary.model_validate(TERMS)


def found(text: str, glossary: Glossary, **options: object) -> list[tuple[str, str, str | None]]:
    return [(f.rule, f.text, f.suggestion) for f in check(text, glossary, **options)]  # type: ignore[arg-type]


def cut(text: str, finding: Finding) -> str:
    """The words at the finding's place."""
    lines = text.split("\n")
    if finding.line == finding.end_line:
        return lines[finding.line - 1][finding.column - 1 : finding.end_column - 1]
    rest = lines[finding.line : finding.end_line - 1]
    first, last = lines[finding.line - 1][finding.column - 1 :], lines[finding.end_line - 1][: finding.end_column - 1]
    return "\n".join([first, *rest, last])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A logo.", [("avoid", "logo", "account")]),
        ("Logos and LOGOS", [("avoid", "Logos", "Accounts"), ("avoid", "LOGOS", "ACCOUNTS")]),
        ("the logo's colour", [("avoid", "logo", "account")]),
        ("the logos’ colours", [("avoid", "logos", "accounts")]),
        ("Purchasing\nentities", [("avoid", "Purchasing\nentities", "Accounts")]),
        ("a logo-led pitch", [("avoid", "logo", "account")]),
        ("key logo", [("avoid", "key logo", "account")]),
        ("logotype, analogo, logo_id, logó", []),
        ("@logo, logo.png, logo.example.com", []),
        ("no logo.2 Next", [("avoid", "logo", "account")]),
        ("KPA and KPAs", [("avoid", "KPA", "account"), ("avoid", "KPAs", "accounts")]),
        ("two sides of work", [("avoid", "sides of work", "accounts")]),
        ("logo design, Logo Designs, key logo walls", []),
        ("use bridgecall", [("casing", "bridgecall", "BridgeCall")]),
        ("BridgeCall and BRIDGECALL", [("casing", "BRIDGECALL", "BridgeCall")]),
        ("ALL HAIL BRIDGECALL", []),
        ("two buyer sketches", [("deprecated", "buyer sketches", "personas")]),
        ("C++ on .NET -> (a|b)*", [("avoid", t, "C plus plus") for t in ("C++", ".NET", "->", "(a|b)*")]),
        ("aaa, ab, ASP.NET", []),
    ],
)
def test_words_are_found_longest_first_and_never_inside_a_longer_word(
    glossary: Glossary, text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    """Number and capitals carry over; kept phrases and longer words raise nothing; texts of terms are literal."""
    got = found(text, glossary)
    assert [(rule, word) for rule, word, _ in got] == [(rule, word) for rule, word, _ in expected]
    assert [s.lower() for *_, s in got if s] == [s.lower() for *_, s in expected if s]


MARKDOWN = """---
title: logo
---
# A logo

`logo` and ``a ` logo`` and [logo](http://logo.example/logo "logo") <b class="logo">x</b>

```
logo
```

> a quoted logo
<!-- logo -->

    logo in code

- logo in a list

    logo in its continuation

See https://logo.example/logo or logo@logo.example. _Logo_ and **logo**.

| logo | x |
"""


def test_only_prose_of_markdown_is_read_and_positions_are_those_of_the_source(glossary: Glossary) -> None:
    """Front matter, code, link targets, tags and addresses are no prose; every finding cuts its own words out."""
    findings = check(MARKDOWN, glossary)
    assert [f.line for f in findings] == [4, 6, 12, 17, 19, 21, 21, 23]
    assert all(cut(MARKDOWN, f) == f.text for f in findings)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<!-- logo\n\nlogo -->\nlogo", [4]),
        ("<!-- logo --> logo\n\nlogo", [1, 3]),
        ("<!-- never closed\n\nlogo", [3]),
        ("```logo```\n\nlogo", [3]),
        ("```\nlogo\n```python\nlogo\n```\nlogo", [6]),
        ("~~~ a`b\nlogo\n~~~\nlogo", [4]),
        ("a logo[^logo]\n\n[^logo]: the logo", [1, 3]),
        ("[logo][ref] and [x]: y", [1]),
        ("x <script>logo()</script> logo", [1]),
    ],
)
def test_what_markdown_hides_ends_where_it_ends(glossary: Glossary, text: str, lines: list[int]) -> None:
    """A comment goes over blank lines, a span of code is no fence, and a fence closes with nothing behind it."""
    assert [f.line for f in check(text, glossary)] == lines


def test_plain_text_is_prose_but_for_addresses(glossary: Glossary) -> None:
    """Without Markdown, back ticks and indents hide nothing."""
    text = "`logo`\n\n    logo at logo@logo.example"
    assert [f.line for f in check(text, glossary, markdown=False)] == [1, 3]


def test_positions_hold_in_a_random_text(glossary: Glossary) -> None:
    """In seeded texts of words, line ends, wide characters and joiners every finding points at its own words."""
    seeded = random.Random(7)
    parts = [
        "logo",
        "key logo",
        "Logos",
        "naïve",
        "日本",
        "\u200d",
        "lo\u200dgo",
        "\n",
        "\r\n",
        " ",
        "\t",
        "😀",
        "'s",
        "-",
    ]
    for _ in range(300):
        text = "".join(seeded.choice(parts) + seeded.choice(["", " ", " ", "\n"]) for _ in range(40))
        for finding in check(text, glossary):
            assert cut(text, finding) == finding.text
            assert re.sub("\u200d", "", finding.text).lower() in {
                "logo",
                "logos",
                "key logo",
                "key-logo",
            } or re.fullmatch(r"key[\s-]+logo", re.sub("\u200d", "", finding.text))


def test_invisible_signs_inside_a_word_hide_nothing(glossary: Glossary) -> None:
    """A joiner, a soft hyphen or a direction mark inside a wrong word does not save it."""
    for sign in ("\u200d", "\u200b", "\u00ad", "\u200f", "\u202e"):
        text = f"\u200fthe lo{sign}go here"
        (finding,) = check(text, glossary)
        assert cut(text, finding) == f"lo{sign}go"
        assert fix(text, [finding]) == "\u200fthe account here"


def test_control_characters_are_survived(glossary: Glossary) -> None:
    """Bells, escapes and form feeds are separators."""
    assert [f.column for f in check("\x07logo\x1b[31mlogo\x0clogo", glossary)] == [2, 16]


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("A logo and the logo's CFO.", "An account and the account's CFO."),
        ("The logos' beds, THE LOGO", "The accounts' beds, THE ACCOUNT"),
        ("Purchasing\nentities", "Accounts"),
        ("an account, a persona", "an account, a persona"),
        ("Big logo deals, bridgecall!", "Big account deals, BridgeCall!"),
    ],
)
def test_fix_keeps_number_capitals_and_possessives(glossary: Glossary, text: str, fixed: str) -> None:
    """A fixed text reads like one that was written so, and fixing it again changes nothing."""
    once = fix(text, check(text, glossary))
    assert once == fixed
    assert fix(once, check(once, glossary)) == once


def test_a_possessive_of_another_plural_gets_its_s() -> None:
    """`punters'` becomes `people's`."""
    terms = [{"id": "p", "name": "person", "plural": "people", "avoid": ["punter"]}]
    glossary = Glossary.model_validate({"terms": terms})
    assert fix("the punters’ view", check("the punters’ view", glossary)) == "the people’s view"


def test_segment_names_are_held_against_the_segment_model(glossary: Glossary) -> None:
    """A near miss and a plain segment name that the model lacks are errors; anything else in capitals is not."""
    names = ["Invest", "Maintain", "Monitor"]
    text = (
        "Invest accounts first, then Mantain accounts.\n\nMove it to the Prosper segment. "
        "We cover Grow accounts. Our Salesforce accounts are synced. Large accounts, Maintaining accounts. "
        "The ST segment rose. Monitor account segment."
    )
    findings = [(f.rule, f.text, f.suggestion) for f in check(text, glossary, segment_names=names)]
    assert findings == [
        ("segment", "Mantain", "Maintain"),
        ("segment", "Prosper", None),
        ("segment", "Grow", None),
    ]
    assert found(text, glossary) == []


def test_segment_names_may_stand_in_quotes_or_bold_and_have_any_letters(glossary: Glossary) -> None:
    """What marks a name does not hide it, nor does a letter beyond ASCII."""
    text = 'We cover the "Prosper" segment, the **Grow** accounts, the account segment: Bloom and the Öde segment.'
    wrong = [f.text for f in check(text, glossary, segment_names=["Invest"]) if f.rule == "segment"]
    assert wrong == ["Prosper", "Grow", "Bloom", "Öde"]


def test_a_real_list_of_terms_is_matched_like_a_naive_reference() -> None:
    """1,152 published term pairs, taken literally: the same places as a slow search, longest first."""
    source = Path(__file__).parents[3] / "shared" / "data" / "style_lint" / "vale_terms.jsonl"
    if not source.exists():
        pytest.skip("../shared/data/style_lint is not there")
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    texts = sorted({row["pattern"].lower() for row in rows if row["pattern"].strip()})
    terms = [{"id": f"t{i}", "name": f"name{i}", "avoid": [text]} for i, text in enumerate(texts)]
    glossary = Glossary.model_validate({"terms": terms})
    plain = [t for t in texts if re.fullmatch(r"[a-z]+(?: [a-z]+)*", t)]
    text = ". ".join(f"say {t} now" for t in plain)
    longest = sorted(plain, key=len, reverse=True)
    naive = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)")
    reported = {(f.column, f.text) for f in check(text, glossary)}
    assert len(rows) == 1152
    for match in naive.finditer(text):
        assert any(c <= match.start() + 1 < c + len(t) for c, t in reported), match[0]


def test_nobody_has_agreed_on_a_proposed_term() -> None:
    """Its wrong words are errors as any; a capital that only the list begins it with does not stand mid-sentence."""
    terms = [
        {"id": "churn", "name": "Churn", "status": "proposed", "avoid": ["attrition"]},
        {"id": "icp", "name": "ICP", "status": "proposed", "avoid": ["dream buyer"]},
        {"id": "account", "name": "account", "avoid": ["logo"]},
    ]
    found = check(
        "Attrition rose, and attrition of a dream buyer or a logo hurts.", Glossary.model_validate({"terms": terms})
    )
    assert [(f.severity, f.suggestion) for f in found] == [
        ("error", "Churn"), ("error", "churn"), ("error", "ICP"), ("error", "account"),
    ]  # fmt: skip
