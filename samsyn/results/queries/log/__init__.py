"""What can be read of the log: entries, what is proposed in them, and what happened in a week."""
