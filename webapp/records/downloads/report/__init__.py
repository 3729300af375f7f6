"""The parts of the PDF report."""
