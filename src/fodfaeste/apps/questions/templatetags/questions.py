"""Where the two questions stand in somebody's own pages."""

from django import template
from django.template import Context

from fodfaeste.apps.questions.selectors import inquiry_waiting

register = template.Library()


@register.inclusion_tag("questions/box.html", takes_context=True)
def questions_waiting(context: Context) -> dict[str, object]:
    """A small invitation to answer, where there is something to answer."""
    return {"inquiry": inquiry_waiting(context["request"].user)}
