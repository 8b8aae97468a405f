"""What can be read of this room: one file per noun."""
