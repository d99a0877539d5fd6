"""The jobs that belong to no single part of the trade."""

from datetime import date
from typing import Any

from django.contrib.sessions.backends.db import SessionStore

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.accounts.sessions import sessions_forget_old
from fodfaeste.apps.accounts.tries import failed_sign_ins_forget
from fodfaeste.apps.imports.services import batches_forget_stale
from fodfaeste.apps.jobs.nightly import nightly
from fodfaeste.apps.jobs.registry import job
from fodfaeste.apps.jobs.services import jobs_forget_old
from fodfaeste.apps.jobs.signs import signs_forget_old
from fodfaeste.apps.journal.services import journal_seal
from fodfaeste.apps.links.entering import tries_forget
from fodfaeste.apps.links.services import links_forget
from fodfaeste.apps.outbox.efforts import efforts_tell
from fodfaeste.apps.outbox.services import contents_forget_old
from fodfaeste.apps.systems.remembering import answers_forget_old
from fodfaeste.apps.systems.webhooks import deliveries_forget_old


@job("nightly")
def night(authority: Authority | None, arguments: dict[str, Any]) -> None:
    """Every answer and figure of an authority for the day, and the house swept."""
    if authority is None:
        raise ValueError("The night's work belongs to an authority")
    nightly(authority=authority, on=date.fromisoformat(arguments["on"]))
    batches_forget_stale(authority=authority)
    jobs_forget_old()
    signs_forget_old()
    failed_sign_ins_forget()
    tries_forget()
    links_forget(authority=authority)
    efforts_tell(authority=authority)
    contents_forget_old()
    sessions_forget_old()
    answers_forget_old()
    deliveries_forget_old()
    SessionStore.clear_expired()


@job("journal_seal")
def seal(authority: Authority | None, arguments: dict[str, Any]) -> None:
    """Seal what the journal has got since the last seal."""
    journal_seal()
