"""The segment model: the shape of `segments.yaml`, its validation, and the typed values that it speaks of."""
