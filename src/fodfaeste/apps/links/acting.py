"""Who acts by a link: the owner's own user, made when it is first needed and without any way to sign in."""

from django.db import transaction

from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.links.models import Link


def acting_user(link: Link) -> User:
    """The user in whose name a link acts."""
    if link.citizen is not None:
        return citizen_user(link.citizen)
    owner = link.company or link.partner
    assert owner is not None  # the database holds that a link has one owner
    role = Role.COMPANY if link.company else Role.PARTNER
    username = f"link-{role}-{owner.public_id}"
    with transaction.atomic():
        # The owner's row is the queue: two first visits at once make one user.
        type(owner)._default_manager.select_for_update(no_key=True).get(pk=owner.pk)
        known = User.objects.filter(username=username).select_related("authority").first()
        return known or User.objects.create_user(
            username,
            link.authority,
            role,
            name=owner.name,
            company=link.company,
            partner=link.partner,
        )


def citizen_user(citizen: Citizen) -> User:
    """The citizen's own user; one that cannot sign in is made where there is none."""
    if citizen.user is not None:
        return citizen.user
    with transaction.atomic():
        found = Citizen.objects.select_for_update(no_key=True).get(pk=citizen.pk)
        if found.user is None:
            found.user = User.objects.create_user(
                f"borger-{found.public_id}", found.authority, Role.CITIZEN, name=found.name
            )
            found.save(update_fields=["user"])
    citizen.user = found.user
    return found.user
