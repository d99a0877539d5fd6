"""How many letters wait, for the pages that lead to them."""

from django import template

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.letters.models import Thread
from fodfaeste.apps.letters.selectors import threads_waiting

register = template.Library()


@register.simple_tag
def letters_waiting(user: User) -> int:
    """How many threads wait for an answer, of the citizens this person may see."""
    return threads_waiting(user).count()


@register.simple_tag
def letters_waiting_of(citizen: Citizen) -> int:
    """How many of a citizen's threads wait for an answer."""
    return Thread.objects.filter(citizen=citizen, waiting_since__isnull=False).count()
