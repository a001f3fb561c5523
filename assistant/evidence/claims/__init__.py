"""Claims, held against the documents that they name."""
