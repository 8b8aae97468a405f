"""What we want: goals in levels, and the statements they rest on."""
