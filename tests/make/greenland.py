"""Sermersooq: a municipality under Greenlandic law."""

from fodfaeste.apps.accounts.models import Authority
from tests.make import people


def sermersooq() -> Authority:
    """The municipality, the same one each time it is asked for."""
    return people.authority(
        "sermersooq",
        name="Kommuneqarfik Sermersooq",
        code="956",
        policy="sermersooq",
        time_zone="America/Nuuk",
    )
