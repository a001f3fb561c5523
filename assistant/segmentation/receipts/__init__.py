"""Receipts: one assignment computed in plain Python, and what would change it."""
