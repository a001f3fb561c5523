"""Explanations: a receipt with what would change it, the way to a segment, and receipts that are saved and replayed.

Everything is looked up in the scoring that is given, from which all that an asker may not see was taken before.
"""

from __future__ import annotations

from assistant.domain.segments import Receipt
from assistant.errors import UsageError
from assistant.segmentation.receipts.nearest_changes import nearest_changes
from assistant.segmentation.receipts.paths import find_path, segment_named
from assistant.segmentation.receipts.replay import Replay, replay
from assistant.segmentation.receipts.saved_receipts import SavedReceipt
from assistant.segmentation.receipts.subject import Subject
from assistant.segmentation.scoring.scoring import Scoring


def explained(subject: Subject, names: dict[str, str], to: str | None = None) -> Receipt:
    """The receipt with the nearest change of each attribute and, if wanted, the path to a segment.

    `names` are the display names of segments by id; `to` is the id or name of a segment.
    """
    wanted = segment_named(subject, to, names) if to is not None else None
    path = find_path(subject, wanted, names) if wanted is not None else None
    return subject.receipt().model_copy(update={"would_change": nearest_changes(subject), "path": path})


def replayed(kept: SavedReceipt, scoring: Scoring) -> Replay:
    """A saved receipt, computed again and compared with what its account or stakeholder is now."""
    level, id = kept.receipt.level, kept.receipt.id
    if not scoring.levels[level].definition.segments:
        raise UsageError(f"This receipt is about a {level}, and the segment model scores no {level}s now.")
    there = scoring.levels[level].position(id) is not None
    return replay(kept, scoring.lead(level), scoring.subject(level, id) if there else None)
