"""See, close, open and move users, and give them another password or a new second factor."""

import argparse
from typing import TYPE_CHECKING

from fodfaeste.commands.authority import add_authority_argument, authorities_named
from fodfaeste.commands.createuser import password_asked
from fodfaeste.commands.speech import answer, say
from fodfaeste.core.errors import UsageError
from fodfaeste.web.setup import django_setup

if TYPE_CHECKING:
    from fodfaeste.apps.accounts.models import User


def add_arguments(parser: argparse.ArgumentParser) -> None:
    errands = parser.add_subparsers(dest="errand", required=True, metavar="HVAD")
    shown = errands.add_parser("list", help="vis kommunens brugere; borgere er ikke med")
    add_authority_argument(shown)
    closed = _of_user(errands, "close", "luk en konto, og log den ud; den bliver i logbogen")
    moved = _of_user(errands, "move", "flyt en medarbejder til et andet team")
    moved.add_argument("--unit", required=True, help="det nye team")
    for parser_of_worker in (closed, moved):
        parser_of_worker.add_argument(
            "--caseload-to", metavar="BRUGERNAVN", help="giv borgerne til en anden sagsbehandler"
        )
    _of_user(errands, "open", "åbn en lukket konto igen")
    _of_user(errands, "password", "giv en ny adgangskode; den gamle er glemt")
    _of_user(errands, "second-factor", "fjern totrinslogin, fx når telefonen er væk")
    bound = _of_user(errands, "bind", "sig, hvem en broker kalder sådan")
    bound.add_argument("--broker", required=True, help="brokerens id i signin.toml")
    bound.add_argument("--subject", required=True, help="brokerens navn for personen (sub)")


def _of_user(
    errands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, text: str
) -> argparse.ArgumentParser:
    parser = errands.add_parser(name, help=text)
    parser.add_argument("username", help="brugernavn")
    return parser


def run(args: argparse.Namespace) -> int:
    django_setup()
    errands = {
        "list": _list,
        "close": _close,
        "open": _open,
        "move": _move,
        "password": _password,
        "second-factor": _second_factor,
        "bind": _bind,
    }
    errands[args.errand](args)
    return 0


def _user(username: str) -> "User":
    from fodfaeste.apps.accounts.models import User

    found = User.objects.select_related("authority", "unit", "person").filter(username=username).first()
    if found is None:
        raise UsageError(f"Brugeren {username} findes ikke; se dem med fodfaeste users list")
    return found


def _list(args: argparse.Namespace) -> None:
    from fodfaeste.apps.accounts.models import Role, User

    # A system's own user is shown by `fodfaeste systems list`.
    people = User.objects.filter(authority__in=authorities_named(args.authority), system__isnull=True)
    found = people.exclude(role=Role.CITIZEN)
    found = found.select_related("authority", "unit", "person__second_factor")
    for one in found.order_by("authority__slug", "role", "username"):
        factor = getattr(one.person, "second_factor", None)
        parts = [
            one.username,
            one.name,
            one.role,
            one.unit.name if one.unit else "-",
            one.authority.slug,
            "åben" if one.is_active else "lukket",
            "adgangskode" if one.has_usable_password() else "broker",
            "totrin" if factor and factor.confirmed_at else "-",
        ]
        answer("\t".join(parts))


def _close(args: argparse.Namespace) -> None:
    from fodfaeste.apps.accounts.user_services import user_close

    user, to = _user(args.username), _user(args.caseload_to) if args.caseload_to else None
    given = user_close(user=user, to=to)
    say(f"{user.username} er lukket og logget ud{_given(given, to)}")


def _open(args: argparse.Namespace) -> None:
    from fodfaeste.apps.accounts.user_services import user_open

    user_open(user=_user(args.username))
    say(f"{args.username} er åben igen")


def _move(args: argparse.Namespace) -> None:
    from fodfaeste.apps.accounts.user_services import user_move

    user, to = _user(args.username), _user(args.caseload_to) if args.caseload_to else None
    given = user_move(user=user, unit=args.unit, to=to)
    say(f"{user.username} er flyttet til {args.unit}{_given(given, to)}")


def _given(count: int, to: "User | None") -> str:
    return f"; {count} borgere er givet til {to.username}" if to else ""


def _password(args: argparse.Namespace) -> None:
    from fodfaeste.apps.accounts.user_services import password_set

    password_set(user=_user(args.username), password=password_asked())
    say(f"{args.username} har fået en ny adgangskode og er logget ud alle steder")


def _second_factor(args: argparse.Namespace) -> None:
    from fodfaeste.apps.accounts.second_factor import factor_remove

    user = _user(args.username)
    factor_remove(person=user.person, by=None, at=user)
    say(f"Totrinslogin er fjernet for {args.username}; kræver rollen det, sættes det op ved næste login")


def _bind(args: argparse.Namespace) -> None:
    from fodfaeste.apps.accounts.signin import signin_here
    from fodfaeste.apps.accounts.user_services import broker_bind

    broker = signin_here().broker(args.broker)
    if broker is None:
        raise UsageError(f"Brokeren {args.broker} står ikke i signin.toml")
    broker_bind(user=_user(args.username), issuer=broker.issuer, subject=args.subject)
    say(f"{args.username} logger fra nu af ind med {broker.name}")
