"""The writers: the composer, and the language model with its prompts."""
