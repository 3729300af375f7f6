"""The forms of a study: its protocol, what it asks, its text, its members and its participants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.models import User
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from webapp.measure.plain import plain
from webapp.records.models import Membership, Participant, Question, Study

if TYPE_CHECKING:  # Django's own classes take no type arguments at run time
    StudyForm = forms.ModelForm[Study]
    ParticipantFormBase = forms.ModelForm[Participant]
    QuestionFormBase = forms.ModelForm[Question]
else:
    StudyForm = ParticipantFormBase = QuestionFormBase = forms.ModelForm

LONGEST_MEASURED_S = 240
"""The server ends a measurement after 300 s; a participant may need 45 s more where some were not good."""
MOST_AT_ONCE = 500  # participants
LONGEST_ACTIVITY, LONGEST_ANSWER = 60, 500  # letters, as the columns of the database
TONES = [("", "–"), *((tone, str(tone)) for tone in range(1, 11))]


class NewStudyForm(StudyForm):
    class Meta:
        model = Study
        fields = ["name", "description"]
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}


class KnowsWhatItShowed:
    """Each field carries the value that was shown, so that a change of somebody else is noticed."""

    fields: dict[str, forms.Field]

    def remember(self) -> None:
        for field in self.fields.values():
            field.show_hidden_initial = True


class ProtocolForm(KnowsWhatItShowed, StudyForm):
    method = forms.ChoiceField(required=False, choices=lambda: _methods(), label=gettext_lazy("Pulse method"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Study
        fields = [
            "name",
            "description",
            "state",
            "duration_s",
            "mode",
            "method",
            "required_quality",
            "repeats",
            "repeat_every_h",
            "activities",
            "readers",
            "withdrawal",
            "requires_signals",
            "retention_days",
        ]
        widgets = {
            "description": forms.Textarea(attrs={"rows": 4}),
            "activities": forms.Textarea(attrs={"rows": 3}),
            "required_quality": forms.NumberInput(attrs={"step": "0.05"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        self.fields["duration_s"].validators.append(MaxValueValidator(LONGEST_MEASURED_S))
        self.fields["duration_s"].widget.attrs["max"] = LONGEST_MEASURED_S
        self.fields["duration_s"].help_text = _("30 or more for a respiratory rate: below 20 there is none.")
        self.remember()
        self.fields["version"].show_hidden_initial = False

    def clean_activities(self) -> str:
        return short_lines(self.cleaned_data["activities"], LONGEST_ACTIVITY)

    def clean_requires_signals(self) -> bool:
        """What is kept must stand in what the participants agree to."""
        required: bool = self.cleaned_data["requires_signals"]
        newest = self.instance.consents.order_by("-version").first()
        if required and not (newest and newest.signals):
            raise forms.ValidationError(_("First publish a consent text that says that signals are kept."))
        return required


class QuestionForm(QuestionFormBase):
    when = forms.ChoiceField(label=gettext_lazy("When"), choices=Question.When.choices)

    class Meta:
        model = Question
        fields = ["when", "text", "kind", "choices", "required"]
        widgets = {"choices": forms.Textarea(attrs={"rows": 3})}

    def clean_choices(self) -> str:
        return short_lines(self.cleaned_data["choices"], LONGEST_ANSWER)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        is_choice = found.get("kind") == Question.Kind.CHOICE
        if is_choice and "choices" in found and len(lines_of(found["choices"])) < 2:
            self.add_error("choices", _("A choice needs at least two lines."))
        if not is_choice:
            found["choices"] = ""
        return found


class ConsentForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Text of this study"),
        help_text=gettext_lazy(
            "Shown in addition to the text of the installation. "
            "Say who runs the study, what for, and whom to ask."
        ),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    signals = forms.BooleanField(
        required=False,
        label=gettext_lazy("It says that the colour signals are kept"),
        help_text=gettext_lazy(
            "Needed where the protocol requires signals. A sentence about it is then added."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class MemberForm(forms.Form):
    username = forms.CharField(
        label=gettext_lazy("User name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=Membership.Role.choices, initial=Membership.Role.READER
    )

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"].strip()
        if not User.objects.filter(username=name, is_active=True).exists():
            raise forms.ValidationError(_("There is no account of this name."))
        return name


class NewParticipantsForm(forms.Form):
    beginning = forms.RegexField(
        r"^[^\x00-\x1f\x7f]*$",
        label=gettext_lazy("Pseudonyms begin with"),
        initial="P-",
        max_length=20,
        help_text=gettext_lazy("Numbers follow. Never a name."),
    )
    count = forms.IntegerField(
        label=gettext_lazy("How many"), min_value=1, max_value=MOST_AT_ONCE, initial=10
    )
    group = forms.CharField(
        required=False, max_length=60, label=gettext_lazy("Group"), help_text=gettext_lazy("Optional.")
    )


class ParticipantForm(KnowsWhatItShowed, ParticipantFormBase):
    skin_tone = forms.TypedChoiceField(
        required=False,
        choices=TONES,
        coerce=int,
        empty_value=None,
        label=gettext_lazy("Skin tone"),
        help_text=gettext_lazy("Monk Skin Tone scale: 1 is the lightest, 10 the darkest."),
    )

    class Meta:
        model = Participant
        fields = ["pseudonym", "group", "skin_tone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.remember()

    def clean_pseudonym(self) -> str:
        name: str = self.cleaned_data["pseudonym"].strip()
        others = self.instance.study.participants.exclude(pk=self.instance.pk)
        if others.filter(pseudonym=name).exists():
            raise forms.ValidationError(_("Somebody else in this study has this pseudonym."))
        return name


def lines_of(text: str) -> list[str]:
    """What stands in each line, as an answer is kept, without empty ones and repetitions."""
    return list(dict.fromkeys(line for each in text.splitlines() if (line := plain(each))))


def short_lines(text: str, most_letters: int) -> str:
    """The same as text. Raises ValidationError for a line that could not be kept as an answer."""
    lines = lines_of(text)
    if any(len(line) > most_letters for line in lines):
        raise forms.ValidationError(_("Use at most %(most)s letters in each line.") % {"most": most_letters})
    return "\n".join(lines)


def _methods() -> list[tuple[str, str]]:
    from vitals.pulse import (  # numerical libraries: only where they are asked for
        COLOUR_METHODS,
        DEFAULT_METHOD,
    )

    default = _("The default one (%s)") % DEFAULT_METHOD
    return [("", default), *((name, name) for name in COLOUR_METHODS)]
