"""The hard limits of one pair, each with its verdict and what is lacking: why an opening is not listed."""

from datetime import date
from typing import Any

import polars as pl

from fodfaeste.core.openings import REMOTE, STAY, WANTS, WILL_NOT
from fodfaeste.engines.matching.answers import Limit, Verdict, Why
from fodfaeste.engines.matching.codes import codes_in
from fodfaeste.engines.matching.settings import Settings
from fodfaeste.engines.matching.travel import Use, judged
from fodfaeste.engines.matching.wishes import is_meant

Row = dict[str, Any]


def _limit(name: str, codes: tuple[str, ...]) -> Limit:
    return Limit(name, Verdict.NOT_MET if codes else Verdict.MET, codes)


def dates(opening: Row, on: date) -> Limit:
    """The day lies between the first and the last on which the opening can be sought."""
    if opening["opens"] is not None and on < opening["opens"]:
        return _limit("dates", (Why.NOT_OPEN_YET,))
    closed = opening["closes"] is not None and on > opening["closes"]
    return _limit("dates", (Why.CLOSED,) if closed else ())


def seats(opening: Row) -> Limit:
    """There is a seat left."""
    return _limit("seats", (Why.NO_SEAT,) if opening["seats"] < 1 else ())


def hours(citizen: Row, opening: Row) -> Limit:
    """The hours a week overlap; who or what sets no limit meets any."""
    if _under(opening["hours_max"], citizen["hours_min"]):
        return _limit("hours", (Why.TOO_FEW_HOURS,))
    return _limit(
        "hours", (Why.TOO_MANY_HOURS,) if _under(citizen["hours_max"], opening["hours_min"]) else ()
    )


def _under(most: int | None, least: int | None) -> bool:
    return most is not None and least is not None and most < least


def lacked(name: str, bits: int, *, is_known: bool = True) -> Limit:
    """A list of codes of which none may be lacking; where the citizen's are not known, it cannot be told."""
    codes = codes_in(bits, name)
    verdict = Verdict.MET if not codes else Verdict.NOT_MET if is_known else Verdict.UNKNOWN
    return Limit(name, verdict, codes)


def wish(wishes: pl.DataFrame, opening: pl.DataFrame) -> Limit:
    """Nothing that the citizen will not."""
    refused = wishes.filter(strength=WILL_NOT).select("kind", "what").unique().sort("kind", "what")
    codes = tuple(f"{kind}:{what}" for kind, what in refused.iter_rows() if is_meant(opening, kind, what)[0])
    return _limit("wish", codes)


def law(ruled_out: pl.DataFrame, opening: Row) -> Limit:
    """No rule of the law keeps this kind of opening from the citizen; the codes are the rules' ids."""
    rules = ruled_out.filter(kind=opening["kind"])["rule"].unique().sort()
    return _limit("law", tuple(rules))


def place(
    citizen: Row, opening: Row, wishes: pl.DataFrame, reach: pl.DataFrame, on: date, settings: Settings
) -> Limit:
    """The place can be reached: from anywhere, with lodging that is wanted, or by a journey each day."""
    if opening["attendance"] == REMOTE:
        return _limit("place", ())
    if opening["attendance"] == STAY:
        return _stay(wishes)
    unknown = [
        why
        for side, why in ((citizen, Why.CITIZEN_PLACE), (opening, Why.OPENING_PLACE))
        if side["place"] is None
    ]
    if unknown:
        return Limit("place", Verdict.UNKNOWN, tuple(unknown))
    if citizen["place"] == opening["place"]:
        return Limit("place", Verdict.MET, minutes=0)
    ways = judged(reach.filter(pl.col("from") == citizen["place"], to=opening["place"]), on, settings)
    return _journey(ways, citizen["reach_minutes"], settings)


def _stay(wishes: pl.DataFrame) -> Limit:
    said = set(wishes.filter(kind="ophold", what="ja")["strength"])
    if WILL_NOT in said:
        return _limit("place", (Why.STAY_REFUSED,))
    return (
        Limit("place", Verdict.MET) if WANTS in said else Limit("place", Verdict.UNKNOWN, (Why.STAY_UNASKED,))
    )


def _journey(ways: pl.DataFrame, own: int | None, settings: Settings) -> Limit:
    """The shortest journey that counts, against the citizen's own limit or the pack's."""
    if ways.is_empty():
        return Limit("place", Verdict.UNKNOWN, (Why.NO_WAY,))
    most = settings.daily_minutes if own is None else own
    use = Use(min(ways["use"]))
    minutes = min(ways.filter(use=use.value)["minutes"])
    if use is Use.USABLE:
        if minutes == 0 or (most is not None and minutes <= most):
            return Limit("place", Verdict.MET, minutes=minutes)
        if most is None:
            return Limit("place", Verdict.UNKNOWN, (Why.NO_NUMBER,), minutes)
    # A journey that would be short enough, were it known to be often enough, leaves the answer open.
    untold = ways.filter(use=Use.UNTOLD.value)["minutes"].min()
    if isinstance(untold, int) and (most is None or untold <= most):
        return Limit("place", Verdict.UNKNOWN, (Why.NO_NUMBER,), untold)
    why = {Use.OTHER_SEASON: Why.OTHER_SEASON, Use.TOO_SELDOM: Why.TOO_SELDOM}.get(use, Why.TOO_FAR)
    return Limit("place", Verdict.NOT_MET, (why,), minutes)
