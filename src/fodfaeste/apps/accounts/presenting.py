"""How a municipality's pages look to its readers: names, where to turn, colour and first language."""

from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from django.db import transaction

from fodfaeste.apps.accounts.models import Authority, Theme
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.core.errors import UsageError


@dataclass(frozen=True, slots=True)
class Presentation:
    """What is to be changed; what is None stays as it is."""

    name: str | None = None
    short_name: str | None = None
    name_of: str | None = None
    contact_line: str | None = None
    accessibility_url: str | None = None
    theme: str | None = None
    language: str | None = None


def authority_present(*, authority: Authority, wanted: Presentation, languages: tuple[str, ...]) -> bool:
    """Change how a municipality is shown, and note it. Whether anything was changed."""
    asked = {name: value.strip() for name, value in asdict(wanted).items() if value is not None}
    _check(asked, languages)
    changed = {name: value for name, value in asked.items() if getattr(authority, name) != value}
    if not changed:
        return False
    with transaction.atomic():
        for name, value in changed.items():
            setattr(authority, name, value)
        authority.save(update_fields=list(changed))
        what = f"Kommunens visning ændret: {', '.join(sorted(changed))}"
        journal_write(actor=None, authority=authority, action="change", what=what)
    return True


def _check(asked: dict[str, str], languages: tuple[str, ...]) -> None:
    if asked.get("name") == "":
        raise UsageError("Kommunen skal have et navn.")
    for name, value in asked.items():
        length = Authority._meta.get_field(name).max_length or 0
        if len(value) > length or not value.isprintable():
            raise UsageError(f"{name}: højst {length} tegn på én linje.")
    theme, language, address = asked.get("theme"), asked.get("language"), asked.get("accessibility_url")
    if theme is not None and theme not in Theme.values:
        raise UsageError(f"Farven er en af: {', '.join(Theme.values)}.")
    if language is not None and language not in languages:
        raise UsageError(f"Sproget er et af: {', '.join(languages)}.")
    if address and not _is_address(address):
        raise UsageError("Erklæringens adresse begynder med https:// og har et navn efter.")


def _is_address(text: str) -> bool:
    try:
        found = urlsplit(text)
    except ValueError:
        return False
    return found.scheme == "https" and bool(found.hostname) and " " not in text
