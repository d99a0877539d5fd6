"""Two questions about a goal, asked of those who have had a talk unless said otherwise."""

from datetime import timedelta

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.questions.codes import TALK
from fodfaeste.apps.questions.models import Inquiry
from fodfaeste.installation import clock
from tests.make.people import contact


def inquiry(leader: User, **fields: object) -> Inquiry:
    """Open questions, written straight into the database."""
    values = {
        "goal": "maal",
        "pack_hash": "0" * 64,
        "moment": TALK,
        "first": "Bragte det dig et skridt videre?",
        "second": "Hvad kunne vi gøre bedre?",
        "opened_at": clock.now(),
        "opened_by": leader,
        **fields,
    }
    return Inquiry.objects.create(authority=leader.authority, **values)


def inquiry_after_talk(leader: User, citizen: Citizen) -> Inquiry:
    """Open questions that wait for a citizen who had a talk the day before."""
    contact(citizen, clock.today(citizen.authority) - timedelta(days=1))
    return inquiry(leader)
