"""Screening: passages that carry orders or requests are no evidence."""
