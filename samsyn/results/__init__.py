"""What came of it: the thread, loose ends, and figures where a company counts once."""
