"""See other systems, let them in and out, and give and take back their tokens."""

import argparse
from typing import TYPE_CHECKING, Any

from fodfaeste.commands.authority import add_authority_argument, authorities_named, authority_named
from fodfaeste.commands.speech import answer, say
from fodfaeste.core.errors import UsageError
from fodfaeste.web.setup import django_setup

if TYPE_CHECKING:
    from fodfaeste.apps.accounts.models import Authority, User
    from fodfaeste.apps.systems.models import System

#: As `accounts` and `systems` call them; written here so that help needs no database.
ROLES = ("case_worker", "company_consultant", "leader", "committee", "company", "partner")
REACHES = ("unit", "authority")
USUAL_DAYS = 180


def add_arguments(parser: argparse.ArgumentParser) -> None:
    errands = parser.add_subparsers(dest="errand", required=True, metavar="HVAD")
    shown = errands.add_parser("list", help="vis kommunens systemer og deres adgange; aldrig en adgang selv")
    add_authority_argument(shown)
    _let_in(errands.add_parser("let-in", help="luk et system ind; det har ingen adgang endnu"))
    given = _of_system(errands, "token", "giv et system en adgang; den skrives ud denne ene gang")
    given.add_argument("--scope", action="append", required=True, help="hvad den gælder; gentag for flere")
    given.add_argument("--days", type=int, default=USUAL_DAYS, help="gælder i så mange dage, højst 365")
    given.add_argument("--per-minute", type=int, default=300, help="højst så mange kald i minuttet")
    taken = _of_system(errands, "revoke", "træk en adgang tilbage med det samme")
    taken.add_argument("prefix", help="de otte tegn efter fod_, som `systems list` viser")
    _of_system(errands, "shut-out", "luk et system ude: alle adgange holder op med at virke")


def _let_in(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="navnet, som står i logbogen ved alt, systemet gør")
    parser.add_argument("--contact", required=True, help="hvem man kan spørge")
    parser.add_argument("--role", required=True, choices=ROLES, help="hvad systemet må, som på skærmen")
    parser.add_argument("--reach", choices=REACHES, default="unit", help="kun enhedens borgere, eller alles")
    parser.add_argument("--unit", default="", help="det team, en sagsbehandlers system hører til")
    parser.add_argument("--cvr", default="", help="den virksomhed, systemet hører til")
    parser.add_argument("--partner", default="", help="den samarbejdspartner, systemet hører til")
    _by(parser)


def _of_system(
    errands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, text: str
) -> argparse.ArgumentParser:
    parser = errands.add_parser(name, help=text)
    parser.add_argument("system", metavar="SYSTEM", help="systemets navn eller id")
    _by(parser)
    return parser


def _by(parser: argparse.ArgumentParser) -> None:
    add_authority_argument(parser)
    parser.add_argument(
        "--by", required=True, metavar="BRUGERNAVN", help="den leder, der har bestemt det; står i logbogen"
    )


def run(args: argparse.Namespace) -> int:
    django_setup()
    errands = {
        "list": _list,
        "let-in": _make,
        "token": _token,
        "revoke": _revoke,
        "shut-out": _shut_out,
    }
    errands[args.errand](args)
    return 0


def _leader(args: argparse.Namespace) -> "User":
    from fodfaeste.apps.accounts.models import Role, User

    authority = authority_named(args.authority)
    among = User.objects.filter(authority=authority, role=Role.LEADER, is_active=True, system__isnull=True)
    found = among.select_related("authority").filter(username=args.by).first()
    if found is None:
        raise UsageError(f"{args.by} er ikke leder i {authority.name}; se dem med fodfaeste users list")
    return found


def _system(leader: "User", named: str) -> "System":
    from fodfaeste.apps.systems.models import System

    among = System.objects.filter(authority=leader.authority, withdrawn_at__isnull=True)
    found = among.filter(name=named).first() or among.filter(public_id=named).first()
    if found is None:
        raise UsageError(f"systemet {named} er ikke lukket ind; se dem med fodfaeste systems list")
    return found


def _list(args: argparse.Namespace) -> None:
    from fodfaeste.apps.systems.models import System

    found = System.objects.filter(authority__in=authorities_named(args.authority))
    related = ("authority", "user__unit", "user__company", "user__partner")
    for one in found.select_related(*related).order_by("authority__slug", "name", "pk"):
        owner = one.user.unit or one.user.company or one.user.partner
        state = "lukket ude" if one.withdrawn_at else "åben"
        parts = [one.public_id, one.name, one.user.role, one.reach, owner.name if owner else "-"]
        answer("\t".join([*parts, one.contact, one.authority.slug, state]))
        for token in one.tokens.order_by("created_at", "pk"):
            state = "trukket tilbage" if token.withdrawn_at else f"til {token.expires_at:%Y-%m-%d}"
            used = f"brugt {token.last_used_at:%Y-%m-%d}" if token.last_used_at else "aldrig brugt"
            answer("\t".join(["", f"fod_{token.prefix}", ",".join(token.scopes), state, used]))


def _make(args: argparse.Namespace) -> None:
    from fodfaeste.apps.systems.services import system_make

    leader = _leader(args)
    made = system_make(
        by=leader,
        name=args.name,
        contact=args.contact,
        role=args.role,
        reach=args.reach,
        **_owner(leader.authority, args),
    )
    answer(made.public_id)
    say(f"{made.name} er lukket ind; giv det en adgang med fodfaeste systems token")


def _owner(authority: "Authority", args: argparse.Namespace) -> dict[str, Any]:
    """The team, company or partner that a system belongs to."""
    from fodfaeste.apps.accounts.models import Unit
    from fodfaeste.apps.companies.models import Company
    from fodfaeste.apps.partners.models import Partner

    asked = (
        ("unit", Unit, {"name": args.unit}, "teamet"),
        ("company", Company, {"cvr": args.cvr}, "virksomheden"),
        ("partner", Partner, {"name": args.partner}, "samarbejdspartneren"),
    )
    found: dict[str, Any] = {}
    for name, model, wanted, words in asked:
        (text,) = wanted.values()
        if not text:
            continue
        found[name] = model._default_manager.filter(authority=authority, **wanted).first()
        if found[name] is None:
            raise UsageError(f"{words} {text} findes ikke i {authority.name}")
    return found


def _token(args: argparse.Namespace) -> None:
    from fodfaeste.apps.systems.scopes import SCOPES
    from fodfaeste.apps.systems.services import token_make

    unknown = sorted(set(args.scope) - set(SCOPES))
    if unknown:
        raise UsageError(f"{', '.join(unknown)} kendes ikke; vælg af {', '.join(SCOPES)}")
    leader = _leader(args)
    token, text = token_make(
        by=leader,
        system=_system(leader, args.system),
        scopes=args.scope,
        days=args.days,
        per_minute=args.per_minute,
    )
    answer(text)
    say(f"adgangen gælder til {token.expires_at:%Y-%m-%d} og vises ikke igen; pas på den")


def _revoke(args: argparse.Namespace) -> None:
    from fodfaeste.apps.systems.services import token_withdraw

    leader = _leader(args)
    system = _system(leader, args.system)
    found = system.tokens.filter(prefix=args.prefix.removeprefix("fod_")).first()
    if found is None:
        raise UsageError(f"{system.name} har ingen adgang, der begynder med {args.prefix}")
    token_withdraw(by=leader, token=found)
    say(f"adgangen fod_{found.prefix} åbner ikke for noget længere")


def _shut_out(args: argparse.Namespace) -> None:
    from fodfaeste.apps.systems.services import system_withdraw

    leader = _leader(args)
    found = _system(leader, args.system)
    system_withdraw(by=leader, system=found)
    say(f"{found.name} er lukket ude")
