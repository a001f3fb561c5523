"""Whether a speaker uses a word, or speaks about how somebody else does.

"You say customers, you mean accounts" is about the other's word; "fine, customers in your sense" adopts it; neither
says what the speaker means by it.
"""

from __future__ import annotations

import re

OTHERS = (
    r"(?:you(?:['’](?:re|ve|ll|d))?|they(?:['’]re)?|he|she|your (?:team|people|lot|side)|sales|marketing|finance"
    r"|telesales|product|everybody else|{names})"
)
VERBS = (
    r"(?:say|says|said|saying|mean|means|meant|meaning|call|calls|called|calling|use|uses|used|using|thinks? of"
    r"|(?:talk|talks|talking|talked) about|refers? to|define|defines|defined|understands?|writes?|wrote|hears?"
    r"|(?:keep|kept) saying)"
)
HELPERS = (
    r"(?:\s+(?:\w+ly|all|always|never|just|often|usually|keeps?|kept|do|does|did|don['’]t|also|may|might|would|will"
    r"|can|really|still|when|guys|folks|two))*"
)
SENSES = re.compile(
    r"\b(?:your|their|his|her) (?:own )?(?:sense|meaning|words?|definition|terms|language|usage|vocabulary|reading)\b"
    r"|\b(?:your|their|his|her) (?:own )?(?:world|book|sort|kind)\b"
    r"|\bin the (?:sales|marketing) sense\b|\bas you (?:say|call|put|use|define)\b|\bthe way you\b"
    r"|\bfor you,? (?:an?|the)\b|\bto you,? an?\b",
    re.IGNORECASE,
)
OWN = re.compile(
    r"\b(?:I|we)(?:['’](?:m|re|ve))? (?:\w+ )?(?:mean|say|call|talk|use|talking|define)\b"
    r"|\bfor (?:me|us)\b|\bto (?:me|us)\b|\bmy (?:sense|word)\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"[;.!?]|,? (?:but|whereas|while|and)(?= (?:I|we|for me|for us|to me|to us|you|they|he|she|for you|to you)\b)|[—–]"
)


def speaks_for_itself(sentence: str, start: int, end: int, other_speakers: list[str]) -> bool:
    """Whether the word from `start` to `end` of the sentence is the speaker's own use."""
    low = max((stop.end() for stop in CLAUSE.finditer(sentence, 0, start)), default=0)
    high = min((stop.start() for stop in CLAUSE.finditer(sentence, end)), default=len(sentence))
    clause = sentence[low:high]
    if SENSES.search(clause):
        return False
    names = "|".join(re.escape(name) for name in other_speakers) or "nobody"
    about = re.compile(rf"\b{OTHERS.replace('{names}', names)}{HELPERS}\s+{VERBS}\b", re.IGNORECASE)
    return not (about.search(clause) and not OWN.search(clause))
