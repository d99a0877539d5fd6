"""What is wrong with the parts of a call, in words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: How the parts are called that a reader need not know of.
_WRAPPERS = ("body", "query", "path", "header", "form", "file", "data", "paging", "asked")

_REASONS: dict[str, str | Promise] = {
    "missing": gettext_lazy("Feltet mangler."),
    "extra_forbidden": gettext_lazy("Feltet kendes ikke her."),
    "string_too_long": gettext_lazy("Teksten er for lang."),
    "string_too_short": gettext_lazy("Teksten er for kort."),
    "string_pattern_mismatch": gettext_lazy("Teksten har ikke den rigtige form."),
    "greater_than_equal": gettext_lazy("Tallet er for lavt."),
    "less_than_equal": gettext_lazy("Tallet er for højt."),
    "string_type": gettext_lazy("Det skal være en tekst."),
    "list_type": gettext_lazy("Det skal være en liste."),
    "too_long": gettext_lazy("Listen er for lang."),
    "literal_error": gettext_lazy("Det er ikke en af de værdier, der kan vælges."),
    "enum": gettext_lazy("Det er ikke en af de værdier, der kan vælges."),
}


def fields_wrong(errors: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Each field that is wrong, with its reason. What was sent is never repeated."""
    for error in errors:
        place = [str(part) for part in error.get("loc", ()) if str(part) not in _WRAPPERS]
        kind = str(error.get("type", ""))
        if kind.startswith("date"):
            reason: str | Promise = _("Skriv datoen som 2026-01-31.")
        elif kind.startswith(("int", "float", "bool")):
            reason = _("Det skal være et tal eller et ja eller nej.")
        else:
            reason = _REASONS.get(kind, _("Værdien kan ikke bruges."))
        yield ".".join(place), str(reason)
