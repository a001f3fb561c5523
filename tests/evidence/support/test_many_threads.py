"""What several threads compare at once is what one thread compares."""

import subprocess
import sys

COMPARED = """
import sys
from concurrent.futures import ThreadPoolExecutor
from assistant.evidence.support.alignment import Alignment, likeness
from assistant.evidence.support.nearness import Nearness
from assistant.evidence.support.reading import Sentence

sys.setswitchinterval(1e-6)
texts = [" ".join(f"w{n * at % 9973}x" for at in range(1, 120)) for n in range(1, 160)]
nearness = Nearness({})
pairs = [Alignment(Sentence(one), (Sentence(other),), nearness) for one, other in zip(texts, texts[1:])]
with ThreadPoolExecutor(int(sys.argv[1])) as pool:
    print(*pool.map(lambda pair: (likeness(pair).tolist(), pair.cover.tolist()), pairs))
"""


def test_words_that_many_threads_bring_at_once_mean_what_they_mean_alone() -> None:
    """Eight threads that meet new words at the same time get the likenesses and the cover of one thread."""
    alone, together = (
        subprocess.run([sys.executable, "-c", COMPARED, workers], capture_output=True, text=True, check=True).stdout
        for workers in ("1", "8")
    )
    assert alone == together
    assert "0." in alone
