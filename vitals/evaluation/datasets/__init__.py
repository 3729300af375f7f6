"""Public data sets and plain folders, as records with truth: one small module per layout."""

from vitals.evaluation.datasets.layouts import LAYOUTS, Dataset, open_dataset
from vitals.evaluation.datasets.record import Pictures, Record, Stored, Truth

__all__ = ["LAYOUTS", "Dataset", "Pictures", "Record", "Stored", "Truth", "open_dataset"]
