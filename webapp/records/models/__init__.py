"""What is kept: rates a second, and RGB traces only where person or study agreed. No picture ever is."""

from webapp.records.models.review import AccessLog, Annotation, Reference
from webapp.records.models.session import Consent, Estimate, Session, Trace
from webapp.records.models.study import Membership, Participant, Study

__all__ = [
    "AccessLog",
    "Annotation",
    "Consent",
    "Estimate",
    "Membership",
    "Participant",
    "Reference",
    "Session",
    "Study",
    "Trace",
]
