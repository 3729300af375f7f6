"""Public face data sets as their authors lay them out on disk: one module each, all of them sources."""
