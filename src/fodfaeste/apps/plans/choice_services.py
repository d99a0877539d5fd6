"""What puts alternatives to a citizen, and writes down what the citizen wants. A wish, not a decision."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.plans import codes
from fodfaeste.apps.plans.history import version_write
from fodfaeste.apps.plans.models import Choice, Plan
from fodfaeste.apps.plans.services import NotPossible
from fodfaeste.bridge.law import law_here, policy_here
from fodfaeste.installation.clock import now, today

FEWEST, MOST = 2, 4
Alternative = Mapping[str, object]


def choice_put(*, user: User, plan: Plan, about: str, alternatives: Sequence[Alternative]) -> Choice:
    """Put alternatives to the citizen where the way is uncertain. One proposal is no choice."""
    if not FEWEST <= len(alternatives) <= MOST:
        raise NotPossible(_("Skriv mindst to og højst fire muligheder."))
    with transaction.atomic():
        found = _locked(plan)
        choice = _choice(user, found.citizen, about, alternatives, found)
        version_write(user=user, plan=found, what="choice")
        _journal(user, found.citizen, "Plan: muligheder at vælge imellem")
    return choice


def choice_answer(*, user: User, choice: Choice, chosen: str, own_words: str) -> Choice:
    """Write what the citizen wants of the alternatives, or why none of them. Changed by choosing anew."""
    with transaction.atomic():
        Citizen.objects.select_for_update(no_key=True).get(pk=choice.citizen_id)
        found = Choice.objects.select_related("citizen", "plan", "authority").get(pk=choice.pk)
        if found.withdrawn_at is not None:
            raise NotPossible(_("Der er valgt om siden. Genindlæs siden."))
        _must_fit(found.alternatives, chosen, own_words)
        if (found.chosen, found.own_words) == (chosen, own_words):
            return found
        if found.chosen:  # what was wanted before stays written down
            found.withdrawn_at = now()
            found.save(update_fields=["withdrawn_at"])
            found = _choice(user, found.citizen, found.about, found.alternatives, found.plan)
        _answer(user, found, chosen, own_words)
        if found.plan is not None:
            version_write(user=user, plan=found.plan, what="chosen")
        _journal(user, found.citizen, "Borgerens valg skrevet")
    return found


def offers_chosen(
    *, user: User, citizen: Citizen, alternatives: Sequence[Alternative], chosen: str, own_words: str
) -> Choice:
    """Write which of the offers shown the citizen would rather have, with the reasons that were shown."""
    _must_fit(alternatives, chosen, own_words)
    with transaction.atomic():
        Citizen.objects.select_for_update(no_key=True).get(pk=citizen.pk)
        standing = Choice.objects.filter(citizen=citizen, plan__isnull=True, withdrawn_at__isnull=True)
        last = standing.order_by("-pk").first()
        same = last is not None and (last.chosen, last.own_words) == (chosen, own_words)
        if last is not None and same and last.alternatives == list(alternatives):
            return last
        standing.update(withdrawn_at=now())
        choice = _choice(user, citizen, "Tilbud", alternatives, None)
        _answer(user, choice, chosen, own_words)
        _journal(user, citizen, "Borgerens valg mellem tilbud skrevet")
    return choice


def _choice(
    user: User, citizen: Citizen, about: str, alternatives: Sequence[Alternative], plan: Plan | None
) -> Choice:
    on = today(citizen.authority)
    return Choice.objects.create(
        authority=citizen.authority,
        citizen=citizen,
        plan=plan,
        about=about,
        alternatives=list(alternatives),
        made_at=now(),
        made_by=user,
        pack_hash=policy_here(citizen.authority, on).hash,
        law_hash=law_here(citizen.authority, on).hash,
    )


def _answer(user: User, choice: Choice, chosen: str, own_words: str) -> None:
    choice.chosen, choice.own_words = chosen, own_words
    choice.chosen_at, choice.chosen_by = now(), user
    choice.save(update_fields=["chosen", "own_words", "chosen_at", "chosen_by"])


def _must_fit(alternatives: Sequence[Alternative], chosen: str, own_words: str) -> None:
    if chosen == codes.NONE_OF_THEM:
        if not own_words.strip():
            raise NotPossible(_("Skriv, hvorfor ingen af dem passer dig."))
    elif chosen not in {one["id"] for one in alternatives}:
        raise NotPossible(_("Vælg en af mulighederne."))


def _locked(plan: Plan) -> Plan:
    Citizen.objects.select_for_update(no_key=True).get(pk=plan.citizen_id)
    found = Plan.objects.select_related("citizen", "authority").get(pk=plan.pk)
    if found.state in codes.OVER:
        raise NotPossible(_("Planen er slut. Begynd en ny."))
    return found


def _journal(user: User, citizen: Citizen, what: str) -> None:
    journal_write(actor=user, authority=citizen.authority, action="change", what=what, citizen=citizen)
