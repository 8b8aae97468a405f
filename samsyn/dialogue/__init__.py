"""What we think together: dialogues, statements, votes, joint decisions."""
