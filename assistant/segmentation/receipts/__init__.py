"""Receipts: one assignment computed in plain Python, and what would change it."""

from assistant.segmentation.receipts.replay import Replay
from assistant.segmentation.receipts.saved_receipts import SavedReceipt, read_saved, saved

__all__ = ["Replay", "SavedReceipt", "read_saved", "saved"]
