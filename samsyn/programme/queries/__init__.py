"""What can be read about programmes, activities and who took part."""
