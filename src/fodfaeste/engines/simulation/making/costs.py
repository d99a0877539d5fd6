"""The per cents of a month's cost that the state bears, from the rules of the law that a country names."""

from collections.abc import Mapping
from datetime import date

from fodfaeste.core.law import LawPack
from fodfaeste.core.simulation import Country

#: Rule of the law -> name of the value -> per cent.
Percents = Mapping[str, Mapping[str, float]]


def percents_of(law: LawPack, country: Country, on: date) -> Percents:
    """What each rule that a refund of the country names says on a day; the amounts stand in the country."""
    asked = {refund.rule for refund in country.refunds}
    return {rule.id: dict(rule.values) for rule in law.rules if rule.id in asked and rule.holds(on)}
