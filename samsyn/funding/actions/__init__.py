"""What can be done in this room: one file per noun."""
