"""What a sentence says of a word that stands before: its relative clause, apposition, verb and complement."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.language.inflection import words as listed
from assistant.language.lexicon import Lexicon
from assistant.language.senses.clauses import (
    BE,
    EXAMPLES,
    GETS,
    LONGEST_CLAUSE,
    RELATIVES,
    after_relative,
    apposition,
    followers,
    given,
    is_helper,
    note_verb,
    object_clause,
    post_modifier,
    relative_clause,
    taken_up,
    until,
    verb_follows,
)
from assistant.language.senses.sentence import GROUPS, STOPS, Frame, Token, is_verb


def read_predicate(found: Frame, at: int, words: Lexicon) -> None:
    """Fills in everything that follows the word, from the token `at` of its right side."""
    right = found.right
    taken_up(found, words)
    if found.asked:
        found.complement += until(right, at, STOPS)
        return
    if right[at : at + 1] and right[at].low == "to" and _makes_do(found, words):
        at += 1
    narrowed = [token.low for token in right[at : at + 2] if token.low != "down"]
    if (
        narrowed[:1] == ["to"]
        and found.acted_on
        and any(token.is_number or words.has("quantities", token.low) for token in right[at + 1 : at + 3])
    ):
        found.complement += until(right, at + 1, STOPS | {","})
    position: int | None = apposition(found, at, words)
    while position is not None and position < len(right):
        position = _after_noun(found, position, words)


def _after_noun(found: Frame, at: int, words: Lexicon) -> int | None:
    """Takes in what stands between the noun and its verb; where to go on, None when the clause is read."""
    right, low = found.right, found.right[at].low
    if at == 0 and found.preposition and low != "that" and words.has("determiners", low):
        return None
    example = low in EXAMPLES and not _likes(right, at, words)
    if low in STOPS | {"("} or example:
        if low in {":", "("} or example:
            found.complement += until(right, at + 1, STOPS | {")", "—"})
        return None
    if low in RELATIVES and (low != "that" or at == 0):
        relative_clause(found, at, words)
        return after_relative(right, at, words)
    if words.has("subjects", low) and low != "who":
        return object_clause(found, at + 1, words)
    if words.has("prepositions", low) and not _likes(right, at, words):
        return post_modifier(found, at, words)
    return _at_verb(found, at, words)


def _likes(right: Sequence[Token], at: int, words: Lexicon) -> bool:
    """Whether `like` is the verb: `customers like to be asked`, but not `customers like Siemens`."""
    following = right[at + 1].low if at + 1 < len(right) else ""
    verbal = following in {"to", "it", "being", "having"} or words.has("determiners", following)
    return right[at].low == "like" and verbal


def _at_verb(found: Frame, at: int, words: Lexicon) -> int | None:
    """Reads a helper, a copula or a verb; passes over anything else."""
    right, token = found.right, found.right[at]
    low = token.low
    if found.depends and found.word not in GROUPS:
        return None
    obtains = low in GETS and given(right, at + 1, words)
    if low in BE | GETS and not obtains:
        _copula(found, at + 1, words)
        return None
    if low in {"has", "have", "had"} and not verb_follows(right, at + 1, words):
        found.does.append("have")
        found.objects += until(right, at + 1, STOPS)
        return None
    if not obtains and (is_helper(words, token) or words.adverb(low) or low == "not"):
        return at + 1
    if obtains or is_verb(words, token):
        _verb(found, at, words)
        return None
    return _coordinated(right, at + 1, words) if low in {"and", "or", "but"} and at == 0 else at + 1


CAUSING = listed(
    """want help let make get allow enable ask encourage persuade convince need expect like teach tell inspire urge
    invite motivate push nudge train force cause lead see watch hear remind"""
)


def _makes_do(found: Frame, words: Lexicon) -> bool:
    """Whether `to` and a verb after the word say what it does: `we want customers to feel safe`."""
    follows = found.right[1:2]
    caused = found.preposition == "for" or bool(CAUSING & set(found.acted_on))
    return bool(follows) and bool(words.base(follows[0].low)) and caused


def _copula(found: Frame, at: int, words: Lexicon) -> None:
    """After a form of `be`: a passive, a progressive, or what the word is said to be."""
    right = found.right
    became = f"get_{right[at].low}" if at < len(right) and right[at - 1].low in GETS else ""
    if words.has("people_do", became):
        found.does.append(became)
        return
    while at < len(right) and (words.adverb(right[at].low) or right[at].low in BE | {"not"}):
        at += 1
    if at >= len(right):
        return
    low = right[at].low
    base = words.base(low)
    if base and low in words.participles and not words.has("person_adjectives", low):
        note_verb(found, at, words, passive=True)
        found.complement.append(low)
    elif base and low.endswith("ing") and not words.has("organisation_adjectives", low):
        note_verb(found, at, words, passive=False)
    elif low.endswith("ed") and given(right, at + 1, words):
        found.objects += until(right, at + 1, STOPS)
    else:
        found.complement += until(right, at, STOPS)


def _verb(found: Frame, at: int, words: Lexicon) -> None:
    note_verb(found, at, words, passive=False)
    for position in range(at + 1, min(len(found.right) - 1, at + LONGEST_CLAUSE)):
        token, following = found.right[position], found.right[position + 1]
        if token.low in {".", "!", "?"}:
            return
        if token.low in {"and", ",", "but", "or", "then"} and is_verb(words, following):
            third = position + 2 < len(found.right) and found.right[position + 2].low
            listed = following.low.endswith("s") and third in {",", "and", "."}
            if following.low not in BE and not listed:
                base = words.base(following.low)
                after = found.right[position + 2 : position + 6]
                found.does += [base, *(f"{base}_{low}" for low in followers(after, words))]


def _coordinated(right: list[Token], at: int, words: Lexicon) -> int:
    """Skips `and clinics` up to the verb."""
    while at < len(right) and not is_verb(words, right[at]) and not words.has("auxiliaries", right[at].low):
        if right[at].low in STOPS:
            break
        at += 1
    return at
