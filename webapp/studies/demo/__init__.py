"""A made-up study, so that every page can be seen and tried: `manage.py demo_data`.

Nobody was measured. Some sessions hold signals of `vitals.evaluation.face_synthetic` that went through the
real estimators; the rates of the others are drawn by lot. Everything carries the word "demo".
"""

from __future__ import annotations

STUDY = "Demo: resting and recovery"
MANY = "Demo: many sessions"
STUDIES = (STUDY, MANY)
MODEL = "demo: no camera"
SEED = 20261123
