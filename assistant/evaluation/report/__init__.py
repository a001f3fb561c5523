"""What an evaluation leaves in a folder."""
