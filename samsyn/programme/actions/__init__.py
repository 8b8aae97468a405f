"""What can be done with programmes, activities and participation."""
