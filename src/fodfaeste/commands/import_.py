"""Put citizens in from a municipality's own spreadsheet, whole or not at all; or take a file back.

The official taxonomy and minutes of travel go in by the same word: `fodfaeste.commands.import_taxonomy`
and `fodfaeste.commands.import_reach`.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from fodfaeste.commands import import_reach, import_taxonomy
from fodfaeste.commands.speech import say
from fodfaeste.core.errors import Rejected, UsageError
from fodfaeste.web.setup import django_setup

if TYPE_CHECKING:
    from fodfaeste.apps.accounts.models import Authority
    from fodfaeste.apps.imports.preview import Preview


def add_arguments(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="HVAD")
    citizens = kinds.add_parser("citizens", help="borgere, én i hver række")
    citizens.add_argument(
        "file", nargs="?", type=Path, metavar="FIL", help="en fil, der ender på .csv eller .xlsx"
    )
    citizens.add_argument("--authority", metavar="SLUG", help="kommunen, hvis der er flere")
    citizens.add_argument("--dry-run", action="store_true", help="sig, hvad filen vil ændre; ændr intet")
    citizens.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="OVERSKRIFT=FELT",
        help="hvad en kolonne er; et tomt felt: bruges ikke. Kan gentages; huskes til næste fil",
    )
    citizens.add_argument("--undo", type=int, metavar="NR", help="fortryd indlæsningen med dette nummer")
    import_taxonomy.add_arguments(
        kinds.add_parser("taxonomy", help="officielle erhverv, kompetencer og koder")
    )
    import_reach.add_arguments(kinds.add_parser("reach", help="rejseminutter mellem kommunens steder"))


def run(args: argparse.Namespace) -> int:
    if args.kind == "taxonomy":
        return import_taxonomy.run(args)
    if args.kind == "reach":
        django_setup()
        return import_reach.run(args, authority_named(args.authority))
    return _citizens(args)


def _citizens(args: argparse.Namespace) -> int:
    if (args.file is None) == (args.undo is None):
        raise UsageError("Nævn enten en fil eller --undo NR.")
    django_setup()
    authority = authority_named(args.authority)
    if args.undo is not None:
        return _undo(authority, args.undo)
    content, mapping = _content(args.file), _mapping(args.map)
    return (
        _look(authority, args.file, content, mapping)
        if args.dry_run
        else _apply(authority, args.file, content, mapping)
    )


def authority_named(slug: str | None) -> "Authority":
    """The authority of that slug, or the only one there is; UsageError otherwise."""
    from fodfaeste.apps.accounts.models import Authority

    found = list(Authority.objects.filter(slug=slug) if slug else Authority.objects.order_by("slug"))
    if len(found) == 1:
        return found[0]
    if slug:
        raise UsageError(f"Der er ingen kommune, der hedder {slug}; se fodfaeste setup-authority --help")
    if not found:
        raise UsageError("Der er ingen kommune endnu. Kør først: fodfaeste setup-authority --policy NAVN")
    raise UsageError(f"Sig hvilken kommune med --authority: {', '.join(each.slug for each in found)}")


def _content(path: Path) -> bytes:
    from fodfaeste.formats.tables import MAX_BYTES, hide_cpr

    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Rejected(f"Filen kan ikke åbnes: {error.strerror}.", file=hide_cpr(path.name)) from None


def _mapping(pairs: list[str]) -> dict[str, str]:
    from fodfaeste.formats.citizens import FIELDS, columns_for

    mapping = {}
    for pair in pairs:
        heading, sign, name = pair.rpartition("=")
        known = columns_for((name.strip(),))[name.strip()] if name.strip() else ""
        if not sign or not heading.strip() or (name.strip() and not known):
            names = ", ".join(each.name for each in FIELDS)
            raise UsageError(f"--map {pair}: skriv OVERSKRIFT=FELT, hvor felt er et af: {names}")
        mapping[heading.strip()] = known
    return mapping


def _look(authority: "Authority", path: Path, content: bytes, mapping: dict[str, str]) -> int:
    from fodfaeste.apps.imports.services import import_preview

    preview = import_preview(
        user=None, authority=authority, file_name=path.name, content=content, mapping=mapping
    )
    _tell(preview)
    if preview.problems or preview.error_count:
        return 1
    say(f"{preview.file_name}: {preview.new} nye, {preview.changed} ændres, {preview.unchanged} uændrede")
    say("Intet er indlæst (--dry-run)")
    return 0


def _apply(authority: "Authority", path: Path, content: bytes, mapping: dict[str, str]) -> int:
    from fodfaeste.apps.imports.services import ImportRefused, import_apply
    from fodfaeste.formats.tables import hide_cpr

    say(f"Læser {hide_cpr(path.name)}")
    try:
        batch = import_apply(
            user=None, authority=authority, file_name=path.name, content=content, mapping=mapping
        )
    except ImportRefused as refused:
        if refused.preview is not None:
            _tell(refused.preview)
        say("Intet er indlæst")
        return 1
    if not batch.created + batch.changed:
        say(f"{batch.file_name}: alt står her allerede; intet er ændret")
        return 0
    say(f"{batch.file_name}: {batch.created} nye, {batch.changed} ændrede, {batch.unchanged} uændrede")
    say(f"Fortryd med: fodfaeste import citizens --undo {batch.pk}")
    return 0


def _tell(preview: "Preview") -> None:
    for problem in preview.problems:
        say(f"{preview.file_name}: {problem} Vælg med --map »Overskrift=felt«; tomt felt: bruges ikke")
    for error in preview.errors:
        say(f"{preview.file_name}, {error}")
    if preview.error_count > len(preview.errors):
        say(f"{preview.file_name}: og {preview.error_count - len(preview.errors)} fejl mere")
    for warning in preview.warnings:
        say(f"bemærk: {warning}")


def _undo(authority: "Authority", number: int) -> int:
    from fodfaeste.apps.imports.models import Batch
    from fodfaeste.apps.imports.services import import_undo

    batch = Batch.objects.filter(authority=authority, pk=number).first()
    if batch is None:
        raise UsageError(f"{authority.name} har ingen indlæsning med nummer {number}")
    import_undo(user=None, batch=batch)
    say(f"Indlæsning {number} ({batch.file_name}) er fortrudt; alt er, som det var før")
    return 0
