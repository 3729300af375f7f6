"""Results for people and for programs: one HTML page, two CSV files, one JSON, a table for the terminal."""

from vitals.evaluation.report.about import About
from vitals.evaluation.report.summary import Summary, summarise
from vitals.evaluation.report.terminal import table
from vitals.evaluation.report.write import write

__all__ = ["About", "Summary", "summarise", "table", "write"]
