"""What a citizen, and the company of its workplace, say to an agreement. A no ends nothing by itself."""

from django.db import transaction
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.offers.codes import LIVE, PLANNED, YES
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.offers.services import NotPossible, title_of
from fodfaeste.installation.clock import now, today


def agreement_answer(
    *, user: User, agreement: Agreement, answer: str, how: str, words: str = ""
) -> Agreement:
    """Write the citizen's yes or no to an agreement that has not begun. The same answer twice is one."""
    with transaction.atomic():
        found = Agreement.objects.select_for_update(no_key=True, of=("self",)).get(pk=agreement.pk)
        if found.state != PLANNED:
            raise NotPossible(_("Tilbuddet er begyndt eller trukket tilbage. Tal med din sagsbehandler."))
        if (found.answer, found.answer_words) == (answer, words):
            return found
        found.answer, found.answer_words, found.answered_how = answer, words, how
        found.answered_by, found.answered_at = user, now()
        found.save(update_fields=["answer", "answer_words", "answered_how", "answered_by", "answered_at"])
        pack = policy_in_force(found.authority, today(found.authority))
        said = "ja" if answer == YES else "nej"
        journal_write(
            actor=user,
            authority=found.authority,
            action="change",
            what=f"Borgeren siger {said}: {title_of(pack, found.offer)}",
            citizen=found.citizen,
        )
    return found


def agreement_company_answer(*, user: User, agreement: Agreement, answer: str, words: str = "") -> Agreement:
    """Write the yes or no of the company whose workplace it is. The same answer twice is one."""
    with transaction.atomic():
        rows = Agreement.objects.select_for_update(no_key=True, of=("self",)).select_related("workplace")
        found = rows.get(pk=agreement.pk)
        if found.state not in LIVE or found.workplace is None:
            raise NotPossible(_("Aftalen gælder ikke længere. Ring til kommunen."))
        if found.workplace.company_id != user.company_id:
            raise ValueError("A company answers for its own workplaces")
        if (found.company_answer, found.company_words) == (answer, words):
            return found
        found.company_answer, found.company_words = answer, words
        found.company_answered_by, found.company_answered_at = user, now()
        found.save(
            update_fields=[f"company_{name}" for name in ("answer", "words", "answered_by", "answered_at")]
        )
        pack = policy_in_force(found.authority, today(found.authority))
        said = "ja" if answer == YES else "nej"
        journal_write(
            actor=user,
            authority=found.authority,
            action="change",
            what=f"Virksomheden siger {said}: {title_of(pack, found.offer)}",
            citizen=found.citizen,
        )
    return found
