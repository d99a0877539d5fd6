"""The day that a page of law is asked for: today, or another day written in the address."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from fodfaeste.apps.citizens.fields import DayField

#: A day as an address writes it, and as a person types it.
FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y")
REFUSED = 422


class DayForm(forms.Form):
    """Which day the law is asked as on."""

    den = DayField(label=_("Vis som på dagen"), required=False, input_formats=FORMATS)


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The day a page answers for, the form that asks for another, and the page's status."""

    on: date
    form: DayForm
    is_today: bool
    status: int

    @property
    def query(self) -> str:
        """The day as the links of the page carry it; nothing where it is today."""
        return "" if self.is_today else f"?den={self.on.isoformat()}"


def only_today(today: date) -> AskedDay:
    """Today, whatever the address asks for."""
    return AskedDay(today, DayForm(), is_today=True, status=200)


def asked_day(request: HttpRequest, today: date) -> AskedDay:
    """The day asked for. What is no day is refused in words, and the page answers for today."""
    form = DayForm(request.GET if request.GET.get("den") else None, initial={"den": today})
    if not form.is_bound:
        return AskedDay(today, form, is_today=True, status=200)
    if not form.is_valid():
        return AskedDay(today, form, is_today=True, status=REFUSED)
    on = form.cleaned_data["den"]
    shown = DayForm(initial={"den": on})
    return AskedDay(on, shown, is_today=on == today, status=200)
