"""The strategy room as pages: goals, and what serves them."""
