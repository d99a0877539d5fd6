"""The towns and settlements that a municipality has from its first day."""

from django.db import transaction

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Place
from fodfaeste.apps.citizens.naming import sort_key
from fodfaeste.bridge.reach import places_known


def places_set_up(*, authority: Authority) -> list[Place]:
    """Make the places that the pack of travel knows here; what is already there stays as it is."""
    with transaction.atomic():
        Authority.objects.select_for_update(no_key=True).get(pk=authority.pk)
        there, named = set(), set()
        for place in Place.objects.filter(authority=authority):
            there.add(place.code)
            named.add(sort_key(place.name))
        return Place.objects.bulk_create(
            Place(authority=authority, code=code, name=known.name)
            for code, known in places_known(authority).items()
            if code not in there and sort_key(known.name) not in named
        )
