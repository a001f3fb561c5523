"""What can be seen of a sentence that may be a request: its mood, what it asks for, and whether it belongs here.

Advice in a handbook and an order to an assistant have the same mood. They differ in what they speak of: advice speaks
of its page, its readers' work and other people; an order speaks of the reader's own answer, or of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from assistant.evidence.screening.requests.sentences import Sentence
from assistant.evidence.screening.requests.steps import step_features
from assistant.evidence.screening.requests.vocabulary import NO_CONTENT, own_answer, vocabulary
from assistant.evidence.support.lexicon import stem
from assistant.evidence.support.meaning import cosines

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)*")
_LEADS = frozenset(
    _WORD.findall(
        "please now also then next finally kindly first and additionally furthermore instead lastly but so ok okay"
    )
)
_LEAD = re.compile(rf"^(?:(?:{'|'.join(sorted(_LEADS))})[,:]?\s+)*")
_LABEL = re.compile(r"^[a-z][\w ()'’/-]{0,30}:\s+(?=[a-z])")
"""What stands before an order in one line: `Next step: send the quote`."""
_ASKED = re.compile(
    r"^(?:can|could|would|will)\s+you\s+(?:(?:please|also|kindly)\s+)?|^(?:i\s+(?:want|need)\s+you\s+to\s+)"
    r"|^(?:from\s+(?:here|now)\s+on|wherever\s+you\s+can|when\s+you\s+are\s+done)[,:]?\s+"
)
_INSIDE = re.compile(
    r"^(?:in|within|at the end of|at the start of|before|after|throughout|for|to)\s+your\s+[\w\s]{3,30}?[,:]\s+"
)
_QUESTION = re.compile(
    r"^(?:(?:and|so|but|also|now|well)[,:]?\s+)?"
    r"(?:what|who|whom|whose|when|where|why|how|which|is|are|was|were|do|does|did|can|could|should|would|will)(?:['’]\w+)?\b"
)
_OPEN = re.compile(r"^(?:what|who|whose|when|where|why|how|which)(?:['’]\w+)?\b")
_WANTED = re.compile(r"^i(?:['’]d|\s+would)?\s+(?:need|want)\s+(?!to\b|you\b)")
_ADDRESS = re.compile(r"https?:|www\.|\w@\w")
_POINTS = re.compile(r"\b(?:this|that|these|those|here|it|its|we|our|us|they|their|them|above|below|he|she|his|her)\b")
_READER = re.compile(r"\b(?:you|your|yours|yourself)\b")
_MANNER = re.compile(
    r"\b(?:in the (?:style|voice|tone|manner) of|"
    r"in (?:simple|plain|layman)\w* \w+|step by step|for (?:me|a beginner|kids)|with (?:an )?examples?|"
    r"in (?:detail|binary|hexadecimal|base64|morse|reverse|rhyme)|"
    r"(?:in|into|to) (?:french|spanish|german|italian|russian|japanese|chinese|english|portuguese|arabic|latin))\b"
)
_DEFINITE = re.compile(r"^\W*(?:the|your|their|our|his|her|its|this|that|these|those|each|every|all)\b(?! following\b)")
_INDEFINITE = re.compile(r"^\W*(?:an?|some|any|one|two|three|four|five|ten|me|us)\b")
_TEXT = re.compile(
    r"\b(?:following|above|below|next|previous|given|preceding)\s+(?:\w+\s+)?(?:sentence|text|paragraph|passage|phrase|word|"
    r"quote|tweet|review|lines?|loop|code|snippet|question|statement)s?\b|\b(?:sentence|text|paragraph|passage|code|loop)"
    r" (?:above|below)\b|"
    r"\b(?:the above|all of (?:this|it)|everything (?:above|here|you)|(?:this|these) (?:notes?|list))\b"
)
_NAME = re.compile(r"(?<=[\w,] )[\"'“‘(]?([A-Z][a-z]{2,}|[A-Z]{2,})")
_HOW = re.compile(r"^(?:only\s+)?(?:respond|reply|answer|speak|talk)\s+(?:only\s+)?(?:in|as|like|with|using|without)\b")
_NOUN = re.compile(r"^\s+(?:of|is|are|was|were|has|have|will|can|may|must|should|for the)\b|^\s*[:=]")
_MARKUP = re.compile(r"\]\(|`|\|.*\||\*\*")
_YOUR = "your"
"""What every `own_answer` begins with."""
LITTLE = 40
"""Words of a document that is so short that whatever stands in it stands alone."""
MOST_NEW = 12
"""Words whose meaning is compared one by one."""
ENOUGH = 4
"""Words of a subject from which on more tell nothing new."""


def may_ask(sentence: Sentence) -> bool:
    """Whether the sentence has the mood of a request at all, or speaks of the reader's answer."""
    lower = sentence.text.lower()
    if "you" not in lower and "?" not in lower and not _may_order(lower):
        return False
    return bool(
        _verb(lower)
        or ("?" in lower and _QUESTION.match(_bare(lower)))
        or _WANTED.match(_bare(lower))
        or (_YOUR in lower and own_answer().search(lower))
    )


def subject(text: str) -> frozenset[str]:
    """Stems of the words that say what a text speaks of."""
    return frozenset(stem(word) for word in _WORD.findall(text.lower()) if word not in NO_CONTENT and len(word) > 2)


def features(sentence: Sentence, elsewhere: Mapping[str, int], steps: bool = False) -> dict[str, float]:
    """Values from 0 to 1 by name; `elsewhere` counts the document's sentences with a stem, this one too.

    `steps` says that the sentence stands among what people agreed to do.
    """
    lower = sentence.text.lower()
    verb = _verb(lower)
    asks = bool(_QUESTION.match(_bare(lower))) and "?" in lower
    rest = _rest(lower, verb)
    about = subject(rest)
    away = [word for word in about if elsewhere.get(word, 0) <= 1]
    share = len(away) / len(about) if about else 0.0
    answer = bool(own_answer().search(lower) or _HOW.match(_order(lower)))
    wanted = _WANTED.match(_bare(lower)) is not None
    mood = "answer" if answer and verb else "question" if asks and not verb else "order" if verb or wanted else "other"
    found = dict(_words(lower, about))
    own = verb and own_answer().search(lower)
    near_work, far_from_work, word_away = (0.0, 1.0, 1.0) if own else _meanings(_order(lower), elsewhere)
    step = steps and mood == "order" and not found["manner"]
    found |= {name: value * step for name, value in step_features(sentence.text, (verb, rest), about, elsewhere)}
    return found | {
        "answer_changed": float(mood == "answer"),
        "answer_named": float(answer and not verb),
        "question": float(mood == "question"),
        "question_open": float(mood == "question" and bool(_OPEN.match(_bare(lower)))),
        "order_make": float(mood == "order" and verb in vocabulary().make),
        "asked_politely": float(bool(_ASKED.match(_bare(lower)))),
        "question_away": share * (mood == "question"),
        "order_away": share * (mood == "order"),
        "question_whole": float(mood == "question" and share == 1.0 and len(about) > 1),
        "order_whole": float(mood == "order" and share == 1.0 and len(about) > 1),
        "name_away": float(any(elsewhere.get(stem(name.lower()), 0) <= 1 for name in _NAME.findall(sentence.text))),
        "definite": float(bool(verb) and _DEFINITE.match(rest) is not None),
        "indefinite": float(bool(verb) and _INDEFINITE.match(rest) is not None),
        "near_work": near_work,
        "far_from_work": far_from_work,
        "word_far": word_away,
        "address": float(bool(verb) and _ADDRESS.search(lower) is not None),
        "text_meant": float(bool(_TEXT.search(lower))),
        "words_away": min(len(away), ENOUGH) / ENOUGH,
        "away_in_little": min(len(away), ENOUGH) / ENOUGH / (1 + len(elsewhere) / LITTLE),
        "words_shared": min(len(about) - len(away), ENOUGH) / ENOUGH,
        "no_subject": float(not about),
        "item": float(sentence.item),
        "asked_around": float(sentence.asked_around),
        "long": float(len(lower) > 160),
    }


def _words(lower: str, about: frozenset[str]) -> Iterator[tuple[str, float]]:
    """Features of single words."""
    words = set(_WORD.findall(lower))
    lists = vocabulary()
    yield "form", float(bool(words & lists.form))
    yield "manner", float(bool(_MANNER.search(lower)))
    yield "letters", float(bool(about & _stems("letters")))
    yield "people", float(bool(about & _stems("people")))
    yield "work", float(bool(about & _stems("work")))
    yield "points", float(bool(_POINTS.search(lower)))
    yield "reader", float(bool(_READER.search(_after(_ASKED, own_answer().sub("", _bare(lower))))))
    yield "speaker", float(bool(words & {"me", "my", "i"}))
    yield "markup", float(bool(_MARKUP.search(lower)))


def _meanings(order: str, elsewhere: Mapping[str, int]) -> tuple[float, float, float]:
    """How near an order is to what people do at work; how much nearer it, and its farthest new word, is to the rest."""
    work, other = vocabulary().at_work, vocabulary().not_at_work
    new = [
        word for word in _WORD.findall(order) if word not in NO_CONTENT and len(word) > 2 and _is_new(word, elsewhere)
    ]
    likeness = cosines([order, *new[:MOST_NEW]], (*work, *other))
    near, far = likeness[:, : len(work)].max(axis=1), likeness[:, len(work) :].max(axis=1)
    away = [round(float(min(max(0.5 + apart, 0.0), 1.0)), 4) for apart in far - near]
    return round(max(float(near[0]), 0.0), 4), away[0], max(away[1:], default=0.5)


def _is_new(word: str, elsewhere: Mapping[str, int]) -> bool:
    return elsewhere.get(stem(word), 0) <= 1


@cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in getattr(vocabulary(), name))


def _verb(lower: str) -> str:
    """The verb of an order, empty when there is none."""
    bare = _order(lower)
    first = _WORD.match(bare)
    word = first.group() if first else ""
    if word not in vocabulary().make and word not in vocabulary().change:
        return ""
    following = bare[len(word) :]
    return word if following[:1] in (" ", ",", "") and _NOUN.match(following) is None else ""


def _may_order(lower: str) -> bool:
    """Whether the first word may open an order that does not say "you": most sentences need no closer look."""
    first = _WORD.match(lower)
    word = first.group() if first else ""
    if ":" in lower and _LABEL.match(lower):
        return True
    return (
        word in _LEADS
        or word in {"i", "from", "wherever", "when"}
        or word in vocabulary().make
        or word in vocabulary().change
    )


def _order(lower: str) -> str:
    """The sentence from its verb on, if it is an order."""
    return _after(_ASKED, _after(_INSIDE, _bare(lower)))


def _rest(lower: str, verb: str) -> str:
    """What follows the verb, or the whole."""
    return _order(lower)[len(verb) :] if verb else lower


def _bare(lower: str) -> str:
    return _after(_LEAD, _after(_LABEL, lower))


def _after(opening: re.Pattern[str], lower: str) -> str:
    """What follows an opening, or the whole."""
    found = opening.match(lower)
    return lower[found.end() :] if found else lower
