"""Two people edit the same thing: the second one sees what changed, and nothing of either is lost.

A form that `KnowsWhatItShowed` carries for each field the value it was opened with. So three values are
known: that one, the one that is there now, and the one that was typed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, CheckboxInput, ModelForm
from django.http import QueryDict
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that is not as it was when the form was opened."""

    label: str | Promise
    opened: str
    now: str
    mine: str
    is_conflict: bool
    """Both have changed it, and not alike."""


def typed_in(form: BaseForm) -> dict[str, Any]:
    """What was changed in this form, and nothing else: the rest may have been changed by somebody else."""
    return {name: form.cleaned_data[name] for name in form.changed_data if name != "version"}


def differences(form: BaseForm, current: ModelForm[Any]) -> list[Difference]:
    """What is there now beside what was typed in. `current` is an unbound form of what is there now."""
    found = []
    for name in current.fields:
        opened, now, mine = _opened(form, name), _shown(current, name), _typed(form, name)
        if name != "version" and opened != now:
            both = name in form.changed_data and mine != now
            was, is_now, typed = (_words(current, name, value) for value in (opened, now, mine))
            found.append(Difference(current[name].label, was, is_now, typed, both))
    return found


def merged(form: BaseForm, current: ModelForm[Any]) -> QueryDict:
    """Data for a form that shows what is there now, and over it what was typed in."""
    data = QueryDict(mutable=True)
    for name, field in current.fields.items():
        now = _shown(current, name)
        value = _typed(form, name) if name in form.changed_data and name != "version" else now
        if value or not isinstance(field.widget, CheckboxInput):
            data[current.add_prefix(name)] = value
        data[current[name].html_initial_name] = now or ("False" if _is_box(current, name) else "")
    return data


def _opened(form: BaseForm, name: str) -> str:
    value = form.data.get(form[name].html_initial_name, "")
    return _normal("" if _is_box(form, name) and value == "False" else value)


def _shown(form: BaseForm, name: str) -> str:
    """The value of an unbound form as a browser would send it."""
    value = form[name].value()
    return "" if value is None or value is False else _normal(str(value))


def _typed(form: BaseForm, name: str) -> str:
    if _is_box(form, name):
        return "True" if form.cleaned_data.get(name) else ""
    return _normal(form.data.get(form.add_prefix(name), ""))


def _is_box(form: BaseForm, name: str) -> bool:
    return isinstance(form.fields[name].widget, CheckboxInput)


def _normal(value: str) -> str:
    return value.replace("\r\n", "\n")


def _words(form: BaseForm, name: str, value: str) -> str:
    """A value as people read it."""
    if _is_box(form, name):
        return "✓" if value else "–"
    choices = getattr(form.fields[name], "choices", None)
    return str(dict(choices).get(value, value)) if choices else value or "–"
