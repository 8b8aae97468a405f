"""What a person types about money, checked for shape: one file per noun."""
