"""Values that flow through the house: frozen, without I/O; import them from their modules."""
