"""What can be shared with a partner, what kinds of partner there are, and the grounds of the law for each."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: The parts of a case that can be shared. CV, health, limits, CPR and own words are none of these.
TALKS, OFFERS, STEPS = PARTS = ("talks", "offers", "steps")
PART_NAMES: Mapping[str, Promise] = {
    TALKS: _("Samtaler, der er aftalt"),
    OFFERS: _("Tilbud, der er aftalt eller i gang"),
    STEPS: _("Skridt i planen"),
}

FUND, UNION, SCHOOL, REGION, MENTOR, OTHER = KINDS = (
    "a_kasse",
    "fagforbund",
    "skole",
    "region",
    "mentor",
    "anden",
)
KIND_NAMES: Mapping[str, Promise] = {
    FUND: _("A-kasse"),
    UNION: _("Fagforbund"),
    SCHOOL: _("Skole eller kursussted"),
    REGION: _("Region"),
    MENTOR: _("Mentor eller bostøtte"),
    OTHER: _("Anden"),
}

#: By a country's law: the kinds of partner there are. What another country's law has is none of them.
KINDS_BY_LAW: Mapping[str, tuple[str, ...]] = {
    "denmark": KINDS,
    "greenland": (UNION, SCHOOL, MENTOR, OTHER),
}

_HELP, _PLACE, _INTEGRATION = (
    "deling.job-og-uddannelse",
    "deling.fleksjob-praktik-mentor",
    "deling.integration",
)
_FUND, _COORDINATOR = "deling.a-kasse", "deling.sundhedskoordinator"
#: By a country's law: the items that sharing with a kind of partner can stand on.
GROUNDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "denmark": {
        FUND: (_FUND, _HELP, _INTEGRATION),
        UNION: (_HELP, _PLACE, _INTEGRATION),
        SCHOOL: (_HELP, _PLACE, _INTEGRATION),
        REGION: (_COORDINATOR, _HELP),
        MENTOR: (_PLACE, _INTEGRATION),
        OTHER: (_HELP, _PLACE, _INTEGRATION),
    },
    "greenland": dict.fromkeys(KINDS_BY_LAW["greenland"], ("data.lov",)),
}
