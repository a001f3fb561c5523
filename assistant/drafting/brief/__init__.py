"""The brief: what one draft may use, collected from receipts and evidence."""
