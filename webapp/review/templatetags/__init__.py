"""What the pages of sessions say of a number."""
