"""A question answered by somebody who has not signed in: by a personal link, or through a case worker."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.introductions import codes
from fodfaeste.apps.introductions.access import PAGE
from fodfaeste.apps.introductions.own_views import REFUSED, answer_store
from fodfaeste.apps.introductions.question_page import question_page
from fodfaeste.apps.introductions.selectors import introductions_of
from fodfaeste.apps.introductions.services import NotPossible
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.links.registry import Errand, Thing, opens
from fodfaeste.installation.clock import today

#: The reason itself stands with what was done for the citizen.
ON_BEHALF_WHY = "Skrevet for borgeren; grunden står under det, der er gjort på borgerens vegne."


def questions_open(citizen: Citizen) -> Iterator[Thing]:
    """What a citizen can answer or take back now."""
    on = today(citizen.authority)
    for row in introductions_of(citizen).filter(opening__withdrawn_at__isnull=True):
        if row.state_on(on) in (codes.ASKED, codes.YES):
            yield Thing(row.pk, _("Må CV'et vises til: %(opening)s") % {"opening": row.opening.title})


@opens("answer", "introductions.introduction", things=questions_open)
def answer(request: HttpRequest, errand: Errand, user: User) -> HttpResponse:
    """One question: what would be shown, to whom, until when; yes, no, or take a yes back."""
    found = introductions_of(errand.citizen).filter(pk=errand.about_id).first() if errand.citizen else None
    if found is None:
        raise Http404(_("Spørgsmålet findes ikke."))
    done = refusal = ""
    if request.method == "POST":
        how = codes.ON_BEHALF if errand.is_on_behalf else codes.LINK
        why = ON_BEHALF_WHY if errand.is_on_behalf else ""
        try:
            done = answer_store(user, found, request.POST.get("answer", ""), how, why)
        except NotPossible as refused:
            refusal = str(refused)
        found.refresh_from_db()
    else:
        journal_write(actor=user, authority=user.authority, action="see", what=PAGE, citizen=found.citizen)
    context = {**question_page(found), "done": done, "refusal": refusal}
    status = REFUSED if refusal else 200
    return render(request, "introductions/by_link.html", context, status=status)
