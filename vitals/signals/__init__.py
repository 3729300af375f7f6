"""From samples at capture times to uniform waves and their spectra."""
