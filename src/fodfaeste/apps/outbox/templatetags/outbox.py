"""What was told of a citizen, for the citizen's page: `{% load outbox %}{% told_of citizen %}`."""

from django import template
from django.template import Context

from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.outbox.outbox_page import told_lines

register = template.Library()


@register.inclusion_tag("outbox/told.html", takes_context=True)
def told_of(context: Context, citizen: Citizen) -> dict[str, object]:
    """The latest messages about a citizen, and how far they have come."""
    return {"citizen": citizen, "lines": told_lines(citizen), "may_change": context.get("may_change")}
