"""Log review: who looked at what."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.journal.access import REVIEWERS
from fodfaeste.apps.journal.forms import ReviewForm
from fodfaeste.apps.journal.selectors import events_for_review
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.journal.words import ACTION_WORDS, ROLE_WORDS

ROWS = 50


@require_safe
@role_required(*REVIEWERS)
def review(request: HttpRequest) -> HttpResponse:
    """The authority's journal, newest first; looking into it is itself journalled."""
    authority = request.user.authority
    form = ReviewForm(request.GET, authority=authority)
    is_valid = form.is_valid()
    chosen = form.cleaned_data
    events = events_for_review(
        authority, citizen=chosen.get("borger"), user=chosen.get("bruger"), day=chosen.get("dag")
    )
    page = Paginator(events if is_valid else events.none(), ROWS).get_page(request.GET.get("side"))
    rows = [
        {"event": event, "action": ACTION_WORDS[event.action], "role": ROLE_WORDS[event.actor_role]}
        for event in page
    ]
    journal_write(
        actor=request.user,
        authority=authority,
        action="see",
        what="Logbogen",
        citizen=chosen.get("borger"),
    )
    return render(request, "journal/review.html", {"form": form, "page": page, "rows": rows})
