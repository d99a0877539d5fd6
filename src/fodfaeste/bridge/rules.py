"""Answers of a policy's rules, from the engine to the database: an answer stands until another takes over."""

from datetime import date

import polars as pl
from django.db import transaction

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.goals.models import Answer, PackVersion
from fodfaeste.bridge.facts import load_facts, rows_of
from fodfaeste.core.policy import Pack
from fodfaeste.installation.clock import now

__all__ = ["load_facts", "store_answers", "store_pack"]

_CHUNK = 500  # parameters in one statement are few in SQLite
_SAME = ("rule", "state", "due_on", "missing", "pack_hash")


def store_pack(pack: Pack) -> None:
    """Keep a pack's text by its hash, so that answers given by it can be explained by it."""
    fields = {"pack": pack.id, "version": pack.version, "files": pack.files, "first_seen": now()}
    PackVersion.objects.get_or_create(hash=pack.hash, defaults=fields)


@transaction.atomic
def store_answers(authority: Authority, answers: pl.DataFrame, pack: Pack, on: date) -> int:
    """Store the answers that differ from the current ones; the number that did.

    `answers` is what `due` gave, with the citizens' `pk`. An answer that stays the same is not written again;
    one on an offer that the policy no longer has is ended. The caller holds the citizens (`lock_people`).
    """
    store_pack(pack)
    rows = answers.with_columns(pack_hash=pl.lit(pack.hash), state=pl.col("state").cast(pl.String))
    citizens, offers = set(rows["pk"]), set(rows["offer"])
    asked = rows_of("citizen__pk", authority, list(citizens))
    found = Answer.objects.filter(asked, until__isnull=True)
    current = {(a.citizen_id, a.offer): a for a in found if a.citizen_id in citizens}
    ended = [a.pk for a in current.values() if a.offer not in offers]
    new, recorded_at = [], now()
    for row in rows.iter_rows(named=True):
        old = current.get((row["pk"], row["offer"]))
        if old is not None and all(getattr(old, name) == row[name] for name in _SAME):
            continue
        if old is not None:
            ended.append(old.pk)
        values = {name: row[name] for name in (*_SAME, "offer")}
        new.append(
            Answer(authority=authority, citizen_id=row["pk"], on=on, recorded_at=recorded_at, **values)
        )
    for start in range(0, len(ended), _CHUNK):
        Answer.objects.filter(pk__in=ended[start : start + _CHUNK]).update(until=on)
    Answer.objects.bulk_create(new, batch_size=_CHUNK)
    return len(new)
