"""When the questions are asked, what can be answered, and how many it takes before anything is shown."""

from django.utils.translation import gettext_lazy as _

from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.citizens.codes import Labels

TALK, OFFER, OPENING, SHARE = "talk", "offer", "opening", "share"

MOMENTS: Labels = {
    TALK: _("Borgere, der har haft en samtale"),
    OFFER: _("Borgere, hvis aftale om et tilbud er slut"),
    OPENING: _("Virksomheder, hvis åbning er lukket"),
    SHARE: _("Samarbejdspartnere, som der er delt noget med"),
}

#: Who is asked at which moments.
MOMENTS_OF = {
    Role.CITIZEN: (TALK, OFFER),
    Role.COMPANY: (OPENING,),
    Role.PARTNER: (SHARE,),
}

CHOICES: Labels = {
    "yes": _("Ja"),
    "partly": _("Delvist"),
    "no": _("Nej"),
    "unsure": _("Ved ikke"),
}

#: Fewer answers than this could be laid at somebody's door. Answers are let out so many at a time, or the
#: one that came last could be told from the others.
LEAST = 5

#: How many days after it happened somebody is still asked. Nobody has decided it: it is ours.
ASKED_WITHIN_DAYS = 30
