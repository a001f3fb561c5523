"""The scorer: everybody at once, as one expression that every engine runs unchanged."""
