"""Which estimators these are. Nothing is imported here, so that everyone may ask."""

VERSION = "1.0.0"
"""Raised whenever the numbers of a measurement change: stored results name it, and are never overwritten."""
