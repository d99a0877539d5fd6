"""What a broker's claims mean here: which positions, how sure, whose number."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.accounts.privileges import PrivilegesUnreadable, privileges_read
from fodfaeste.apps.accounts.signin_file import PRIVILEGES, Broker, RoleRule

ClaimSet = Mapping[str, Any]


class ClaimsRefused(Exception):
    """The claims let nobody in. `why` is a word of `broker_views.REASONS`."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True, order=True)
class Wanted:
    """A position that the broker says a person holds."""

    authority: str
    role: str
    unit: str


def texts(claims: ClaimSet, name: str) -> tuple[str, ...]:
    """A claim as texts; brokers send one as a text and several as a list."""
    value = claims.get(name) if name else None
    if isinstance(value, str):
        return (value,) if value else ()
    if isinstance(value, list):
        return tuple(one for one in value if isinstance(one, str) and one)
    return ()


def assurance_check(broker: Broker, claims: ClaimSet) -> None:
    """See to it that the broker has known the person surely enough."""
    if broker.assurance and not set(texts(claims, broker.assurance.claim)) & set(broker.assurance.accepted):
        raise ClaimsRefused("assurance")


def positions_told(broker: Broker, claims: ClaimSet) -> list[Wanted]:
    """The positions that the claims give by the broker's table, each once and in order."""
    return sorted(set(_told(broker, claims)))


def _told(broker: Broker, claims: ClaimSet) -> Iterator[Wanted]:
    if broker.claims.shape != PRIVILEGES:
        held, units = texts(claims, broker.claims.roles), texts(claims, broker.claims.units)
        for rule in broker.roles:
            if rule.value in held:
                yield from _of_rule(broker, rule, units)
        return
    try:
        groups = [group for text in texts(claims, broker.claims.roles) for group in privileges_read(text)]
    except PrivilegesUnreadable as error:
        raise ClaimsRefused("privileges") from error
    for group in groups:
        for rule in broker.roles:
            # A privilege counts for the organisation it is given for, and for no other.
            if rule.value in group.privileges and rule.cvr == group.cvr:
                yield from _of_rule(broker, rule, group.constraints.get(broker.claims.units, ()))


def _of_rule(broker: Broker, rule: RoleRule, units: tuple[str, ...]) -> Iterator[Wanted]:
    if rule.role != Role.CASE_WORKER or rule.unit:
        yield Wanted(rule.authority, rule.role, rule.unit)
        return
    # Need-to-know begins at the team: a case worker of no team that the table knows holds no position.
    for one in broker.units:
        if one.authority == rule.authority and one.value in units:
            yield Wanted(rule.authority, rule.role, one.unit)
