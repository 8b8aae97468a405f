"""What can be done for companies: improvements, key figures, a coach, permissions."""
