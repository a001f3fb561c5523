"""What may stand between a word and its verb: appositions, relative clauses, prepositional phrases."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.language.inflection import words as listed
from assistant.language.lexicon import Lexicon
from assistant.language.senses.sentence import STOPS, Frame, Token, is_verb

RELATIVES = frozenset(("who", "which", "that", "where", "whom", "whose"))
EXAMPLES = frozenset(("such", "like", "including", "e.g", "i.e", "namely", "meaning", "mostly", "mainly", "especially"))
DASHES = frozenset(("—", "–", "--", "-", "(", ","))
BE = frozenset(("be", "am", "is", "are", "was", "were", "been", "being", "'re", "isn't", "aren't", "wasn't", "weren't"))
GETS = frozenset(("get", "gets", "got", "getting"))
SURELY = frozenset(
    ("ideally", "preferably", "usually", "often", "typically", "perhaps", "maybe", "probably", "say", "possibly")
)
SUBORDINATING = frozenset(("when", "while", "because", "although", "though", "whereas", "if", "until", "unless"))
OPENING = frozenset(("before", "after", "since", "once", "as", "where"))
PRONOUNS = frozenset(("i", "we", "you", "they", "he", "she", "it"))
COMPARING = frozenset(("more", "less", "all"))
LONGEST_CLAUSE = 14


CHAINING = listed(
    """want like need choose try love hate prefer refuse have use stop keep start begin continue enjoy hope plan decide
    agree seem tend"""
)


def taken_up(found: Frame, words: Lexicon) -> None:
    """`they` after a plural, with what they do; and what a colon after the verb spells out."""
    right = found.right
    for at, token in enumerate(right):
        if token.low in {"they", "they're", "they've"} and found.plural:
            linked = token.low == "they're" or (right[at + 1 : at + 2] and right[at + 1].low in BE)
            if linked:
                found.complement += until(right, at + 1 + (token.low != "they're"), STOPS)
            ahead = [t for t in right[at + 1 : at + 4] if is_verb(words, t) and not is_helper(words, t)]
            if ahead:
                position = right.index(ahead[0], at)
                note_verb(found, position, words, passive=False)
            elif right[at + 1 : at + 2] and (token.low == "they've" or right[at + 1].low in {"have", "had"}):
                found.does.append("have")
                found.objects += until(right, at + 2, STOPS)
        opens = right[at + 1].low if at + 1 < len(right) else "i"
        if token.low == ":" and at and not (words.has("subjects", opens) or words.has("auxiliaries", opens)):
            found.complement += until(right, at + 1, STOPS)


def apposition(found: Frame, at: int, words: Lexicon) -> int:
    """A noun phrase between signs right after the word, as in `the customers—the people in those accounts`."""
    right = found.right
    if at + 1 >= len(right) or right[at].low not in DASHES:
        return at
    opener = right[at].low
    at += right[at + 1].low in SURELY and at + 2 < len(right)
    first = right[at + 1].low
    if opener == "-" or first in RELATIVES or first == "and":
        return at + (first in RELATIVES)
    determined = words.has("determiners", first) or first in EXAMPLES | {"from"}
    if opener == "," and not determined:
        return at
    end = at + 1
    while end < len(right) and right[end].low not in STOPS | {",", ")", "—", "–"}:
        end += 1
    found.complement += [t.low for t in right[at + 1 : end] if t.is_word]
    return end + 1


def relative_clause(found: Frame, at: int, words: Lexicon) -> None:
    found.relative = found.right[at].low
    if found.relative == "whose":
        found.has += until(found.right, at + 1, STOPS | {","})
        return
    after = found.right[at + 1 : at + 2]
    if after and (words.has("subjects", after[0].low) or words.has("determiners", after[0].low)):
        object_clause(found, at + 2, words)
        return
    position = at + 1
    passive = False
    while position < len(found.right) and position < at + 6:
        token = found.right[position]
        obtains = token.low in GETS and given(found.right, position + 1, words)
        if token.low in BE | GETS and not obtains:
            passive = True
        elif obtains or (is_verb(words, token) and not is_helper(words, token)):
            note_verb(found, position, words, passive=passive)
            break
        elif passive and not words.adverb(token.low):
            found.complement += until(found.right, position, STOPS | {","})[:5]
            break
        elif token.low in {"has", "have", "had"} and not verb_follows(found.right, position + 1, words):
            found.does.append("have")
            found.objects += until(found.right, position + 1, STOPS | {","})[:6]
            break
        position += 1


def after_relative(right: list[Token], at: int, words: Lexicon) -> int:
    """Where the main clause goes on: after the comma, or at the second verb."""
    verbs = 0
    for position in range(at + 1, len(right)):
        low = right[position].low
        if low == "," or low in STOPS:
            return position + (low == ",")
        helper = words.has("modals", low) or low in BE or low in {"do", "does", "did", "don't", "doesn't", "didn't"}
        if helper or (is_verb(words, right[position]) and not _nominal(right, position, words)):
            verbs += 1
            chained = position > at + 1 and (
                right[position - 1].low in {"to", "not"} or words.has("auxiliaries", right[position - 1].low)
            )
            if verbs > 1 and not chained:
                return position
    return len(right)


def _nominal(right: list[Token], position: int, words: Lexicon) -> bool:
    before = right[position - 1].low
    if right[position - 1].is_number:
        return True
    return words.has("determiners", before) or words.has("prepositions", before) or before.endswith("'s")


def object_clause(found: Frame, at: int, words: Lexicon) -> int | None:
    """`customers we choose not to visit`: the verbs act on the word. Where the main clause goes on, if it does."""
    read = len(found.acted_on)
    for position in range(at, min(at + 10, len(found.right))):
        token = found.right[position]
        if token.low in STOPS or token.low == ",":
            return None
        helper = is_helper(words, token) or token.low in BE
        if len(found.acted_on) > read and _goes_on(found.right, position, words, helper=helper):
            return position
        if is_verb(words, token) and not helper:
            base = words.base(token.low)
            found.acted_on.append(base)
            if position + 1 < len(found.right):
                found.acted_on.append(f"{base}_{found.right[position + 1].low}")
    return None


def _goes_on(right: list[Token], at: int, words: Lexicon, *, helper: bool) -> bool:
    """Whether the verb at a place is that of the main clause: `every customer I met complains`."""
    before = right[at - 1].low
    chained = before in {"to", "not", "and", "or"} or words.has("auxiliaries", before) or words.has("modals", before)
    chained = chained or words.has("subjects", before) or words.base(before) in CHAINING
    return (helper or is_verb(words, right[at])) and not chained and not _nominal(right, at, words)


def post_modifier(found: Frame, at: int, words: Lexicon) -> int:
    """Notes what the word is with, in or under; returns where the verb may come."""
    position = at + 1
    while position < len(found.right) and position < at + 9:
        token = found.right[position]
        if token.low in STOPS or token.low in RELATIVES or token.low in BE or words.has("modals", token.low):
            break
        if words.has("auxiliaries", token.low) or words.has("subjects", token.low):
            break
        agrees = found.plural or token.low != words.base(token.low)
        if position > at + 1 and agrees and is_verb(words, token) and not _nominal(found.right, position, words):
            noun_before = not words.has("prepositions", found.right[position - 1].low)
            if noun_before and not _inside_phrase(found.right, position, words):
                break
        position += 1
    found.has += [t.low for t in found.right[at + 1 : position] if t.is_word or t.is_number]
    return position if position > at + 1 else at + 2


def _inside_phrase(right: list[Token], position: int, words: Lexicon) -> bool:
    """Whether a word that can be a verb ends a noun phrase rather than starts a predicate."""
    low = right[position].low
    nouns = ("people_have", "organisations_have", "compound_heads", "deal_words")
    following = right[position + 1].low if position + 1 < len(right) else "."
    if words.has("modals", following) or words.has("auxiliaries", following):
        return True
    last = following in STOPS | {","}
    return any(words.has(name, low) for name in nouns) and (last or not low.endswith(("ed", "s")))


def given(right: Sequence[Token], at: int, words: Lexicon) -> bool:
    """Whether a noun phrase with a determiner or a number begins: what somebody gets, not what they become."""
    if at >= len(right) or right[at].low in COMPARING:
        return False
    low = right[at].low
    return right[at].is_number or words.has("quantities", low) or words.has("determiners", low)


def is_helper(words: Lexicon, token: Token) -> bool:
    return words.has("auxiliaries", token.low) or words.has("modals", token.low)


def verb_follows(right: list[Token], at: int, words: Lexicon) -> bool:
    """Whether a participle follows, so that `have` is only a helper."""
    for token in right[at : at + 3]:
        if token.low in words.participles or token.low in BE:
            return True
        if not (words.adverb(token.low) or token.low == "not"):
            return False
    return False


def until(right: list[Token], at: int, stops: frozenset[str]) -> list[str]:
    """Words and numbers up to a stop or the end of the clause."""
    found: list[str] = []
    before = ""
    for place, token in enumerate(right[at : at + LONGEST_CLAUSE], at):
        opens = token.low in OPENING and place + 1 < len(right) and right[place + 1].low in PRONOUNS
        denied = before == "," and token.low in {"not", "but", "yet", "so", "whereas"}
        if token.low in stops or denied or opens or (found and token.low in SUBORDINATING):
            break
        before = token.low
        if token.is_word or token.is_number:
            found.append(token.low)
    return found


def note_verb(found: Frame, at: int, words: Lexicon, *, passive: bool) -> None:
    base = words.base(found.right[at].low)
    target = found.undergoes if passive and found.right[at].low in words.participles else found.does
    target.append(base)
    rest = found.right[at + 1 :]
    target.extend(f"{base}_{low}" for low in followers(rest, words))
    opens = [token.low for token in rest[:2]]
    if base in CHAINING and opens in (["to", "be"], ["to", "become"]):
        found.complement += until(found.right, at + 3, STOPS)
    if base in CHAINING:
        found_verb = _chained(rest, words)
        if found_verb is not None:
            verbs, passive_too = found_verb
            (found.undergoes if passive_too else found.does).extend(verbs)
    found.objects += until(found.right, at + 1, STOPS)


def followers(rest: Sequence[Token], words: Lexicon) -> list[str]:
    """What may make another verb of it: a particle, and the noun after an article and one adjective."""
    found = [token.low for token in rest[:1]]
    if rest and words.has("determiners", rest[0].low):
        found += [token.low for token in rest[1:3] if token.is_word and not words.has("prepositions", token.low)]
    elif len(rest) > 1 and rest[0].is_word and not words.has("prepositions", rest[0].low):
        found.append(rest[1].low)
    return found


def _chained(rest: Sequence[Token], words: Lexicon) -> tuple[list[str], bool] | None:
    """The verb after `want to`, `like being`, `keep`, alone and with its particle, and whether it is passive."""
    follow = [t for t in rest[:4] if t.low not in {"to", "not", "be", "been", "being"}]
    opens = bool(rest) and (rest[0].low == "to" or rest[0].low.endswith("ing"))
    if not opens or not follow or not words.base(follow[0].low):
        return None
    passively = any(t.low in {"be", "being", "been"} for t in rest[:3]) and follow[0].low in words.participles
    base = words.base(follow[0].low)
    return [base, *(f"{base}_{token.low}" for token in follow[1:2])], passively
