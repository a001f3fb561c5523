"""The terminal: parse, call, render."""
