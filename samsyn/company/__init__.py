"""Where the company stands: improvements and key figures."""
