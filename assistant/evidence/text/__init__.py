"""What a text says to whoever reads it: what is hidden in it, and its figures."""
