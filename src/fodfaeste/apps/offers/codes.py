"""The states of an agreement on an offer."""

from django.utils.translation import gettext_lazy as _

from fodfaeste.apps.citizens.codes import Labels

PLANNED, RUNNING, ENDED, WITHDRAWN = "planned", "running", "ended", "withdrawn"

#: An agreement in one of these is on its way; a citizen has at most one of them for each offer.
LIVE = (PLANNED, RUNNING)

AGREEMENT_STATES: Labels = {
    PLANNED: _("Aftalt"),
    RUNNING: _("I gang"),
    ENDED: _("Afsluttet"),
    WITHDRAWN: _("Trukket tilbage"),
}

#: What a citizen says to an agreement before it begins, and how it was said.
YES, NO = "yes", "no"
ANSWERS: Labels = {YES: _("Ja"), NO: _("Nej")}
BY_LINK, ON_BEHALF, SIGNED_IN = "link", "on_behalf", "signed_in"
ANSWERED_HOW: Labels = {
    SIGNED_IN: _("på Min side"),
    BY_LINK: _("med et personligt link"),
    ON_BEHALF: _("skrevet af kommunen for borgeren"),
}
