"""What is kept: rates a second, and RGB traces only where person or study agreed. No picture ever is."""

from webapp.records.models.analysis import Analysis, Job
from webapp.records.models.audit import AccessLog
from webapp.records.models.enrolment import Agreement, Answer, Invitation, Question, StudyConsent
from webapp.records.models.installation import ApiToken, FailedTask, ModelVersion, Policy
from webapp.records.models.review import Annotation, Comment, Reading, Reference, ReferenceSeries
from webapp.records.models.session import Consent, Estimate, Session, Trace
from webapp.records.models.study import Membership, Participant, Study

__all__ = [
    "AccessLog",
    "Agreement",
    "Analysis",
    "Annotation",
    "Answer",
    "ApiToken",
    "Comment",
    "Consent",
    "Estimate",
    "FailedTask",
    "Invitation",
    "Job",
    "Membership",
    "ModelVersion",
    "Participant",
    "Policy",
    "Question",
    "Reading",
    "Reference",
    "ReferenceSeries",
    "Session",
    "Study",
    "StudyConsent",
    "Trace",
]
