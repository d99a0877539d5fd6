"""What a view needs to keep what is typed in a form: ask for it, show it, and say when it is sent.

kept = kept_for(request, f"plans.goals:{plan.pk}")
form = GoalsForm(request.POST or None, initial={"goals": plan.goals} | kept.values)
...                          # when it is sent:
draft_sent(request)
...                          # in the template, last inside the form:  {% keeps_draft kept %}
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.drafts.models import Draft
from fodfaeste.apps.drafts.services import DAYS_KEPT, draft_finish, draft_values, token_new
from fodfaeste.installation.clock import now

KEY, TOKEN, TAB, BACK = "draft_key", "draft_token", "draft_tab", "draft_back"
KEY_LENGTH = 120
_TOKEN = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Kept:
    """A form's draft as its page shows it. `values` go into the form's initial values."""

    key: str
    token: str
    owner: str
    values: dict[str, str] = field(default_factory=dict, repr=False)
    saved_at: datetime | None = None
    tab: str = ""
    spent: tuple[str, ...] = ()
    is_posted: bool = False
    back: str = ""


def kept_for(request: HttpRequest, key: str) -> Kept:
    """What the signed-in person has written in a form and not sent, if anything."""
    user: User = request.user
    rows = Draft.objects.filter(user=user, key=key, saved_at__gte=now() - timedelta(days=DAYS_KEPT))
    drafts = list(rows.select_related("user").order_by("-saved_at"))
    live = next((row for row in drafts if row.finished_at is None), None)
    values = draft_values(live) if live else {}
    posted = token_of(request)
    return Kept(
        key=key,
        token=posted or (live.token if live else token_new()),
        owner=salted_hmac("fodfaeste.drafts", str(user.pk)).hexdigest()[:16],
        values={name: value for name, value in values.items() if name != TAB},
        saved_at=live.saved_at if live and not posted else None,
        tab=values.get(TAB, ""),
        spent=tuple(row.token for row in drafts if row.finished_at is not None),
        is_posted=bool(posted),
        back=request.get_full_path(),
    )


def draft_sent(request: HttpRequest) -> None:
    """Forget what the form held: it has been sent."""
    key, token = request.POST.get(KEY, "")[:KEY_LENGTH], token_of(request)
    if key and token:
        draft_finish(user=request.user, key=key, token=token)


def token_of(request: HttpRequest) -> str:
    """The token a form was sent with; empty where none was, or none of ours."""
    token = request.POST.get(TOKEN, "")
    return token if _TOKEN.fullmatch(token) else ""
