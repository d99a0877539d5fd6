"""A municipality whose every word, id and number is unlike anything else: seen nowhere outside it.

known = marked_authority()
assert not known.found_in(page)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.journal.models import Event
from tests.make.marked_rows import rows_make

MARK = "Zqxmærke"
#: Its rows carry these ids; those of everybody else, made before and after, do not.
FIRST_ID, LAST_ID = 918_273_000, 918_273_999
_NEXT_ID = 918_400_000
#: Tables of the product that no municipality owns, and why.
NOBODYS = {
    "accounts.Person": "a human being, who may hold positions in two municipalities",
    "accounts.Identification": "of a person",
    "accounts.SecondFactor": "of a person",
    "accounts.RecoveryCode": "of a person",
    "accounts.FailedSignIn": "nobody is signed in yet",
    "goals.PackVersion": "a published policy, word for word",
    "jobs.WorkerSign": "a worker of the installation",
    "journal.Seal": "hashes of the whole installation's journal",
    "links.LinkTry": "a hash of a place, and a time",
}
_SEEN = re.compile(rb"Zqx|(?<!\d)918273\d{3}(?!\d)|" + b"Zqxm\\\\u00e6rke")

#: Texts that are codes, ids or fingerprints: they say nothing by themselves, and pages need them.
CODES = frozenset(
    """
    about action actor_role again agreed_how answer answered_how attendance base_hash basis bound_to
    channel choice chosen code code_hash code_index cpr_index cvr days definition demands digest entry
    field fingerprint given goal ground group hash how indicator industry isco key_id kind language
    theme languages law_hash letter_hash licences missing occupation offer offers_basis p_number
    pack_hash password per_seat_basis policy prefix public_id purpose put_digest reach receiver role
    rule sent_by sha256 shifts sid_index skill skills slug state strength subject subject_index scenario
    time_zone told_hash token token_hash transport value way who written_from via asked session_key
    address_hash message_id moment order issuer
    """.split()
)
#: Codes by the whole name of the field, where the field's own name means words elsewhere.
CODES_OF = frozenset(
    {"citizens.Fact.name", "citizens.Wish.what", "plans.PlanHistory.what", "letters.ThreadStep.what",
     "outbox.Step.what"}
)  # fmt: skip
#: In structured texts, what stands under these names is words.
WORDS_IN_JSON = frozenset(
    {"title", "text", "name", "words", "goals", "what", "da", "en", "label", "who_name"}
)


@dataclass(frozen=True)
class Known:
    """The marked municipality, and its own parts of addresses."""

    authority: Authority
    parts: dict[str, Any]
    secrets: tuple[bytes, ...]

    def found_in(self, content: bytes) -> list[bytes]:
        """What of it stands in some bytes."""
        found = [match.group() for match in _SEEN.finditer(content)]
        return found + [secret for secret in self.secrets if secret in content]


def marked_authority(slug: str = "haderslev", code: str = "510", **fields: Any) -> Known:
    """A municipality with a row of every table, and every word of them marked."""
    ids_go_on_from(FIRST_ID)
    authority = Authority.objects.create(
        slug=slug, name=MARK, code=code, policy=fields.pop("policy", slug), **fields
    )
    parts = rows_make(authority, MARK)
    for model in owned_models():
        if model is not Event:
            _mark(model)
    ids_go_on_from(_NEXT_ID)
    authority.refresh_from_db()
    return Known(authority, parts, tuple(_secrets()))


def owned_models() -> list[type[models.Model]]:
    """Every table of the product that has an authority, or hangs on one that has."""
    own = [model for model in apps.get_models() if model.__module__.startswith("fodfaeste.")]
    found: list[type[models.Model]] = []
    grown = -1
    while grown != len(found):
        grown = len(found)
        found += [model for model in own if model not in found and _hangs_on(model, found)]
    return found


def unowned_models() -> set[str]:
    """The tables of the product that hang on no authority."""
    own = {model._meta.label for model in apps.get_models() if model.__module__.startswith("fodfaeste.")}
    return own - {model._meta.label for model in owned_models()}


def rows_as_they_are() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the marked municipality, to see later that none is changed."""
    return {
        model._meta.label: [
            tuple(bytes(one) if isinstance(one, memoryview) else one for one in row)
            for row in marked_rows(model).order_by("pk").values_list()
        ]
        for model in owned_models()
    }


def _hangs_on(model: type[models.Model], found: list[type[models.Model]]) -> bool:
    return model is Authority or any(
        field.related_model in (Authority, *found)
        for field in model._meta.concrete_fields
        if field.is_relation
    )


def marked_rows(model: type[models.Model]) -> Any:
    """The rows of a table that belong to the marked municipality."""
    ours = (FIRST_ID, LAST_ID)
    if isinstance(model._meta.pk, models.AutoField):
        return model._default_manager.filter(pk__range=ours)
    owner = next(field for field in model._meta.concrete_fields if field.is_relation and not field.null)
    return model._default_manager.filter(**{f"{owner.name}__pk__range": ours})


def ids_go_on_from(number: int) -> None:
    """The next row of every table gets this id, or one after it."""
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table, key = model._meta.db_table, model._meta.pk.column
            if not isinstance(model._meta.pk, models.AutoField):
                continue
            after = max(number, _highest(model)) if number > LAST_ID else number
            if connection.vendor == "postgresql":
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', '{key}'), {after})")
            else:
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, after])


def _highest(model: type[models.Model]) -> int:
    """PostgreSQL never takes a number back: rows of this test may already lie beyond."""
    return model._default_manager.aggregate(highest=models.Max("pk"))["highest"] or 0


def texts_of(model: type[models.Model]) -> Iterator[models.Field]:
    """The fields of a table that hold words of people."""
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField) and not field.is_relation
        if is_text and field.name not in CODES and f"{model._meta.label}.{field.name}" not in CODES_OF:
            yield field


def _mark(model: type[models.Model]) -> None:
    texts = list(texts_of(model))
    structured = [field for field in model._meta.concrete_fields if isinstance(field, models.JSONField)]
    for number, row in enumerate(marked_rows(model)):
        values: dict[str, Any] = {
            field.name: f"{MARK} {field.name} {number}"[: field.max_length] for field in texts
        }
        values |= {field.name: _words_marked(getattr(row, field.name)) for field in structured}
        if values:
            model._default_manager.filter(pk=row.pk).update(**values)


def _words_marked(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _words_marked(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [_words_marked(inner, name) for inner in value]
    return f"{MARK} {name}" if isinstance(value, str) and name in WORDS_IN_JSON else value


def _secrets() -> Iterator[bytes]:
    for model in owned_models():
        names = {field.name for field in model._meta.concrete_fields}
        for name in names & {"public_id", "entry", "prefix", "cvr", "p_number"}:
            yield from (
                str(value).encode() for value in marked_rows(model).values_list(name, flat=True) if value
            )
