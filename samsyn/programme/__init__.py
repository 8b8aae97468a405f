"""What we do: programmes, their parties, activities and who took part."""
