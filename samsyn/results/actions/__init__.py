"""What can be done here: write the log, publish it, and answer what is proposed in it."""
