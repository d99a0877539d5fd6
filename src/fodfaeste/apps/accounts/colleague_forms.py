"""The forms by which a leader invites colleagues, moves them and closes their accounts."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fodfaeste.apps.accounts.models import Role, Unit, User
from fodfaeste.apps.accounts.signin_file import STAFF
from fodfaeste.design.navigation import ROLE_NAMES


class PlaceForm(forms.Form):
    """A role, and the team of whoever has one."""

    role = forms.ChoiceField(label=_("Rolle"), error_messages={"required": _("Vælg en rolle.")})
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Team"),
        required=False,
        empty_label=_("Intet team"),
        help_text=_("En sagsbehandler skal have et team."),
    )

    def __init__(self, leader: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [
            ("", _("Vælg")),
            *((one.value, ROLE_NAMES[one.value]) for one in STAFF),
        ]
        self.fields["unit"].queryset = Unit.objects.filter(authority=leader.authority_id).order_by("name")

    def clean(self) -> dict[str, Any]:
        """A case worker has a team: need-to-know begins there."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("role") == Role.CASE_WORKER and found.get("unit") is None and "unit" not in self.errors:
            self.add_error("unit", gettext("En sagsbehandler skal have et team."))
        return found


class InviteForm(PlaceForm):
    """Somebody new: name, the name to sign in by, role and team."""

    name = forms.CharField(
        label=_("Navn"), max_length=120, error_messages={"required": _("Skriv personens navn.")}
    )
    username = forms.CharField(
        label=_("Brugernavn"),
        help_text=_("Små bogstaver, tal, punktum og bindestreg, fx ida eller ida.holm."),
        max_length=60,
        validators=[
            RegexValidator(
                r"\A[a-z0-9æøå][a-z0-9æøå.-]*\Z",
                _("Brug små bogstaver, tal, punktum og bindestreg."),
            )
        ],
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"required": _("Skriv et brugernavn.")},
    )
    field_order = ("name", "username", "role", "unit")


class ChangeForm(PlaceForm):
    """Another role or team, and who takes the citizens over."""

    to = forms.ModelChoiceField(
        User.objects.none(), label=_("Giv borgerne til"), required=False, empty_label=_("Ingen ændring")
    )
    field_order = ("role", "unit", "to")

    def __init__(self, leader: User, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(leader, *args, initial={"role": user.role, "unit": user.unit_id}, **kwargs)
        _offer_takers(self, user)


class CloseForm(forms.Form):
    """Who takes the citizens over when an account is closed."""

    to = forms.ModelChoiceField(
        User.objects.none(), label=_("Giv borgerne til"), required=False, empty_label=_("Ingen endnu")
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_takers(self, user)


class UnitForm(forms.Form):
    """A new team."""

    unit_name = forms.CharField(
        label=_("Teamets navn"), max_length=120, error_messages={"required": _("Skriv teamets navn.")}
    )


def _offer_takers(form: forms.Form, user: User) -> None:
    workers = User.objects.filter(authority=user.authority_id, role=Role.CASE_WORKER, is_active=True)
    others = workers.filter(system__isnull=True).exclude(pk=user.pk)
    form.fields["to"].queryset = others.select_related("unit").order_by("name", "pk")
    form.fields["to"].label_from_instance = _with_team


def _with_team(user: User) -> str:
    return f"{user.name}, {user.unit}" if user.unit else user.name
