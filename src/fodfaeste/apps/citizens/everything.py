"""Everything that stands about a person, as rows, and as one zip: a page to read, JSON and CSV."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Field, Model, QuerySet
from django.template.loader import render_to_string
from django.utils.translation import override

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.everything_parts import COLUMNS, HIDDEN, PARTS, Part
from fodfaeste.apps.citizens.everything_words import fact_said, value_said
from fodfaeste.apps.citizens.identity import cpr_to_send
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.citizens.profile_words import skill_names
from fodfaeste.apps.journal.words import ROLE_WORDS
from fodfaeste.apps.outbox.locking import unlocked_content
from fodfaeste.bridge.law import policy_here
from fodfaeste.core.policy import Pack
from fodfaeste.formats.output import safe_cell
from fodfaeste.installation.clock import today

#: The page to read, and the same as rows for our own page to print.
FIRST_PAGE, PAGES = "laes-mig.html", "sider.json"
FACT = "citizens.Fact"
Row = dict[str, Any]

#: What lies encrypted is opened for the person it is about.
OPENED: dict[str, Callable[[Any], object]] = {
    "citizens.Identity.cpr_encrypted": lambda row: cpr_to_send(row.citizen),
    "outbox.Reach.mail_encrypted": lambda row: row.mail,
    "outbox.Reach.phone_encrypted": lambda row: row.phone,
    "citizens.CvText.text_encrypted": lambda row: row.text,
    "letters.Letter.text_encrypted": lambda row: row.text,
    "letters.Thread.heading_encrypted": lambda row: row.heading,
    "outbox.Message.content_encrypted": lambda row: unlocked_content(row.content_encrypted),
}


@dataclass(frozen=True, slots=True)
class Filled:
    """A part with its rows: the columns by their own names, and as the reader reads them."""

    part: Part
    columns: Sequence[str]
    headings: Sequence[str]
    rows: Sequence[Row]
    said: Sequence[Sequence[str]]


def everything_of(citizen: Citizen) -> Iterator[Filled]:
    """Every part with every row about a citizen; where nothing stands, the part is empty."""
    pack = policy_here(citizen.authority, today(citizen.authority))
    for part in PARTS:
        yield _filled(part, citizen, pack)


def zip_of(citizen: Citizen, language: str, at: datetime) -> bytes:
    """The whole copy: a page to read in the person's language, and each part as JSON and CSV."""
    out = io.BytesIO()
    with override(language), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = list(everything_of(citizen))
        page = {"citizen": citizen, "parts": parts, "at": at, "language": language}
        archive.writestr(FIRST_PAGE, render_to_string("citizens/everything_file.html", page))
        pages = [{"title": str(one.part.title), "headings": one.headings, "said": one.said} for one in parts]
        archive.writestr(PAGES, json.dumps(pages, ensure_ascii=False))
        for one in parts:
            text = json.dumps(one.rows, ensure_ascii=False, indent=1, default=str)
            archive.writestr(f"json/{one.part.file}.json", text)
            archive.writestr(f"csv/{one.part.file}.csv", _csv(one))
    return out.getvalue()


def rows_about(part: Part, citizen: Citizen) -> QuerySet[Any]:
    """The rows of a part that are about a citizen."""
    model = apps.get_model(part.model)
    related = [one.name for one in model._meta.concrete_fields if one.is_relation]
    wanted = citizen.pk
    return model._base_manager.filter(**{part.path: wanted}).select_related(*related).order_by(part.order)


def _filled(part: Part, citizen: Citizen, pack: Pack) -> Filled:
    model = apps.get_model(part.model)
    hidden = HIDDEN.get(part.model, frozenset())
    fields = [one for one in model._meta.concrete_fields if one.name not in hidden]
    rows = [{one.name: _value(part, row, one) for one in fields} for row in rows_about(part, citizen)]
    shown = [one.name for one in fields if one.name not in ("id", "authority", "citizen")]
    words = skill_names({str(row["skill"]) for row in rows if "skill" in row})
    said = []
    for row in rows:
        texts = {name: value_said(f"{part.model}.{name}", row[name]) for name in shown}
        if "skill" in texts:
            texts["skill"] = words[str(row["skill"])].text
        if part.model == FACT:
            texts["name"], texts["value"] = fact_said(row["name"], row["value"], pack)
        said.append([texts[name] for name in shown])
    headings = [str(COLUMNS.get(name, name)) for name in shown]
    return Filled(part, [one.name for one in fields], headings, rows, said)


def _value(part: Part, row: Model, field: "Field[Any, Any]") -> object:
    opened = OPENED.get(f"{part.model}.{field.name}")
    if opened is not None:
        return opened(row)
    value = getattr(row, field.name)
    if isinstance(value, User):
        return f"{value.name} ({ROLE_WORDS.get(value.role, value.role)})"
    return str(value) if isinstance(value, Model) else value


def _csv(one: Filled) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(one.columns)
    for row in one.rows:
        cells = [row[name] for name in one.columns]
        texts = [
            json.dumps(cell, ensure_ascii=False, default=str) if isinstance(cell, dict | list) else cell
            for cell in cells
        ]
        writer.writerow([safe_cell(cell) for cell in texts])
    return "\ufeff" + out.getvalue()
