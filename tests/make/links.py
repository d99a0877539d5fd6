"""Personal links, and what they lead to."""

from datetime import timedelta

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.links.models import Behalf, Link
from fodfaeste.apps.links.services import link_make
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.installation import clock
from tests.make.people import agreement, case_worker, citizen


def person(**fields: object) -> Citizen:
    """A citizen with a case worker."""
    worker = fields.pop("case_worker", None) or case_worker()
    return citizen(unit=worker.unit, case_worker=worker, **fields)


def planned(of: Citizen) -> Agreement:
    """An agreement that begins in a week."""
    begins = clock.today(of.authority) + timedelta(days=7)
    return agreement(of, state="planned", begins=begins)


def link(
    of: Citizen | None = None, purpose: str = "book", about: str = "citizens.talk", **fields: object
) -> Link:
    """A link to a time for a talk, bound to the birth date."""
    owner = of or person()
    values = {"about_id": owner.pk, "by": owner.case_worker or case_worker(), **fields}
    return link_make(authority=owner.authority, citizen=owner, purpose=purpose, about=about, **values)


def link_to_sign(of: Citizen | None = None, **fields: object) -> Link:
    """A link to say yes or no to an agreement, good for once."""
    owner = of or person()
    return link(owner, "sign", "offers.agreement", about_id=planned(owner).pk, **fields)


def behalf(
    by: User, of: Citizen, purpose: str = "book", about: str = "citizens.talk", about_id: int = 0
) -> Behalf:
    """A step that a case worker writes for a citizen who rang: a talk, unless another is given."""
    return Behalf.objects.create(
        authority=of.authority,
        citizen=of,
        by=by,
        purpose=purpose,
        about=about,
        about_id=about_id or of.pk,
        given="phone",
        why="Ringede, fordi nettet er nede",
        began_at=clock.now(),
    )


def born(of: Citizen) -> str:
    """The second fact of a link, as people write it."""
    return f"{of.birth_date:%d.%m.%Y}"
