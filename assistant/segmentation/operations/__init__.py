"""Sales operations: what is published, what would change, what is covered, and what to ask next."""
