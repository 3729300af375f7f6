"""Reference values: typed in, or read from the files of other devices."""
