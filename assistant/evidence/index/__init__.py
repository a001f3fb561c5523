"""The index: built aside, swapped in, loaded by whoever searches."""
