"""The gates to the law: everyone who is signed in may read it, the law of their own country only."""

from django.http import Http404
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.bridge.law import law_here
from fodfaeste.core.law import LawOffer, LawPack, LawRule
from fodfaeste.installation.clock import today


def law_for(user: User) -> LawPack:
    """The law that rules where this person belongs."""
    return law_here(user.authority, today(user.authority))


def rule_versions_for(user: User, rule_id: str) -> tuple[LawPack, list[LawRule]]:
    """One rule of that law in all its versions, the oldest first."""
    pack = law_for(user)
    versions = sorted(pack.versions(rule_id), key=lambda rule: rule.valid_from)
    if not versions:
        raise Http404(_("Loven har ingen regel med det navn."))
    return pack, versions


def law_offer_of(pack: LawPack, offer_id: str) -> LawOffer:
    """One of the law's offers by its name."""
    offer = pack.offer(offer_id)
    if offer is None:
        raise Http404(_("Loven har ikke det tilbud."))
    return offer
