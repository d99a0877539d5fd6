"""Asking whether a CV may be shown: what of it, and until when."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fodfaeste.apps.introductions.content import KIND_NAMES
from fodfaeste.apps.introductions.services import SHOWN_DAYS

DEFAULT_DAYS = 30


class AskForm(forms.Form):
    """What is asked for, and the last day a yes holds."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Det vil du vise virksomheden"),
        choices=list(KIND_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Sæt kryds ved mindst én ting.")},
    )
    until = forms.TypedChoiceField(label=gettext_lazy("Hvor længe"), coerce=date.fromisoformat)

    def __init__(self, on: date, data: Any = None, *, kinds: Sequence[str] = tuple(KIND_NAMES)) -> None:
        super().__init__(data, initial={"kinds": list(kinds)})
        days = (14, DEFAULT_DAYS, SHOWN_DAYS)
        self.fields["until"].choices = [
            ((on + timedelta(days=one)).isoformat(), _("%(days)d dage") % {"days": one}) for one in days
        ]
        self.fields["until"].initial = (on + timedelta(days=DEFAULT_DAYS)).isoformat()
