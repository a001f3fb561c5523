"""Search: words and similarity over the passages that may be seen."""
