"""The first screens: what each role meets on a Monday, one file for each or for a family."""
