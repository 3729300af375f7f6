"""A stored session, looked at again: its waves from end to end, and its rates with another method."""
