"""What happens next for a citizen, by link: to read only."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.caseload import Day
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.citizens.own_page import own_steps
from fodfaeste.apps.citizens.steps import standings
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.links.codes import SEE
from fodfaeste.apps.links.registry import Errand, Thing, opens
from fodfaeste.apps.links.thing_pages import thing_gone, thing_page
from fodfaeste.installation.clock import today


def step_things(citizen: Citizen) -> Iterable[Thing]:
    """Everybody has a next step, be it that nothing is agreed."""
    yield Thing(citizen.pk, _("Det næste skridt"))


@opens(SEE, "citizens.step", things=step_things)
def next_step(request: HttpRequest, errand: Errand, user: User) -> HttpResponse:
    """The next talk and the next step of each offer, with the reason."""
    citizen = errand.citizen
    if citizen is None or request.method == "POST":
        return thing_gone(request, errand)
    on = today(citizen.authority)
    pack = policy_in_force(citizen.authority, on)
    day = Day.of(citizen.authority, pack, on)
    standing = standings([citizen], day)[citizen.pk]
    journal_write(
        actor=user, authority=citizen.authority, action="see", what="Det næste skridt", citizen=citizen
    )
    context = {
        "citizen": citizen,
        "next_talk": next((talk for talk in standing.talks if talk.starts_at >= day.start_of(on)), None),
        "steps": own_steps(citizen, standing, pack, on),
    }
    return thing_page(request, "links/step.html", errand, context)
