"""Who may ask, answer and see what was shared; every look at a person is journalled."""

from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.citizens.access import citizen_for, citizen_to_change, own_citizen_for
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.introductions.models import Introduction
from fodfaeste.apps.introductions.selectors import Shared, introductions_of, shared_rows, shown_to
from fodfaeste.apps.journal.services import journal_write, journal_write_list
from fodfaeste.apps.matching.selectors import people_found
from fodfaeste.installation.clock import today

PAGE = "Deling af CV"


def introductions_to_read(user: User, public_id: str, *, session: SessionBase) -> Citizen:
    """The citizen whose questions are looked at."""
    return citizen_for(user, public_id, what=PAGE, session=session)


def introduction_to_read(
    user: User, public_id: str, introduction: str, *, session: SessionBase
) -> Introduction:
    """One question to a citizen whose case this person may see."""
    return _one(citizen_for(user, public_id, what=PAGE, session=session), introduction)


def own_introductions_for(user: User) -> Citizen:
    """The signed-in citizen."""
    return own_citizen_for(user, what=PAGE)


def own_introduction_for(user: User, introduction: str) -> Introduction:
    """One question to the signed-in citizen."""
    return _one(own_citizen_for(user, what=PAGE), introduction)


def citizen_to_ask(user: User, public_id: str, opening: Opening, *, session: SessionBase) -> Citizen:
    """The citizen to be asked about an opening: by who may change the case, or by a company consultant.

    A consultant asks only those whom the opening's page lists, and sees nothing of what they can.
    """
    if user.role != Role.CONSULTANT:
        return citizen_to_change(user, public_id, what=PAGE, session=session)
    among = Citizen.objects.filter(authority=user.authority_id, active=True, public_id=public_id)
    found = among.select_related("authority").first()
    on = today(user.authority)
    if found is None or people_found(opening, among, on).is_empty():
        raise Http404(_("Borgeren er ikke blandt dem, åbningen kan passe til."))
    journal_write(actor=user, authority=user.authority, action="see", what=PAGE, citizen=found)
    return found


def shared_for(user: User, *, opening: Opening | None = None) -> list[Shared]:
    """What someone of a company may see today; each person's row is journalled as seen."""
    _check_company(user)
    found = shown_to(user, opening=opening)
    journal_write_list(
        actor=user,
        authority=user.authority,
        action="list",
        what="CV, som borgeren har sagt ja til at vise",
        citizens=[one.citizen_id for one in found],
    )
    return found


def shared_one_for(user: User, introduction: str) -> Introduction:
    """One person that this company has a yes to see; 404 once it was taken back."""
    _check_company(user)
    found = shared_rows(user).filter(public_id=introduction).first()
    if found is None:
        raise Http404(_("CV'et er ikke delt med jer. Borgeren kan have trukket sit ja tilbage."))
    what = f"CV vist til åbningen {found.opening.reference}"
    journal_write(actor=user, authority=user.authority, action="see", what=what, citizen=found.citizen)
    return found


def _check_company(user: User) -> None:
    if user.role != Role.COMPANY:
        raise PermissionDenied(_("Siden er for virksomheder."))


def _one(citizen: Citizen, introduction: str) -> Introduction:
    found = introductions_of(citizen).filter(public_id=introduction).first()
    if found is None:
        raise Http404(_("Spørgsmålet findes ikke."))
    found.citizen = citizen
    return found
