"""Which version of the estimators made a result."""

from __future__ import annotations

from vitals import VERSION

SOFTWARE = f"vitals {VERSION}"
