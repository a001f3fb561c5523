"""What a clause says, whomever or whatever it speaks of: how things are, and not one occasion, courtesy or opinion."""

from __future__ import annotations

import re

from assistant.drafting.deck.assertions import phrases, verbs
from assistant.drafting.deck.clauses import AUXILIARIES, Clause
from assistant.drafting.deck.gains import NOT_STATED
from assistant.evidence.support.lexicon import stem, uncommon
from assistant.evidence.text.figures import figures
from assistant.language.lexicon import lexicon

IS = ("is", "are")
HAS = ("has", "have")
FEWEST = 3
"""Words of a line without a verb from which it can promise something."""
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
_NAME = re.compile(r"([A-Z][\w&.-]+)(?: [A-Z][\w&.-]+)*")


def about_the_occasion(clause: Clause) -> bool:
    """Whether it speaks of this text, a meeting or a wish, not of how things are."""
    whole = f"{clause.subject} {clause.said}"
    return bool(phrases("occasion").search(whole) or NOT_STATED.search(whole))


def of_us(clause: Clause, *, heading: bool) -> bool:
    """Whether what is said of us can be relied on."""
    main = main_verb(clause.said)
    if heading and not (main in verbs().able or clause.verb in AUXILIARIES):
        return False
    if phrases("talking").match(clause.subject) and main in verbs().courteous:
        return False
    if phrases("status").search(clause.said):
        return True
    return not phrases("identity").match(clause.said) and (not clause.past or figured(clause))


def of_buyers(clause: Clause) -> bool:
    """Whether people can do, get or leave something with what they buy."""
    if phrases("courtesy").search(clause.said):
        return False
    reader = phrases("reader").match(clause.subject)
    if can := phrases("can").match(clause.said):
        verb = stem(can[1])
        return verb in verbs().use or (verb not in verbs().courteous if reader else verb in verbs().able)
    return bool(phrases("buyers").match(clause.said) or (not reader and phrases("soon").search(clause.said)))


def of_theirs(clause: Clause) -> bool:
    """Whether it says what becomes of what readers hand over, and nobody else is named who does it."""
    return bool(phrases("kept").match(clause.said)) or (done(clause) and " by " not in clause.said)


def of_things(clause: Clause, heads: frozenset[str]) -> bool:
    """Whether it says what a thing does, takes or is; `heads` are stems of what the claims speak of."""
    said, main = clause.said, main_verb(clause.said)
    if is_name(clause.subject) and phrases("rival").match(said):
        return True
    noun = stem(head(clause.subject))
    known = noun in verbs().parts | heads
    measured = figured(clause) and (main in verbs().measured or (known and clause.verb in IS))
    able = main in verbs().able and (known or main not in verbs().harm)
    acts = clause.verb not in (*IS, *HAS) and (able or noun in verbs().parts)
    can = phrases("can").match(said)
    return not phrases("abroad").search(said) and bool(
        measured
        or acts
        or (can and stem(can[1]) in verbs().use)
        or (known and phrases("praise").match(said))
        or done(clause)
        or phrases("stays").match(said)
        or phrases("wherever").search(said)
    )


def as_a_rule(clause: Clause) -> bool:
    """Whether it says how something is or goes as a rule, whoever may say so."""
    subject = clause.subject
    if clause.past or about_the_occasion(clause) or phrases("yours").match(subject) or elsewhere(clause):
        return False
    if clause.verb == "is" and is_name(subject):
        return False
    if phrases("talkers").match(subject) and main_verb(clause.said) in verbs().courteous - verbs().use:
        return False
    return not phrases("identity").match(clause.said)


def is_promise(line: str) -> bool:
    """Whether a line without a verb can promise something: `Batteries for a whole shift`; no order."""
    words = _WORD.findall(line.lower())
    ordered = bool(words) and lexicon().base(words[0]) == words[0]
    return bool(phrases("lacking").match(line)) or (len(words) >= FEWEST and not ordered)


def elsewhere(clause: Clause) -> bool:
    """Whether it speaks of others, or of how things are without us."""
    return bool(phrases("elsewhere").search(f"{clause.subject} {clause.said}"))


def done(clause: Clause) -> bool:
    """Whether something is done to it that suppliers do."""
    found = phrases("passive").match(clause.said)
    return found is not None and stem(found[1]) in verbs().done


def figured(clause: Clause) -> bool:
    """Whether it states a figure that is no date."""
    return any(figure.unit != "date" for figure in figures(clause.said))


def main_verb(said: str) -> str:
    """Stem of the first word that is neither an auxiliary nor an adverb."""
    words = _WORD.findall(said)
    carries = (word for word in words if word not in AUXILIARIES and (word == "last" or not lexicon().adverb(word)))
    return stem(next(carries, words[0] if words else ""))


def head(subject: str) -> str:
    """The noun that a subject is about: the last before `of`, `for` and their like."""
    words = _WORD.findall(subject.lower())
    end = next((at for at, word in enumerate(words) if at and lexicon().has("prepositions", word)), len(words))
    return words[end - 1] if words else ""


def is_person(subject: str) -> bool:
    """Whether a subject is people or an organisation."""
    noun = head(subject)
    return lexicon().has("person_nouns", noun) or lexicon().has("organisation_nouns", noun)


def is_name(subject: str) -> bool:
    """Whether a subject is a proper name."""
    found = _NAME.fullmatch(subject)
    return bool(found and uncommon(found[1].lower()))
