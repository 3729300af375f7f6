"""Names of the pulse methods, for pages: `vitals.pulse` itself would load the numerical libraries."""

from __future__ import annotations

METHODS = ("fused", "pos", "chrom", "pbv", "lgi", "omit", "ssr", "pca", "ica", "g_minus_r", "green")
DEFAULT_METHOD = "fused"
