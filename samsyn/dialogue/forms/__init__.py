"""What a person types about dialogues, checked for shape: one file per noun."""
