"""Other networks and other regions, to compare with; nothing of the product uses them."""
