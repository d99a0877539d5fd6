"""The axes of a simulation: the country's states and bands, and the labels and offers of what is tried."""

from collections.abc import Iterable

import numpy as np
import polars as pl

from fodfaeste.core.facts import NO_OTHER_GROUP
from fodfaeste.core.industries import SECTIONS
from fodfaeste.core.policy import Pack
from fodfaeste.core.simulation import EDUCATIONS, SEXES, WORK, Country
from fodfaeste.engines.simulation.model import Axes

UNKNOWN = "unknown"
NO_LABEL = ""


def axes_of(
    country: Country, *, groups: tuple[str, ...], offers: tuple[str, ...], ages: Iterable[int]
) -> Axes:
    """The axes of a country with a municipality's own labels.

    `ages`: whole years on which some rule's answer turns; a band of ages begins at each, so that no band is
    of two minds.
    """
    years = sorted({*country.age_from, *ages})
    return Axes(
        states=tuple(state.id for state in country.states),
        searching=tuple(state.searching for state in country.states),
        final=tuple(state.final for state in country.states),
        in_effort=tuple(state.in_effort for state in country.states),
        work=country.number_of(country.role(WORK)),
        age_from=_months(years),
        duration_from=np.array(country.duration_from, dtype=np.int16),
        told_age_from=_months(country.told_age_from),
        sexes=SEXES,
        educations=EDUCATIONS,
        fields=(*SECTIONS, UNKNOWN),
        groups=(*groups, NO_LABEL),
        offers=offers,
    )


def _months(years: Iterable[int]) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    return np.array([12 * year for year in years], dtype=np.int16)


def labels_of(pack: Pack, citizens: pl.DataFrame) -> tuple[str, ...]:
    """The municipality's own labels: those of its policy, then others that its citizens have."""
    known = [group.id for group in pack.groups]
    seen = citizens["target_group"].drop_nulls().unique().sort()
    return tuple(dict.fromkeys((*known, *(label for label in seen if label != NO_OTHER_GROUP))))


def offers_of(packs: Iterable[Pack]) -> tuple[str, ...]:
    """The offers that some rule of some policy gives, in the order of the policies."""
    rules = (entry for pack in packs for entry in pack.entries if entry.kind == "rule")
    return tuple(dict.fromkeys(str(rule.offer) for rule in rules))
