"""How many people a demo's municipality has, so that who tries it need not look it up."""

from django.conf import settings

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.demo.population_sizes import municipalities, sizes_read


def inhabitants_in_demo(authority: Authority) -> int | None:
    """The number from the municipality's table, smaller where the demo was made with fewer citizens.

    None where the installation is no demo: there the number is the municipality's own to give.
    """
    if not settings.DEMO or authority.slug not in municipalities():
        return None
    sizes = sizes_read(authority.slug)
    made = Citizen.objects.filter(authority=authority).count()
    return round(sizes.inhabitants * min(1, made / sizes.total))
