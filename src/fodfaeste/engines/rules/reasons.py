"""The reasons of many answers as short Danish text, for a file."""

from datetime import date

import polars as pl

from fodfaeste.core.policy import Pack
from fodfaeste.engines.rules.explain import explain_all


def reasons(pack: Pack, facts: pl.DataFrame, answers: pl.DataFrame, on: date) -> list[str]:
    """The explanation of each answer and the pack that gave it, in the order of the answers."""
    found = explain_all(pack, facts, answers, on)
    return [f"{explanation.sentence().da} [{pack.name}]" for explanation in found]
