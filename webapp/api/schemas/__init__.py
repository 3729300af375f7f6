"""What goes in and out, with a type for each field."""
