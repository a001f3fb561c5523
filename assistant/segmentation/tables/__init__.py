"""Tables: read once, in batches, typed, with a quarantine; what each account and stakeholder is known for."""
