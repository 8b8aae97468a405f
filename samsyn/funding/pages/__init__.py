"""The funding room as pages: one file per noun."""
