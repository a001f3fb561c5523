"""Parlance: one language and one truth for marketing and sales."""

__version__ = "0.1.0"
