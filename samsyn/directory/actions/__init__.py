"""What changes who is who. `journal` holds what every action in the house begins and ends with."""
