"""The design system as template tags: `{% load design %}`.

Apps write these tags and never the design system's classes, so that it can be changed in one place.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import dateformat, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fodfaeste.core.policy import Entry, Offer, Source
from fodfaeste.core.words import Words
from fodfaeste.design.controls import control_of
from fodfaeste.design.danish import in_danish
from fodfaeste.design.guide import STEPS
from fodfaeste.design.navigation import ROLE_NAMES, current_view, menu_for
from fodfaeste.design.paging import page_window
from fodfaeste.design.places import place_of

register = template.Library()

Day = date | datetime | None

SPRITE = "dkfds/img/all-svg-icons.svg"
TAG_KINDS = {
    "neutral": "badge-neutral",
    "adopted": "badge-success",
    "law": "badge-info",
    "proposed": "badge-warning",
    "success": "badge-success",
    "warning": "badge-warning",
    "info": "badge-info",
}
STATES = {
    "due": ("flag-fill", _("skal begynde")),
    "cannot_tell": ("help", _("kan ikke afgøres")),
    "not_due": ("hourglass", _("endnu ikke")),
    "not_covered": ("minus", _("ikke omfattet")),
}
BASES = {"adopted": _("vedtaget"), "law": _("lov"), "proposed": _("ikke besluttet")}
ALERTS = {
    "info": _("Oplysning"),
    "success": _("Gennemført"),
    "warning": _("Advarsel"),
    "error": _("Fejl"),
}


# Words and days ---------------------------------------------------------------------------------


@register.filter
def day(value: Day) -> str:
    """A day as people read it: 31. januar 2025, in English 31 January 2025."""
    return _formatted(value, "j F Y" if _english() else "j. F Y")


@register.filter
def day_short(value: Day) -> str:
    """A day where room is short: 31.01.2025 in every language."""
    return _formatted(value, "d.m.Y")


@register.filter
def month(value: Day) -> str:
    """A month as people read it: januar 2025."""
    return _formatted(value, "F Y")


@register.filter
def moment(value: datetime | None) -> str:
    """A day and a time of day: 31. januar 2025 kl. 10.30, in English 31 January 2025, 10:30."""
    return _formatted(value, "j F Y, H:i" if _english() else r"j. F Y \k\l. H.i")


def _formatted(value: Day, form: str) -> str:
    if not value:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return dateformat.format(value, form)


def _english() -> bool:
    return (get_language() or "da").startswith("en")


@register.simple_tag(name="words")
def words_tag(value: Words | str | None) -> str:
    """A text of a pack in the reader's language."""
    return words(value)


@register.filter
def words(value: Words | str | None) -> str:
    """A text of a pack in the reader's language."""
    return value.in_language(get_language() or "da") if isinstance(value, Words) else (value or "")


@register.filter
def danish(text: str) -> SafeString:
    """A text that is Danish on every page, marked as such where the page is in another language."""
    return in_danish(text)


@register.simple_tag
def source(line: Entry | Offer | Source) -> str:
    """The place in the adopted text where a line stands."""
    return place_of(line)


# Small marks ------------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str, title: str = "") -> SafeString:
    """An icon of the design system; without a title it says nothing to a screen reader."""
    label = format_html('role="img" aria-label="{}"', title) if title else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon-svg" focusable="false" {}><use href="{}#{}"></use></svg>',
        label,
        static(SPRITE),
        name,
    )


@register.inclusion_tag("design/tag.html", name="tag")
def tag(text: str, kind: str = "neutral") -> dict[str, object]:
    """A short mark beside a text, such as "ikke besluttet"."""
    return {"text": text, "classes": TAG_KINDS[kind]}


@register.inclusion_tag("design/tag.html")
def basis(value: str) -> dict[str, object]:
    """Whether a line is adopted, law, or only proposed."""
    return {"text": BASES[value], "classes": TAG_KINDS[value]}


@register.inclusion_tag("design/state.html")
def state(value: str) -> dict[str, object]:
    """What the policy answers about a person: words and an icon, no colour that judges."""
    sign, text = STATES[str(value)]
    return {"text": text, "icon": sign, "value": str(value)}


# Parts of a page --------------------------------------------------------------------------------


@register.inclusion_tag("design/heading.html")
def heading(text: str, lead: str = "") -> dict[str, object]:
    """The page's one main heading, with a line under it."""
    return {"text": text, "lead": lead}


@register.inclusion_tag("design/crumbs.html")
def crumbs(*parts: str) -> dict[str, object]:
    """The way here: text and address in turn, and last the page's own name without an address."""
    pairs = [(parts[index], parts[index + 1]) for index in range(0, len(parts) - 1, 2)]
    return {"links": pairs, "here": parts[-1] if len(parts) % 2 else ""}


@register.simple_block_tag
def alert(content: str, kind: str = "info", heading: str = "") -> str:
    """A message that must not be overlooked: info, success, warning or error."""
    values = {"content": content, "kind": kind, "name": ALERTS[kind], "heading": heading}
    return render_to_string("design/alert.html", {**values, "icon": kind})


@register.simple_block_tag
def details(content: str, summary: str, is_open: bool = False) -> str:
    """Text that opens when asked for, without a script."""
    values = {"content": content, "summary": summary, "is_open": is_open}
    return render_to_string("design/details.html", values)


@register.simple_block_tag
def panel(content: str, heading: str = "", level: int = 2) -> str:
    """A framed part of a page with a heading of its own."""
    return render_to_string("design/panel.html", {"content": content, "heading": heading, "level": level})


@register.simple_block_tag
def table(content: str, caption: str, stacked: bool = False, show_caption: bool = False) -> str:
    """A table that scrolls inside its frame on a phone.

    Stacked, each row becomes a list on a phone instead: then every cell carries its column's name in
    `data-title`.
    """
    values = {"content": content, "caption": caption, "stacked": stacked, "show_caption": show_caption}
    return render_to_string("design/table.html", values)


@register.inclusion_tag("design/facts.html")
def facts(items: Sequence[Mapping[str, Any]]) -> dict[str, object]:
    """Facts with what they rest on: each item has name, value, and perhaps note, href and link."""
    return {"items": items}


@register.inclusion_tag("design/timeline.html")
def timeline(items: Sequence[Mapping[str, Any]]) -> dict[str, object]:
    """What has happened and will happen: each item has day, title, and perhaps text and coming."""
    return {"items": items}


@register.inclusion_tag("design/chart.html")
def chart(src: str, alt: str, caption: str = "") -> dict[str, object]:
    """A chart from our own address; the same numbers must stand in a table beside it."""
    return {"src": src, "alt": alt, "caption": caption}


# Forms and ways on ------------------------------------------------------------------------------


@register.inclusion_tag("design/field.html")
def field(bound: BoundField, optional: bool = True) -> dict[str, object]:
    """A field with its label, hint, error and control; `optional` says so where it may be left out."""
    return {
        "field": bound,
        "control": control_of(bound),
        "says_optional": optional and not bound.field.required,
    }


@register.inclusion_tag("design/errors.html")
def errors(form: BaseForm) -> dict[str, object]:
    """Everything that must be put right, with a link to each field."""
    fields = [bound for bound in form if bound.errors] if form.errors else []
    return {"fields": fields, "others": form.non_field_errors()}


@register.inclusion_tag("design/button.html")
def button(
    text: str, kind: str = "primary", name: str = "", value: str = "", icon: str = ""
) -> dict[str, object]:
    """A button that sends its form."""
    return {"text": text, "kind": kind, "name": name, "value": value, "icon": icon}


@register.inclusion_tag("design/draft.html")
def keeps_draft(kept: object) -> dict[str, object]:
    """Last inside a form: what is typed is kept until it is sent, here and in the browser.

    `kept` is what `drafts.keeping.kept_for` gives; without it nothing is kept.
    """
    return {"kept": kept}


@register.inclusion_tag("design/link_button.html")
def link_button(href: str, text: str, kind: str = "secondary", icon: str = "") -> dict[str, object]:
    """A way on to another page that deserves a button's weight."""
    return {"href": href, "text": text, "kind": kind, "icon": icon}


@register.inclusion_tag("design/filters.html")
def filters(items: Sequence[Mapping[str, Any]]) -> dict[str, object]:
    """Counts that are filters: each item has label, count, href and current."""
    return {"items": items}


@register.inclusion_tag("design/pages.html", takes_context=True)
def pages(context: Context, page: Page[Any], parameter: str = "side") -> dict[str, object]:
    """Earlier and later pages of a list; the rest of the address is kept."""
    return {
        "page": page,
        "parameter": parameter,
        "numbers": page_window(page.number, page.paginator.num_pages),
        "request": context.get("request"),
    }


@register.simple_tag(takes_context=True)
def page_href(context: Context, number: int, parameter: str) -> str:
    """The address of another page of the list being read."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    query[parameter] = str(number)
    return f"?{query.urlencode()}"


@register.inclusion_tag("design/guide.html", takes_context=True)
def guide(context: Context, step: int) -> dict[str, object]:
    """Where the reader stands in the demo's tour; nothing when no tour is on."""
    request = context.get("request")
    if request is None or not getattr(request, "session", {}).get("guide"):
        return {}
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "step": step,
        "steps": STEPS,
        "here": STEPS[step - 1],
    }


# The frame of every page ------------------------------------------------------------------------


@register.inclusion_tag("design/header.html", takes_context=True)
def site_header(context: Context) -> dict[str, object]:
    """The top of every page: whose it is, who is signed in, in which language, and the menu."""
    request = context.get("request")
    user = getattr(request, "user", None)
    person = user if user is not None and user.is_authenticated else None
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "person": person,
        "role": ROLE_NAMES[person.role] if person else "",
        "menu": menu_for(person.role, current_view(request)) if person else [],
        "is_demo": settings.DEMO,
        "languages": _languages(context.get("languages_offered") or ()),
    }


def _languages(offered: Iterable[tuple[str, str]]) -> list[dict[str, object]]:
    now = (get_language() or "da")[:2]
    return [{"code": code, "name": name, "current": code == now} for code, name in offered]
