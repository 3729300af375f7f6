"""Keys that let programs into one study: made, listed and taken back by its coordinators."""
