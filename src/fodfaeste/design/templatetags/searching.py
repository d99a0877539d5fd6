"""Choosing by typing, and names that may be in another language than the page: `{% load searching %}`."""

from django import template
from django.forms import BoundField
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from fodfaeste.bridge.search import MOST_FOUND
from fodfaeste.core.taxonomy import Shown
from fodfaeste.design.searching import LONGEST, TYPED, SearchedField, options_of, said_of_search

register = template.Library()


@register.inclusion_tag("design/search_field.html")
def search_field(bound: BoundField, optional: bool = True) -> dict[str, object]:
    """A field whose choices are found by typing: check boxes, or radio buttons where one may be chosen."""
    searched = bound.field
    assert isinstance(searched, SearchedField)
    query = str(bound.form.data.get(f"{bound.html_name}{TYPED}", ""))[:LONGEST]
    value = bound.value() or []
    chosen = [value] if isinstance(value, str) else list(value)
    options, found = options_of(searched.find, searched.named, query, chosen)
    return {
        "field": bound,
        "query": query,
        "longest": LONGEST,
        "href": searched.href,
        "says_optional": optional and not searched.required,
        "typed": f"{bound.html_name}{TYPED}",
        **found_values(bound.html_name, bound.auto_id, options, searched.several, query, found),
    }


def found_values(
    name: str, auto_id: str, options: object, several: bool, query: str, found: int
) -> dict[str, object]:
    """What the list under the box shows."""
    return {
        "name": name,
        "auto_id": auto_id,
        "options": options,
        "several": several,
        "said": said_of_search(query, found, MOST_FOUND),
    }


@register.filter
def in_its_language(shown: Shown) -> SafeString:
    """A name of the taxonomy, marked with its language where that is not the page's."""
    return spoken(shown.text, shown.language)


@register.simple_tag
def spoken(text: str, language: str) -> SafeString:
    """A text marked with its language where that is not the page's."""
    if not language or (get_language() or "da").startswith(language):
        return conditional_escape(text)
    return format_html('<span lang="{}">{}</span>', language, text)
