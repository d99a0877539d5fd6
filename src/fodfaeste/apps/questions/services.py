"""Questions opened and closed, answered or passed, and what was changed because of the answers."""

from django.db import transaction
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.questions.codes import CHOICES, LEAST, MOMENTS
from fodfaeste.apps.questions.models import Asked, Change, Inquiry, Reply
from fodfaeste.core.errors import UsageError
from fodfaeste.installation import clock
from fodfaeste.installation.logs import without_cpr


def inquiry_open(*, leader: User, goal: str, moment: str, first: str, second: str) -> Inquiry:
    """Begin to ask two questions about a goal of the policy. One pair a goal and moment at a time."""
    on = clock.today(leader.authority)
    pack = policy_in_force(leader.authority, on)
    entry = pack.entry(goal, on)
    if entry is None or entry.kind != "goal" or moment not in MOMENTS:
        raise UsageError(_("Vælg et mål i politikken, og hvem der skal spørges."))
    with transaction.atomic():
        # Two leaders at once: the second waits here, and then finds the first one's.
        type(leader.authority).objects.select_for_update().get(pk=leader.authority_id)
        live = Inquiry.objects.filter(authority=leader.authority, goal=goal, moment=moment)
        if live.filter(closed_at__isnull=True).exists():
            raise UsageError(_("Der spørges allerede om det mål på det tidspunkt. Luk de spørgsmål først."))
        made = Inquiry.objects.create(
            authority=leader.authority,
            goal=goal,
            pack_hash=pack.hash,
            moment=moment,
            first=first,
            second=second,
            opened_at=clock.now(),
            opened_by=leader,
        )
        _journal(leader, f"Åbnede to spørgsmål om {goal}")
    return made


def inquiry_close(*, leader: User, inquiry: Inquiry) -> None:
    """Ask no more. Closed twice is once; answers that were too few to show are deleted for good."""
    with transaction.atomic():
        found = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
        if found.closed_at is None:
            found.closed_at = clock.now()
            found.save(update_fields=["closed_at"])
            Reply.objects.filter(inquiry=found, is_shown=False).delete()
            _journal(leader, f"Lukkede to spørgsmål om {found.goal}")


def inquiry_answer(*, user: User, inquiry: Inquiry, choice: str = "", words: str = "") -> bool:
    """Take an answer without a name; False where the person had answered already or it is closed.

    Nothing is journalled: a line with a name and an instant would be the way back to the answer.
    """
    if choice not in ("", *CHOICES):
        raise UsageError(_("Vælg et af svarene."))
    words = without_cpr(words.strip())
    with transaction.atomic():
        found = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
        _asked, is_new = Asked.objects.get_or_create(inquiry=found, user=user)
        if not is_new or found.closed_at is not None:
            return False
        if choice or words:
            Reply.objects.create(inquiry=found, choice=choice, words=words)
            _let_out(found)
    return True


def inquiry_pass(*, user: User, inquiry: Inquiry) -> None:
    """Not now, and not again."""
    Asked.objects.get_or_create(inquiry=inquiry, user=user)


def _let_out(inquiry: Inquiry) -> None:
    """Show the answers that wait, once they are enough to hide each other."""
    waiting = Reply.objects.filter(inquiry=inquiry, is_shown=False)
    if waiting.count() >= LEAST:
        waiting.update(is_shown=True)


def change_add(*, leader: User, inquiry: Inquiry, what: str) -> Change:
    """Write what was changed because of the answers. Those who are asked can read it."""
    with transaction.atomic():
        made = Change.objects.create(inquiry=inquiry, what=what, made_at=clock.now(), made_by=leader)
        _journal(leader, f"Skrev, hvad svarene om {inquiry.goal} ændrede")
    return made


def _journal(leader: User, what: str) -> None:
    journal_write(actor=leader, authority=leader.authority, action="change", what=what)
