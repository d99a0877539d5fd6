"""What the journal's actions and roles are called on screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTION_WORDS: dict[str, str | Promise] = {
    "see": _("Så"),
    "list": _("Så på en liste"),
    "change": _("Ændrede"),
    "decide": _("Besluttede"),
    "export": _("Udtrak"),
    "import": _("Indlæste"),
    "sign_in": _("Loggede ind"),
    "sign_out": _("Loggede ud"),
}

ROLE_WORDS: dict[str, str | Promise] = {
    "case_worker": _("Sagsbehandler"),
    "company_consultant": _("Virksomhedskonsulent"),
    "leader": _("Leder"),
    "committee": _("Udvalgsmedlem"),
    "citizen": _("Borger"),
    "company": _("Virksomhed"),
    "partner": _("Samarbejdspartner"),
    "": _("Systemet"),
}
