"""What can be read about who is who. `sight` holds the one filter that every room uses."""
