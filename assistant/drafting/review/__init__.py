"""The review: statements held against what they cite."""
