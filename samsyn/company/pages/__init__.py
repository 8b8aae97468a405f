"""Companies, as pages."""
