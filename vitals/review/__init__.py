"""A stored session, looked at again: its waves from end to end, and its rates with another method."""

from vitals.review.reanalysis import reanalyse
from vitals.review.spectrogram import Spectrogram
from vitals.review.view import Colours, MethodView, SessionView, view

__all__ = ["Colours", "MethodView", "SessionView", "Spectrogram", "reanalyse", "view"]
