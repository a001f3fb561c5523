"""Decks of others held against the claims."""
