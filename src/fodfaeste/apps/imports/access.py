"""Who may put a file in: leaders, and case workers for their own unit's citizens."""

from django.http import Http404
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.imports.models import Batch
from fodfaeste.apps.imports.selectors import batches_for

IMPORTERS = (Role.LEADER, Role.CASE_WORKER)


def batch_for(user: User, number: int) -> Batch:
    """One file of the person's own municipality; a case worker opens the own files only."""
    batch = batches_for(user).select_related("authority").filter(pk=number).first()
    if batch is None:
        raise Http404(_("Indlæsningen findes ikke her."))
    return batch
