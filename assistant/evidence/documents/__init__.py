"""Documents, and the passages they are cut into."""
