"""How older states become the one of now; loaded only for a state that is behind."""
