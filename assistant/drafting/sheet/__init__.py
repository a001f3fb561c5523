"""A checked draft on paper: views, and the formats that it is handed on in."""
