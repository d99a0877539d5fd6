"""Links and steps on behalf as the pages of those who make them need them."""

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, QuerySet

from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.models import Company
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


def links_of_company(company: Company) -> QuerySet[Link]:
    """A company's links, the newest first."""
    found = Link.objects.filter(company=company).select_related("made_by", "withdrawn_by")
    openings = LinkOpening.objects.order_by("-at", "-pk")
    return found.prefetch_related(Prefetch("openings", openings)).order_by("-made_at", "-pk")


def links_wanted(authority: int) -> QuerySet[Link]:
    """Links that a company or a partner wanted anew and has not got, the one that waited longest first."""
    for_same = {name: OuterRef(name) for name in ("purpose", "about", "about_id")}
    whose = Q(company=OuterRef("company")) | Q(partner=OuterRef("partner"))
    newer = Link.objects.filter(
        whose, **for_same, pk__gt=OuterRef("pk"), made_at__gte=OuterRef("asked_anew_at")
    )
    wanted = Link.objects.filter(authority=authority, asked_anew_at__isnull=False).exclude(Exists(newer))
    return wanted.select_related("company", "partner", "made_by").order_by("asked_anew_at", "pk")


def things_of_company(company: Company) -> list[tuple[Door, Thing]]:
    """Everything that a link can be made to for a company now."""
    return [(door, thing) for _key, door in sorted(doors().items()) for thing in door.of_company(company)]


def things_of(citizen: Citizen) -> list[tuple[Door, Thing]]:
    """Everything that a link can be made to for a citizen now."""
    return [(door, thing) for _key, door in sorted(doors().items()) for thing in door.things(citizen)]
