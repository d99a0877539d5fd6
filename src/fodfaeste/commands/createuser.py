"""Make a local account, for a trial without the municipality's own sign-in."""

import argparse
import getpass
import sys

from fodfaeste.commands.speech import say
from fodfaeste.core.errors import FodfaesteError, UsageError
from fodfaeste.web.setup import django_setup

ROLES = ("case_worker", "company_consultant", "leader", "committee")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("username", help="brugernavn")
    parser.add_argument("--name", required=True, help="navn, som andre ser det")
    parser.add_argument("--role", required=True, choices=ROLES, help="hvad brugeren er")
    parser.add_argument("--authority", required=True, help="kommunens korte navn, fx norddjurs")
    parser.add_argument("--unit", default="", help="sagsbehandlerens team")
    parser.add_argument(
        "--same-person",
        metavar="BRUGERNAVN",
        help="endnu en rolle til den, der har denne konto; der logges ind med den",
    )


def run(args: argparse.Namespace) -> int:
    django_setup()
    from fodfaeste.apps.accounts.models import Authority, User
    from fodfaeste.apps.accounts.services import user_create

    authority = Authority.objects.filter(slug=args.authority).first()
    if authority is None:
        raise UsageError(f"Kommunen {args.authority} findes ikke; opret den med fodfaeste setup-authority")
    same = User.objects.select_related("person").filter(username=args.same_person or "").first()
    if args.same_person and same is None:
        raise UsageError(f"Brugeren {args.same_person} findes ikke")
    user = user_create(
        authority=authority,
        username=args.username,
        name=args.name,
        role=args.role,
        unit=args.unit,
        password="" if same else password_asked(),
        person=same.person if same else None,
    )
    say(f"{user.username} kan nu logge ind i {authority.name}")
    return 0


def password_asked() -> str:
    """Asked for twice at a keyboard; one line from a pipe. Never an argument: those show in lists."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Adgangskode: ")
    if getpass.getpass("Adgangskode igen: ") != first:
        raise FodfaesteError("De to adgangskoder er ikke ens")
    return first
