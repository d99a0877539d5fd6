"""Which authority a command works for."""

import argparse
from typing import TYPE_CHECKING

from fodfaeste.core.errors import UsageError
from fodfaeste.web.setup import django_setup

if TYPE_CHECKING:
    from fodfaeste.apps.accounts.models import Authority


def add_authority_argument(parser: argparse.ArgumentParser) -> None:
    """`--authority SLUG`; it may be left out where there is only one."""
    parser.add_argument("--authority", metavar="SLUG", help="kommunen; kan udelades, når der kun er én")


def authority_named(slug: str | None) -> "Authority":
    """The authority that is meant; an error names those there are."""
    found = authorities_named(slug)
    if len(found) > 1:
        raise UsageError(f"vælg kommune med --authority: {', '.join(a.slug for a in found)}")
    return found[0]


def authorities_named(slug: str | None) -> list["Authority"]:
    """The authority that is named, or all of them."""
    django_setup()
    from fodfaeste.apps.accounts.models import Authority

    everyone = list(Authority.objects.order_by("slug"))
    found = [a for a in everyone if slug in (None, a.slug)]
    if not found:
        known = (
            ", ".join(a.slug for a in everyone)
            or "ingen; begynd med `fodfaeste demo` eller `setup-authority`"
        )
        raise UsageError(f"kommunen »{slug or ''}« findes ikke; der er {known}")
    return found
