"""Samsyn: the shared workplace of organisations that support industrial companies."""
