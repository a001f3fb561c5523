"""Whether a text is English: the grammar of senses is, and does not judge other languages.

Counts the small words of some languages at the start of the text, and letters of other scripts. Only positive evidence
of another language counts; a list of headings is not foreign for having no small words.
"""

from __future__ import annotations

import re
from collections import Counter

from assistant.language.inflection import words as listed

SAMPLE = 20_000
"""Characters that are looked at."""
ENGLISH = listed(
    "the and of to is that for with are it this we our you be have from not at by they their your who what"
)
OTHERS = {
    "German": listed("der die das und nicht ist mit für auf ein eine wir unsere sie den dem des von zu im werden auch"),
    "French": listed("le la les des et est pour dans une que nous nos vous du au qui avec sur pas ce cette leur"),
    "Spanish": listed("el los las que para con una por del nuestros es y se nuestro su como más pero sus al"),
    "Italian": listed("il che di per non una sono della nostri gli con le dei più del nostro anche alla"),
    "Portuguese": listed("os que não para com uma dos das nossos são por mais ao nosso pelo seu sua em"),
    "Dutch": listed("de het een en van niet met onze voor zijn op dat aan ook worden naar maar bij"),
    "Swedish": listed("och att det som är för på av med våra inte vi till den ett har"),
    "Danish": listed("og at det som er for på af med vores ikke vi til den et har"),
    "Polish": listed("nie jest się na do że to nasi klienci oraz dla od przez jak są"),
}
SPOKEN = {
    word: [name for name, small in OTHERS.items() if word in small] for small in OTHERS.values() for word in small
}
"""The languages of each small word."""
WORD = re.compile(r"[^\W\d_]+")
SCRIPTS = re.compile("[\u0370-\u1fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
ENOUGH = 3


def foreign(text: str) -> str:
    """The language that the text is in when it is plainly not English (or `another script`); else empty."""
    sample = text[:SAMPLE]
    words = Counter(word.lower() for word in WORD.findall(sample))
    letters = sum(len(word) * count for word, count in words.items())
    if len(SCRIPTS.findall(sample)) * 2 > letters > 0:
        return "another script"
    english = sum(count for word, count in words.items() if word in ENGLISH)
    counts = dict.fromkeys(OTHERS, 0)
    for word in words.keys() & SPOKEN.keys():
        for name in SPOKEN[word]:
            counts[name] += words[word]
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] >= ENOUGH and counts[best] > 1.5 * english else ""
