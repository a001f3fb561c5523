"""Candidates of a very large scope: what the store's approximate index and the words of the query bring up.

Exact scoring of everything would take too long there; what is a candidate is scored exactly. A few passages spread over
the whole scope join them, so that the scale of scores stays about that of an exact search.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from assistant.evidence.embeddings.exact import Vectors
from assistant.evidence.index.snapshot import Places
from assistant.evidence.search.allowed import Allowed, Scores

Nearest = Callable[[Vectors, int], Sequence[str] | None]
"""Ids of about the nearest passages to a vector of shape (1, width), at most that many; None when there is no index."""
LEAST = 1000
"""Passages that each side brings up at least, and that are spread over the scope."""
_PER_HIT = 4


def candidates(allowed: Allowed, lexical: Scores, nearest: Nearest, vector: Vectors, k: int) -> Places | None:
    """Places in the scope, ascending; None when there is no approximate index to ask."""
    count = min(max(LEAST, _PER_HIT * k), len(lexical))
    known = allowed.snapshot.places
    ids = nearest(vector, count)
    if ids is None:
        return None
    rows = np.array(sorted(known[id] for id in ids if id in known), dtype=np.int64)
    places = np.searchsorted(allowed.rows, rows)
    near = places[np.append(allowed.rows, -1)[places] == rows]
    least = max(np.partition(lexical, -count)[-count], 0.0)
    worded = np.flatnonzero((lexical >= least) & (lexical > 0))
    spread = np.linspace(0, len(lexical) - 1, LEAST).astype(np.int64)
    return np.unique(np.concatenate((near, worded, spread)))
