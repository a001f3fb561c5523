"""Whether a change made it better or worse: cases, metrics, gate, comparison."""
