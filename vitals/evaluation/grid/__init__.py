"""Every region x pulse method x estimator on every record, on all cores, resumed where it was left."""

from vitals.evaluation.grid.options import Options
from vitals.evaluation.grid.run import Outcome, run
from vitals.evaluation.grid.series import Quantity, Series

__all__ = ["Options", "Outcome", "Quantity", "Series", "run"]
