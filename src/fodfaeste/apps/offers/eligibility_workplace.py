"""The workplace that an offer is asked about: its staff decides the ratio of people with support."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.companies.models import ProductionUnit
from fodfaeste.apps.offers.law_day import REFUSED

_NUMBER = {"inputmode": "numeric", "autocomplete": "off", "class": "input-width-s"}


class WorkplaceForm(forms.Form):
    """Which workplace the employer's conditions are asked of."""

    arbejdssted = forms.CharField(
        label=gettext_lazy("Arbejdsstedets P-nummer"),
        required=False,
        max_length=10,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "input-width-s"}
        ),
        help_text=gettext_lazy("Så regnes det også ud, hvor mange arbejdsstedet må have med støtte."),
    )
    selv_fundet = forms.ChoiceField(
        label=gettext_lazy("Har borgeren selv fundet pladsen?"),
        required=False,
        choices=[("", gettext_lazy("Ved ikke")), ("ja", gettext_lazy("Ja")), ("nej", gettext_lazy("Nej"))],
    )


@dataclass(frozen=True, slots=True)
class AskedWorkplace:
    """The place asked for: its workplace, whether the citizen found it, the form, and the page's status."""

    unit: ProductionUnit | None
    self_found: str
    form: WorkplaceForm
    status: int

    @property
    def keeps(self) -> dict[str, str]:
        """The workplace as another form on the page must carry it."""
        unit = self.unit.p_number if self.unit else ""
        return {"arbejdssted": unit, "selv_fundet": self.self_found}

    @property
    def facts(self) -> dict[str, object]:
        """What is said of the place on the page and stands nowhere else."""
        return {"self_found": self.self_found} if self.self_found else {}


def no_workplace() -> AskedWorkplace:
    """Nothing is asked of any workplace."""
    return AskedWorkplace(None, "", WorkplaceForm(), 200)


def asked_workplace(request: HttpRequest, authority: Authority) -> AskedWorkplace:
    """The workplace of the authority with the P-number asked for; one that is not known is said so."""
    if not (request.GET.get("arbejdssted") or request.GET.get("selv_fundet")):
        return no_workplace()
    form = WorkplaceForm(request.GET)
    if not form.is_valid():
        return AskedWorkplace(None, "", form, REFUSED)
    found = form.cleaned_data["selv_fundet"]
    if not form.cleaned_data["arbejdssted"]:
        return AskedWorkplace(None, found, form, 200)
    units = ProductionUnit.objects.filter(authority=authority, p_number=form.cleaned_data["arbejdssted"])
    unit = units.select_related("company", "authority").first()
    if unit is None:
        form.add_error("arbejdssted", _("Kommunen kender intet arbejdssted med det P-nummer. Ret det."))
        return AskedWorkplace(None, found, form, REFUSED)
    return AskedWorkplace(unit, found, form, 200)
