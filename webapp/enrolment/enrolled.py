"""A measurement of a participant: by the study's protocol, and only where it is due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from webapp.enrolment import answers
from webapp.enrolment.join import newest_consent
from webapp.enrolment.own import agreed_to
from webapp.enrolment.progress import Standing, Step, standing_of
from webapp.measure.refusal import Refusal
from webapp.records.models import Participant, Session, Study
from webapp.studies.forms import lines_of


@dataclass(frozen=True, slots=True)
class Measured:
    """What `webapp.measure.begin` asks of a study: whose session it is, and what is kept with it."""

    participant: Participant
    method: str
    device: str
    activity: str
    given: answers.Given

    def fields(self) -> dict[str, Any]:
        """Held, so that nobody leaves between the question and the session, or begins two at once."""
        held = Participant.objects.select_for_update().get(pk=self.participant.pk)
        if held.withdrawn_at:
            raise Refusal(410, "withdrawn", _("You have left this study."))
        if held.sessions.filter(state=Session.State.LIVE).exists():
            text = _("A measurement of yours is still running. Wait a minute, then start again.")
            raise Refusal(409, "still_running", text)
        return {
            "visitor": held.visitor,
            "user_id": held.user_id,
            "study": self.participant.study,
            "participant": held,
            "device": self.device,
            "activity": self.activity,
        }

    def add_to(self, session: Session) -> None:
        answers.keep(session, self.given)


def signals_are_kept(participant: Participant) -> bool:
    """Only where the protocol wants them, and the text that was agreed to says so."""
    agreed = agreed_to(participant)
    return bool(participant.study.requires_signals and agreed and agreed.signals)


def check_may_begin(participant: Participant) -> None:
    """Raises Refusal with one sentence on why not now."""
    study = participant.study
    if participant.withdrawn_at:
        raise Refusal(410, "withdrawn", _("You have left this study."))
    if study.state != Study.State.OPEN:
        raise Refusal(410, "study_closed", _("The study is closed. Thank you for taking part."))
    if newest_consent(study) != agreed_to(participant):
        text = _("The text of the study is a new one. Please read it before you go on.")
        raise Refusal(409, "consent_outdated", text)
    standing = standing_of(participant)
    if standing.step in (Step.WAITING, Step.COMPLETE):
        raise Refusal(409, standing.step.value, next_one(standing))


def check_activity(study: Study, activity: str) -> str:
    """One of the list of the study, if it has one. Raises Refusal."""
    listed = lines_of(study.activities)
    if (listed and activity not in listed) or (activity and not listed):
        raise Refusal(422, "activity", _("Choose from the list what you were doing."))
    return activity


def next_one(standing: Standing, at: str = "") -> str:
    """When to come again, or that all is done. `at` stands for the time where the page has a clock."""
    if standing.step == Step.COMPLETE:
        return _("All measurements are done. Thank you.")
    if standing.step == Step.WAITING and standing.opens_at:
        at = at or f"{standing.opens_at:%Y-%m-%d %H:%M} UTC"
        return _("The next measurement is due from %(at)s on.") % {"at": at}
    return _("You can measure again at any time.")
