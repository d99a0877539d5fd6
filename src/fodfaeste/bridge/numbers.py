"""The numbers of packs that engines use: what is daily travel, and how advice is shared out."""

import polars as pl

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.bridge.reach import daily_travel
from fodfaeste.bridge.tables import table
from fodfaeste.core.policy import Figure, Pack, ProposedValue
from fodfaeste.core.sharing import PREFIX


def load_numbers(authority: Authority, policy: Pack) -> pl.DataFrame:
    """The table `numbers`: daily travel from the pack of travel, sharing out from the policy."""
    return table("numbers", [*daily_travel(authority), *_of_sharing(policy)])


def _of_sharing(policy: Pack) -> list[tuple[object, ...]]:
    """The policy's own numbers, and ours where it has none: what a council adopts takes over."""
    numbers: tuple[ProposedValue | Figure, ...] = (*policy.values, *policy.figures)
    rows = {one.id: (one.id, one.value, one.unit, one.basis, policy.name) for one in numbers}
    return [rows[name] for name in sorted(rows) if name.startswith(PREFIX)]
