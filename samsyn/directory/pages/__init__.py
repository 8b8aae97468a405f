"""The directory room as pages, one file per noun."""
