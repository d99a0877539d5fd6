"""Keeping what someone is writing, and forgetting it when it is sent, thrown away or old."""

import json
import secrets
from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction

from fodfaeste.apps.accounts.models import Authority, User
from fodfaeste.apps.drafts.models import Draft
from fodfaeste.installation.clock import now
from fodfaeste.installation.secrets import installation_secrets

#: A draft nobody has touched for so many days is deleted.
DAYS_KEPT = 14
#: So much of one form, and so many forms of one person, are kept. More is not a form of ours.
LONGEST, MOST_FORMS = 20_000, 20


def draft_keep(*, user: User, key: str, token: str, values: Mapping[str, str]) -> Draft | None:
    """Keep a form as it stands now, for its writer alone. Gives nothing where it was sent already."""
    content = json.dumps(dict(values), ensure_ascii=False).encode()
    if len(content) > LONGEST or not any(value.strip() for value in values.values()):
        return None
    locked = installation_secrets().encrypt(content, purpose=purpose_of(user))
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        own = Draft.objects.filter(user=user)
        if own.filter(token=token, finished_at__isnull=False).exists():
            return None
        kept = own.filter(key=key, finished_at__isnull=True).first()
        if kept is None and own.filter(finished_at__isnull=True).count() >= MOST_FORMS:
            return None
        kept = kept or Draft(authority=user.authority, user=user, key=key)
        kept.token, kept.content, kept.saved_at = token, locked, now()
        kept.save()
    return kept


def draft_finish(*, user: User, key: str, token: str) -> None:
    """Forget what a form held, because it was sent or thrown away; its token is known to be spent."""
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        own = Draft.objects.filter(user=user, key=key)
        own.filter(finished_at__isnull=True).delete()
        if not own.filter(token=token).exists():
            Draft.objects.create(
                authority=user.authority,
                user=user,
                key=key,
                token=token,
                content=b"",
                saved_at=now(),
                finished_at=now(),
            )


def drafts_forget(*, authority: Authority) -> int:
    """Delete what nobody has touched for a fortnight; says how many. Run twice it changes nothing more."""
    old = Draft.objects.filter(authority=authority, saved_at__lt=now() - timedelta(days=DAYS_KEPT))
    return old.delete()[0]


def draft_values(draft: Draft) -> dict[str, str]:
    """What a draft holds, opened under its writer's own purpose."""
    opened = installation_secrets().decrypt(draft.content, purpose=purpose_of(draft.user))
    values: dict[str, str] = json.loads(opened)
    return values


def purpose_of(user: User) -> str:
    """What a draft is locked for: it opens for its writer and nobody else."""
    return f"draft:{user.pk}"


def token_new() -> str:
    """A name for one filling of one form."""
    return secrets.token_hex(8)
