"""Who may see and mend messages: case workers for their citizens, leaders for the municipality.

A message is about a person, so a look at one goes through the citizens' gate and is journalled.
"""

from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.citizens.access import citizen_for
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.outbox.models import Message

MENDERS = (Role.CASE_WORKER, Role.LEADER)


def message_for(user: User, pk: int, *, what: str, session: SessionBase) -> Message:
    """A message, if this person may see whom it is about; the look is journalled."""
    if user.role not in MENDERS:
        raise PermissionDenied(_("Din rolle har ikke adgang til denne side."))
    found = Message.objects.select_related("authority", "citizen", "owner")
    message = found.filter(authority=user.authority_id, pk=pk).first()
    if message is None:
        raise Http404(_("Meddelelsen findes ikke her."))
    if message.citizen is None:
        if user.role != Role.LEADER and message.owner_id != user.pk:
            raise PermissionDenied(_("Meddelelsen handler ikke om en af dine borgere."))
    elif message.owner_id == user.pk:
        # Whoever handed it over had the right to see it, and said so.
        journal_write(
            actor=user,
            authority=user.authority,
            action="see",
            what=what,
            citizen=message.citizen,
            why="Meddelelsen er givet videre til mig",
        )
    else:
        citizen_for(user, message.citizen.public_id, what=what, session=session)
    return message
