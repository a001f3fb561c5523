"""Decisions that several threads make at once are those that one thread makes."""

from concurrent.futures import ThreadPoolExecutor

from assistant.evidence.support import Support, supports

SENTENCES = [
    (f"The clinic at Dorn{n:03}ham cut plan{n:03}ned returns by {n} %.", f"Returns fell by {n} % at Dorn{n:03}ham.")
    for n in range(200)
]


def _decide(pair: tuple[str, str]) -> Support:
    sentence, evidence = pair
    return supports(sentence, [evidence, f"{sentence} Nothing else is known."[:40]])


def test_new_words_in_many_threads_at_once_change_no_decision() -> None:
    """Words that nobody has met yet, brought by eight threads together, mean what they mean alone."""
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(_decide, SENTENCES))
    assert together == [_decide(pair) for pair in SENTENCES]
