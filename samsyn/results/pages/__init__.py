"""The thread, loose ends and counts as pages; and the front page."""
