"""Links and steps on behalf as the case worker's pages need them."""

from django.db.models import Count, Max, Prefetch, QuerySet

from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.links.models import Behalf, Link, LinkOpening
from fodfaeste.apps.links.registry import Door, Thing, doors


def links_of(citizen: Citizen) -> QuerySet[Link]:
    """A citizen's links, the newest first, each with when it was opened."""
    openings = LinkOpening.objects.order_by("-at", "-pk")
    return (
        Link.objects.filter(citizen=citizen)
        .select_related("made_by", "withdrawn_by")
        .prefetch_related(Prefetch("openings", openings))
        .annotate(opened=Count("openings"), last_opened=Max("openings__at"))
        .order_by("-made_at", "-pk")
    )


def behalves_of(citizen: Citizen) -> QuerySet[Behalf]:
    """What was written for a citizen, the newest first; what was only begun is left out."""
    done = Behalf.objects.filter(citizen=citizen, done_at__isnull=False)
    return done.select_related("by").order_by("-done_at", "-pk")


def things_of(citizen: Citizen) -> list[tuple[Door, Thing]]:
    """Everything that a link can be made to for a citizen now."""
    return [(door, thing) for _key, door in sorted(doors().items()) for thing in door.things(citizen)]
