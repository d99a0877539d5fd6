"""Versions of what is shown: a change says which version it changes, so that none is lost."""

import hashlib

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Schema

from fodfaeste.api.problems import Problem


def version_of(shown: Schema) -> str:
    """The version of something as it is shown: the same content has the same version."""
    return f'"{hashlib.blake2b(shown.model_dump_json().encode(), digest_size=12).hexdigest()}"'


def must_match(request: HttpRequest, shown: Schema) -> None:
    """Refuse a change of another version than the one that stands."""
    asked = request.headers.get("If-Match", "")
    if not asked:
        raise Problem("version", _("Send overskriften If-Match med den ETag, du har læst."))
    if asked.strip() != "*" and version_of(shown) not in [one.strip() for one in asked.split(",")]:
        raise Problem("changed", _("Læs det igen, og send så din ændring."))
