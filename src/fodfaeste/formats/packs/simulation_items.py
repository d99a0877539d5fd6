"""Reads the numbers of `packs/simulation`: factors, rates, costs, offers and paths, one at a time."""

from fodfaeste.core.simulation import (
    BASES,
    EDUCATION,
    EDUCATIONS,
    OVER,
    SEX,
    SEXES,
    CountryPath,
    Number,
    OfferDefault,
    Profile,
    Rate,
    Said,
)
from fodfaeste.core.simulation_costs import BEARERS, Cost
from fodfaeste.formats.packs.data_tables import whole_number
from fodfaeste.formats.packs.table import Table

_CODES = {EDUCATION: EDUCATIONS, SEX: SEXES}


def read_said(table: Table) -> Said:
    """How firm a number is, why, and where it was read."""
    return Said(
        table.choice("basis", BASES), table.words("reason"), table.texts("source", required=True, empty=False)
    )


def read_profile(table: Table) -> Profile:
    """Factors on rates, written in whole per cent."""
    profile_id, over = table.identifier(), table.choice("over", OVER)
    if over in _CODES:
        inner = table.inner("percents", "{ none = 85, unknown = 100 }") or Table.stand_in()
        codes = [(code, inner.number(code) or 0.0) for code in _CODES[over]]
        inner.close()
        return Profile(profile_id, over, codes=tuple((code, percent / 100) for code, percent in codes))
    steps = _steps(table, "from", "percent")
    return Profile(profile_id, over, steps=tuple((start, percent / 100) for start, percent in steps))


def _steps(table: Table, key: str, percent_key: str) -> tuple[tuple[int, int], ...]:
    """Two lists beside each other: where each step begins, rising from 0, and its per cent."""
    starts, percents = table.integers(key), table.integers(percent_key)
    if starts and percents and len(starts) != len(percents):
        wrong = f"»{key}« og »{percent_key}« er ikke lige lange"
        table.problem(percent_key, wrong, "skriv lige mange tal i de to")
    if starts and (starts[0] != 0 or list(starts) != sorted(set(starts))):
        table.problem(key, f"»{key}« stiger ikke fra 0", "begynd med 0, og skriv tallene stigende")
    if any(percent < 0 for percent in percents):
        table.problem(percent_key, "en procent er under 0", "skriv 0 eller mere")
    return tuple(zip(starts, percents, strict=False))


def read_rates(table: Table) -> tuple[Rate, ...]:
    """A number of moves a month of a thousand; several states may share it, and are a rate each."""
    rate_id, origins = table.identifier(), table.texts("from", required=True, empty=False)
    destination, per_thousand = table.text("to"), _positive(table, "per_thousand")
    profiles, spread = table.texts("profiles"), _positive(table, "spread")
    said = read_said(table)
    alone = len(origins) == 1
    return tuple(
        Rate(
            rate_id if alone else f"{rate_id}.{origin}",
            origin,
            destination,
            per_thousand,
            profiles,
            spread,
            said,
        )
        for origin in origins
    )


def _positive(table: Table, key: str) -> float:
    value = table.number(key)
    if value is not None and value <= 0:
        table.problem(key, f"»{key}« er {value:g}", "der skal stå et tal over 0")
    return value or 0.0


def _percent(table: Table, key: str) -> int:
    value = whole_number(table, key, least=0)
    if value > 100:
        table.problem(key, f"»{key}« er {value}", "der skal stå et helt tal fra 0 til 100")
    return value


def read_cost(table: Table) -> Cost:
    """What a month in a state costs, and who bears it."""
    found = Cost(
        id=table.identifier(),
        state=table.text("state"),
        oere=whole_number(table, "oere", least=0),
        bearer=table.choice("bearer", BEARERS) if table.has("bearer") else None,
        refund=table.text_or_none("refund"),
        basis=table.choice("basis", BASES),
        reason=table.words("reason"),
        sources=table.texts("source", required=True, empty=False),
    )
    if (found.bearer is None) == (found.refund is None):
        table.problem(None, "det er ikke sagt, hvem der betaler", "skriv enten bearer eller refund")
    return found


def read_offer(table: Table) -> OfferDefault:
    """What an offer is taken to be."""
    baseline = table.number("baseline_percent", required=False)
    if baseline is not None and not 0 < baseline < 100:
        table.problem(
            "baseline_percent", f"»baseline_percent« er {baseline:g}", "skriv et tal mellem 0 og 100"
        )
        baseline = None
    return OfferDefault(
        id=table.identifier(),
        title=table.words("title"),
        reads=table.texts("reads", required=True),
        months=whole_number(table, "months", least=1),
        lock_in_percent=_positive(table, "lock_in_percent"),
        lock_in_spread=_positive(table, "lock_in_spread"),
        fades_months=whole_number(table, "fades_months", least=1),
        finding=table.text_or_none("finding"),
        baseline_percent=baseline,
        spread=_positive(table, "spread"),
        start_oere=whole_number(table, "start_oere", least=0),
        month_oere=whole_number(table, "month_oere", least=0),
        municipal_percent=_percent(table, "municipal_percent"),
        said=read_said(table),
    )


def read_path(table: Table) -> CountryPath:
    """A way that the country's labour market may go."""
    path_id, title = table.identifier(), table.words("title")
    points = _steps(table, "months", "percent")
    return CountryPath(
        path_id, title, tuple((month, float(percent)) for month, percent in points), read_said(table)
    )


def read_number(table: Table) -> Number:
    """One number of the labour market."""
    return Number(table.identifier(), _positive(table, "value"), table.text("unit"), read_said(table))
