"""The command line: one signature and one help text per command, and nothing that takes long to import."""
