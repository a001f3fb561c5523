"""WHO: the segment model, and the scorer that assigns account segments and stakeholder segments with receipts.

Each room below names what others may use; `check` needs the first alone.
"""
