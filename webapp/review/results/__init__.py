"""What is known of one session: its versions of the result, their seconds, and the waves of its signals."""
