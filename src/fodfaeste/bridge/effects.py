"""Time to work and what offers do, from the people in the database to the engines, and back as figures."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import date
from hashlib import sha256

import polars as pl
from django.db import transaction

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.effects.models import OfferEffects, TimeToWork
from fodfaeste.bridge.citizens import load_citizens
from fodfaeste.bridge.law import law_here, policy_here
from fodfaeste.bridge.snapshot import load_agreements, load_contacts, load_spells, load_statuses
from fodfaeste.core.facts import NO_OTHER_GROUP
from fodfaeste.engines.indicators.effect_answers import Answer, Limits, Overlap, Refusal
from fodfaeste.engines.indicators.effect_words import IN_WORK, definition, refusal
from fodfaeste.engines.indicators.survival_courses import Recorded
from fodfaeste.engines.indicators.survival_definitions import Terms, definitions
from fodfaeste.engines.indicators.survival_figures import time_to

Tables = Mapping[str, pl.DataFrame]

#: After so many whole months from the first day of an offer its effect is told.
HORIZONS = (6, 12)

_SUBSIDISED = "wage_subsidy"  # the kind of offer in the law


def load_lives(authority: Authority, on: date) -> Tables:
    """What is known of an authority's people over time, those who have left the effort among them."""
    return {
        "citizens": load_citizens(authority, on),
        "statuses": load_statuses(authority),
        "spells": load_spells(authority),
        "contacts": load_contacts(authority),
        "agreements": load_agreements(authority),
    }


def recorded_until(tables: Tables, on: date) -> Recorded:
    """The days of which everything is known, up to a day.

    Nobody writes down from when those who left are kept, so it is read off: from the first day anything was
    recorded, and not before the first leaving on record. Who left earlier may be missing, and those who were
    there and stayed would then look as if all stay.
    """
    recorded = tables["statuses"].select(pl.col("recorded_at").dt.date().min()).item()
    groups = tables["statuses"].filter(
        (pl.col("kind") == "target_group") & (pl.col("value") != NO_OTHER_GROUP)
    )
    until = groups.group_by("citizen").agg(
        left=pl.col("valid_to").max(), is_here=pl.col("valid_to").is_null().any()
    )
    left = until.filter(~pl.col("is_here") & (pl.col("left") <= on))["left"].min()
    known = [day for day in (recorded, left) if isinstance(day, date)]
    return Recorded(min(max(known, default=on), on), on)


def terms_here(authority: Authority, on: date) -> Terms:
    """The numbers of the definitions; which offers are subsidised jobs, the law says."""
    offers = law_here(authority, on).offers
    return Terms(supported=tuple(sorted(offer.id for offer in offers if offer.kind == _SUBSIDISED)))


def definition_hash(terms: Terms) -> str:
    """What the figures count and by which numbers, as one short name: it changes when any of it does."""
    asked = [definition(IN_WORK, months) for months in HORIZONS]
    return sha256(repr((terms, definitions(terms), asked, Limits())).encode()).hexdigest()


def store_time_to(authority: Authority, tables: Tables, on: date) -> int:
    """Count time to work from the tables and keep it in place of the last; 1 where that changed anything."""
    recorded = recorded_until(tables, on)
    found = time_to(tables, recorded, terms_here(authority, on))
    return _store(TimeToWork, authority, recorded, rows=found.figures.to_dicts())


def is_asked(authority: Authority, on: date) -> bool:
    """Whether the effects were asked for in a day's month already, in the same way and by the same packs."""
    last = OfferEffects.objects.filter(authority=authority).first()
    if last is None or (last.on.year, last.on.month) != (on.year, on.month):
        return False
    told = (definition_hash(terms_here(authority, on)), _packs(authority, on))
    return (last.definition, last.packs) == told


def store_effects(authority: Authority, tables: Tables, on: date) -> int:
    """Ask what each offer does and keep the answers in place of the last; 1 where that changed anything."""
    recorded = recorded_until(tables, on)
    answers = _answers(tables, recorded, terms_here(authority, on))
    return _store(OfferEffects, authority, recorded, answers=[_told(answer) for answer in answers])


def _answers(tables: Tables, recorded: Recorded, terms: Terms) -> list[Answer]:
    """Every offer's answers. Where too few ever began, nothing is learned, nor what learns loaded."""
    begun = tables["agreements"].filter(pl.col("state").is_in(["running", "ended"]))
    people = dict(begun.group_by("kind").agg(pl.col("citizen").n_unique()).iter_rows())
    enough = [kind for kind, count in people.items() if count >= Limits().fewest_began]
    found = [
        Refusal(kind, IN_WORK, months, "few_began", refusal("few_began", Limits()), None)
        for kind in people.keys() - set(enough)
        for months in HORIZONS
    ]
    return sorted([*found, *_learned(tables, recorded, terms, enough)], key=lambda a: (a.offer, a.months))


def _learned(tables: Tables, recorded: Recorded, terms: Terms, kinds: Collection[str]) -> tuple[Answer, ...]:
    if not kinds:
        return ()
    # It takes a second to load what learns, and most of those who work here never need it.
    from fodfaeste.engines.indicators.effect import Asked, effects

    asked = Asked(horizons=HORIZONS, terms=terms)
    return effects(tables, recorded, seed=_seed(tables), offers=kinds, asked=asked)


def _seed(tables: Tables) -> int:
    """A number of the data themselves: the same data give the same answer."""
    digest = sha256()
    for name in ("agreements", "contacts", "spells", "statuses"):
        digest.update(tables[name].write_csv().encode())
    return int.from_bytes(digest.digest()[:8], "big")


def _told(answer: Answer) -> dict[str, object]:
    """An answer as it is stored: plain values alone."""
    told: dict[str, object] = {"offer": answer.offer, "months": answer.months, "began": answer.began}
    if isinstance(answer, Refusal):
        return told | {
            "reason": answer.reason,
            "words": asdict(answer.words),
            "control": asdict(answer.control) if answer.control else None,
            "overlap": _overlap(answer.overlap) if answer.overlap else None,
        }
    return (
        told
        | {name: getattr(answer, name) for name in _NUMBERS}
        | {
            "reason": "",
            "control": asdict(answer.control),
            "overlap": _overlap(answer.overlap),
            "sensitivity": asdict(answer.sensitivity),
            "balance": answer.balance.to_dicts(),
            "unmeasured": list(answer.unmeasured),
        }
    )


_NUMBERS = (
    "estimate",
    "low",
    "high",
    "began_percent",
    "otherwise_percent",
    "compared",
    "alike",
    "unfollowed",
)


def _overlap(found: Overlap) -> dict[str, object]:
    return {
        "without_like": found.without_like,
        "outside": found.outside,
        "bins": found.bins.to_dicts(),
    }


def _packs(authority: Authority, on: date) -> dict[str, str]:
    policy, law = policy_here(authority, on), law_here(authority, on)
    return {policy.name: policy.hash, law.id: law.hash}


@transaction.atomic
def _store(
    model: type[TimeToWork] | type[OfferEffects], authority: Authority, recorded: Recorded, **figures: object
) -> int:
    """Put figures in the place of the authority's last; 1 where that changed anything."""
    on = recorded.until
    told = {
        "on": on,
        "since": recorded.since,
        "definition": definition_hash(terms_here(authority, on)),
        "packs": _packs(authority, on),
        **figures,
    }
    last = model.objects.filter(authority=authority).first()
    if last is not None and all(getattr(last, name) == value for name, value in told.items()):
        return 0
    model.objects.update_or_create(authority=authority, defaults=told)
    return 1
