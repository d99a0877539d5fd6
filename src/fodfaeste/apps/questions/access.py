"""Who may answer, and who sees what was answered: in the own municipality only."""

from django.http import Http404
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.questions.models import Inquiry
from fodfaeste.apps.questions.selectors import inquiry_waiting


def inquiry_for(user: User, public_id: str) -> Inquiry:
    """One pair of questions of the person's own municipality."""
    found = Inquiry.objects.filter(authority=user.authority_id, public_id=public_id).first()
    if found is None:
        raise Http404(_("Spørgsmålene findes ikke her."))
    return found


def inquiry_to_answer(user: User, public_id: str) -> Inquiry:
    """The pair of questions that waits for this person; any other is not found, also one answered before."""
    found = inquiry_waiting(user)
    if found is None or found.public_id != public_id:
        raise Http404(_("Der er ingen spørgsmål til dig her. Måske har du allerede svaret."))
    return found
