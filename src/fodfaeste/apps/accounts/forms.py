"""The forms of signing in, of one's own account, and of standing in for somebody."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.fields import DayField


class SignInForm(forms.Form):
    """Name and password; a password manager can fill both."""

    username = forms.CharField(
        label=_("Brugernavn"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Adgangskode"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeForm(forms.Form):
    """A code from the app, or one from paper."""

    code = forms.CharField(
        label=_("Kode"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none"}),
    )


class NewPasswordForm(forms.Form):
    """A new password, twice."""

    new = forms.CharField(
        label=_("Ny adgangskode"),
        help_text=_("Mindst 12 tegn. Tre-fire ord, der ikke hører sammen, er gode."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Ny adgangskode igen"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """The new one twice the same."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("new") and found.get("again") and found["new"] != found["again"]:
            self.add_error("again", gettext("De to nye adgangskoder er ikke ens."))
        return found


class PasswordForm(NewPasswordForm):
    """A new password, with the one in use."""

    current = forms.CharField(
        label=_("Din nuværende adgangskode"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("current", "new", "again")


class StandInForm(forms.Form):
    """Who takes over whose people, from when to when, and why."""

    absent = forms.ModelChoiceField(User.objects.none(), label=_("Hvem er fraværende"), empty_label=_("Vælg"))
    stand_in = forms.ModelChoiceField(User.objects.none(), label=_("Hvem er vikar"), empty_label=_("Vælg"))
    begins = DayField(label=_("Første dag"))
    ends = DayField(label=_("Sidste dag"))
    reason = forms.CharField(
        label=_("Hvorfor"),
        help_text=_("Det står i logbogen, og vikaren kan se det. Skriv ikke om helbred."),
        min_length=3,
        max_length=200,
        error_messages={"required": _("Skriv en grund, fx ferie.")},
    )

    def __init__(self, leader: User, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(authority=leader.authority_id, system__isnull=True)
        workers = people.filter(role="case_worker").order_by("name", "pk")
        for name, people in (("absent", workers), ("stand_in", workers.filter(is_active=True))):
            self.fields[name].queryset = people.select_related("unit")
            self.fields[name].label_from_instance = _with_team
        self.fields["begins"].initial = on


def _with_team(user: User) -> str:
    return f"{user.name}, {user.unit}" if user.unit else user.name
