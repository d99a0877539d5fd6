"""What a policy publishes about persons, counted in the made people as the table of sizes reads it."""

from collections import defaultdict
from collections.abc import Iterable

from fodfaeste.apps.demo.population_facts import FactRow
from fodfaeste.apps.demo.population_sizes import PublishedFigure, Sizes

_STATUSES = ("benefit", "law_group", "gl_match_group")


def figures_of(sizes: Sizes, facts: Iterable[FactRow]) -> dict[str, float]:
    """The made value of each figure, by its id in the pack: persons, each counted as one full-time person."""
    having: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in facts:
        if row.name in _STATUSES and row.valid_to is None and row.withdrawn_at is None:
            having[row.name, row.value].add(row.person)
    return {figure.id: _value(figure, having) for figure in sizes.figures}


def _value(figure: PublishedFigure, having: dict[tuple[str, str], set[int]]) -> float:
    codes = zip(_STATUSES, (figure.benefits, figure.law_groups, figure.match_groups), strict=True)
    counted = set().union(*(having[name, code] for name, some in codes for code in some))
    return len(counted) if figure.of is None else round(100 * len(counted) / figure.of, figure.decimals)
