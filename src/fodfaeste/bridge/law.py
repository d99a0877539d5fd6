"""What the law asks about citizens and employers, from the database to the frames that its rules read."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Contact, Fact
from fodfaeste.apps.companies.models import ProductionUnit, StaffMonth
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.bridge.facts import load_facts, rows_of
from fodfaeste.bridge.supported import agreed_since, load_agreed
from fodfaeste.bridge.tables import table
from fodfaeste.core.dates import add_months, month_start
from fodfaeste.core.facts import NO_OTHER_GROUP, NOT_HAPPENED, NOT_HAPPENED_WORD
from fodfaeste.core.law import LawPack
from fodfaeste.core.law_facts import LAW_FACTS
from fodfaeste.core.policy import Pack
from fodfaeste.engines.rules.coverage import Coverage, coverage
from fodfaeste.engines.rules.kinds import kinds_ruled_out
from fodfaeste.engines.rules.law import LAW_FACT_TYPES, law_rule
from fodfaeste.engines.rules.law_benefit import benefit_started, whole_months
from fodfaeste.engines.rules.law_groups import with_law_groups
from fodfaeste.formats.packs import Library, packs_folder
from fodfaeste.formats.packs.law import installed_law

#: Facts of the law that stand as dated rows, beside those that a policy asks about too.
STORED = ("benefit", "readiness", "law_group", "gl_match_group", "paused_from", "paused_to", "self_found")
EMPLOYER = ("employer_ordinary_fte", "employer_supported_fte")
AVERAGED_OVER = "virksomhedspraktik.forholdstal.gennemsnit"  # in months

_HISTORY: dict[str, type[pl.DataType] | pl.DataType] = {
    "pk": pl.Int64,
    "name": pl.String,
    "value": pl.String,
    "valid_from": pl.Date,
    "valid_to": pl.Date,
    "recorded_at": pl.Datetime("us", "UTC"),
}
_TALKS: dict[str, type[pl.DataType] | pl.DataType] = {
    "pk": pl.Int64,
    "kind": pl.String,
    "at": pl.Datetime("us", "UTC"),
}


def policy_here(authority: Authority, on: date) -> Pack:
    """The policy that counts for an authority on a day; read again only when its files have changed."""
    folder = packs_folder()
    stamp = _stamp(folder / "policy" / authority.policy, "*/*.toml")
    return _policies(folder, authority.policy, stamp).pack(authority.policy, on)


def law_here(authority: Authority, on: date) -> LawPack:
    """The installed law of the legal system that an authority's policy names."""
    return law_under(policy_here(authority, on).legal_system)


def law_under(legal_system: str) -> LawPack:
    """The installed law of a legal system; read again only when its files have changed."""
    folder = packs_folder()
    return _law(folder, legal_system, _stamp(folder / "law" / legal_system, "*.toml"))


@lru_cache(maxsize=16)
def _policies(folder: Path, slug: str, stamp: tuple[tuple[str, int, int], ...]) -> Library:
    return Library.read(folder, slug)


@lru_cache(maxsize=4)
def _law(folder: Path, system: str, stamp: tuple[tuple[str, int, int], ...]) -> LawPack:
    return installed_law(system, folder)


def _stamp(folder: Path, files: str) -> tuple[tuple[str, int, int], ...]:
    stats = ((str(path), path.stat()) for path in sorted(folder.glob(files)))
    return tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in stats)


def load_law_facts(
    authority: Authority,
    on: date,
    citizens: Iterable[int] | None = None,
    *,
    unit: ProductionUnit | None = None,
) -> pl.DataFrame:
    """What the law asks of an authority's active citizens, or of some of them by their keys, on a day.

    Columns: citizen, pk, every fact of `LAW_FACT_TYPES`, and benefit_started. The law's group is the recorded
    one; where none is, it is the one group that the person's own label means in the policy's table. The
    employer's facts are of the production unit given; null without one.
    """
    chosen = None if citizens is None else list(citizens)
    known = _law_facts(authority, on, chosen, _talks(authority, chosen), unit)
    return known.select("citizen", "pk", *LAW_FACT_TYPES, "benefit_started")


def _law_facts(
    authority: Authority, on: date, chosen: list[int] | None, talks: pl.DataFrame, unit: ProductionUnit | None
) -> pl.DataFrame:
    facts = load_facts(authority, on, citizens=chosen)
    history = _history(authority, chosen)
    facts = facts.join(_stored(history, on), on="pk", how="left", maintain_order="left")
    started = benefit_started(history.filter(pl.col("name") == "benefit"), on)
    facts = facts.join(started, on="pk", how="left", maintain_order="left")
    facts = facts.join(_held(authority, talks, on), on="pk", how="left", maintain_order="left")
    employer = employer_facts(unit, on, without=chosen or ()) if unit is not None else dict.fromkeys(EMPLOYER)
    facts = facts.with_columns(
        whole_months(pl.col("benefit_started"), on).alias("months_on_benefit"),
        *(pl.lit(value, dtype=pl.Float64).alias(name) for name, value in employer.items()),
    )
    return with_law_groups(policy_here(authority, on), law_here(authority, on), facts, on)


def _history(authority: Authority, citizens: list[int] | None) -> pl.DataFrame:
    """Every stored fact of the law that is believed now. Of many chosen, those of others may follow."""
    rows = Fact.objects.filter(
        rows_of("citizen__pk", authority, citizens), name__in=STORED, withdrawn_at__isnull=True
    )
    found = rows.values_list("citizen_id", "name", "value", "valid_from", "valid_to", "recorded_at")
    return pl.DataFrame(list(found), schema=_HISTORY, orient="row")


def _stored(history: pl.DataFrame, on: date) -> pl.DataFrame:
    """The facts that hold on a day: one row a person, null = unknown."""
    begun = pl.col("valid_from").is_null() | (pl.col("valid_from") <= on)
    going = pl.col("valid_to").is_null() | (pl.col("valid_to") > on)
    latest = history.filter(begun & going).sort("valid_from", "recorded_at", nulls_last=False)
    latest = latest.unique(["pk", "name"], keep="last", maintain_order=True)
    wide = latest.pivot("name", index="pk", values="value")
    absent = [pl.lit(None, dtype=pl.String).alias(name) for name in STORED if name not in wide.columns]
    return wide.with_columns(absent).select("pk", *map(_typed, STORED))


def _typed(name: str) -> pl.Expr:
    column = pl.col(name)
    if LAW_FACTS[name].type == "date":
        return column.replace(NOT_HAPPENED_WORD, NOT_HAPPENED.isoformat()).str.to_date("%Y-%m-%d")
    return column.cast(LAW_FACT_TYPES[name])


def _talks(authority: Authority, citizens: list[int] | None) -> pl.DataFrame:
    """Every talk that was held: pk, kind, at. Of many chosen, those of others may follow."""
    rows = Contact.objects.filter(rows_of("citizen__pk", authority, citizens), state="held")
    found = rows.values_list("citizen_id", "kind", "starts_at")
    return pl.DataFrame(list(found), schema=_TALKS, orient="row")


def _held(authority: Authority, talks: pl.DataFrame, on: date) -> pl.DataFrame:
    """The days of the first and the latest talk that was held, in the authority's own time."""
    day = pl.col("at").dt.convert_time_zone(ZoneInfo(authority.time_zone).key).dt.date()
    days = talks.select("pk", day.alias("day")).filter(pl.col("day") <= on)
    return days.group_by("pk").agg(first_contact=pl.col("day").min(), last_contact=pl.col("day").max())


def employer_facts(unit: ProductionUnit, on: date, *, without: Iterable[int] = ()) -> dict[str, float | None]:
    """A production unit's staff as the law counts it: what is not known of the months it asks is None.

    Ordinary staff is the mean of the last full months, as many as the law says. Those with support are of the
    latest month known among them and the running one, with the agreements made since and the new person
    counted in. Agreements of citizens `without` are left out: the new person's own is not counted twice.
    """
    law = law_here(unit.authority, on)
    rule = law_rule(law, AVERAGED_OVER, on)
    if rule is None:
        return dict.fromkeys(EMPLOYER)
    asked = int(rule.values["months"])
    begins = add_months(month_start(on), -asked)
    staff = StaffMonth.objects.filter(unit=unit, month__gte=begins, month__lte=month_start(on))
    months = list(staff.order_by("month").values_list("month", "ordinary_fte", "supported_fte"))
    full = [ordinary for month, ordinary, _ in months if month < month_start(on) and ordinary is not None]
    supported = [(month, number) for month, _, number in months if number is not None]
    agreed = load_agreed(law, [unit.pk], on, without=without).get(unit.pk, ())
    return {
        "employer_ordinary_fte": sum(full) / asked if len(full) == asked else None,
        "employer_supported_fte": (
            supported[-1][1] + agreed_since(agreed, supported[-1][0]) + 1 if supported else None
        ),
    }


def load_kinds_ruled_out(
    authority: Authority, on: date, citizens: Iterable[int] | None = None
) -> pl.DataFrame:
    """The snapshot's table `kinds_ruled_out`: the kinds of opening that the law closes to each citizen."""
    facts = load_law_facts(authority, on, citizens)
    return table("kinds_ruled_out", kinds_ruled_out(law_here(authority, on), facts, on).rows())


def load_coverage(
    authority: Authority, on: date, citizens: Iterable[int] | None = None
) -> tuple[Coverage, ...]:
    """The law's duties towards whole groups, counted over an authority's citizens, or some, on a day.

    Who has left the effort is not called in, even where the end of the law's group was not written.
    """
    chosen = None if citizens is None else list(citizens)
    whose = rows_of("citizen__pk", authority, chosen)
    agreements = Agreement.objects.filter(whose, citizen__active=True)
    talks = _talks(authority, chosen)
    facts = _law_facts(authority, on, chosen, talks, None)
    facts = facts.filter(~pl.col("target_group").eq_missing(NO_OTHER_GROUP))
    return coverage(
        law_here(authority, on),
        facts,
        _contacts(talks, facts),
        table(
            "agreements",
            [
                (citizen, offer, state, None, begins, ends)
                for citizen, offer, state, begins, ends in agreements.values_list(
                    "citizen__reference", "offer", "state", "begins", "ends"
                )
            ],
        ),
        on,
    )


def _contacts(talks: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """The talks of some people as the snapshot's table has them; each that is told twice once."""
    whose = talks.join(people.select("pk", "citizen"), on="pk")
    held = whose.select("citizen", "kind", pl.lit("held").alias("state"), "at")
    return held.unique(["citizen", "kind", "at"]).sort("citizen", "kind", "at")
