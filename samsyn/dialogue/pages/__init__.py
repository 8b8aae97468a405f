"""The dialogue room as pages: one file per noun."""
