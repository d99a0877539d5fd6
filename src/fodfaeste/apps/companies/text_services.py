"""Reading a job text that was put in, and storing what a person says to each proposal; journalled."""

from collections.abc import Mapping

from django.db import transaction

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.companies.models import JobText, TextProposal
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.bridge.reading import read_here
from fodfaeste.installation.clock import now

#: What a proposal is of: its kind and code. The same thing said twice is chosen once.
Thing = tuple[str, str]


def job_text_read(*, user: User, text: str) -> JobText:
    """Keep a job text with everything that is read in it; nothing of it counts yet."""
    found = read_here(user.authority, text)
    with transaction.atomic():
        kept = JobText.objects.create(
            authority=user.authority, text=text, recorded_at=now(), recorded_by=user
        )
        TextProposal.objects.bulk_create(
            TextProposal(
                job_text=kept,
                kind=one.kind,
                code=one.code,
                essential=one.essential,
                start=one.start,
                end=one.end,
                sentence_start=one.sentence_start,
                sentence_end=one.sentence_end,
            )
            for one in found
        )
        _journal(user, f"Jobtekst sat ind: {len(found)} forslag fundet")
    return kept


def proposals_choose(*, user: User, job_text: JobText, choices: Mapping[Thing, str]) -> None:
    """Store what was said to each thing: that one must have it, that it helps, or that it is struck."""
    with transaction.atomic():
        held = JobText.objects.select_for_update(no_key=True).get(pk=job_text.pk)
        if held.opening_id is not None:
            return
        rows = list(held.proposals.all())
        for row in rows:
            row.choice = choices.get((row.kind, row.code), row.choice)
        TextProposal.objects.bulk_update(rows, ["choice"])
        held.decided_at = now()
        held.save(update_fields=["decided_at"])
        struck = sum(choice == TextProposal.Choice.STRUCK for choice in choices.values())
        _journal(user, f"Jobtekst set igennem: {len(choices) - struck} forslag taget med, {struck} strøget")


def _journal(user: User, what: str) -> None:
    journal_write(actor=user, authority=user.authority, action="change", what=what)
