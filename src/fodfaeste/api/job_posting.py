"""An opening as schema.org JobPosting, for those who publish jobs.

Only what anyone may apply for is given out: a job with pay, open now, with a workplace that is named.
What the law ties to one person or one group is no job posting. In Greenland the recorded local search
comes before any publication abroad, and it is not recorded here yet: nothing of Greenland is given out.
"""

from typing import Any

from django.db.models import QuerySet
from ninja import Schema
from pydantic import ConfigDict, Field

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.companies.models import Opening
from fodfaeste.bridge.law import law_here
from fodfaeste.core.openings import REMOTE
from fodfaeste.installation.clock import today

#: Kinds that anyone may apply for.
PUBLIC_KINDS = ("ordinaert_job", "timejob", "laereplads", "voksenlaereplads")
FULL_TIME = 37


class JobPosting(Schema):
    """schema.org JobPosting. `identifier` is the opening's id in the API."""

    model_config = ConfigDict(populate_by_name=True)

    context: str = Field("https://schema.org", serialization_alias="@context")
    type: str = Field("JobPosting", serialization_alias="@type")
    identifier: str
    title: str
    description: str
    date_posted: str = Field(serialization_alias="datePosted")
    valid_through: str | None = Field(None, serialization_alias="validThrough")
    employment_type: list[str] = Field(serialization_alias="employmentType")
    hiring_organization: dict[str, str] = Field(serialization_alias="hiringOrganization")
    job_location: dict[str, Any] = Field(serialization_alias="jobLocation")
    job_location_type: str | None = Field(None, serialization_alias="jobLocationType")
    total_job_openings: int = Field(serialization_alias="totalJobOpenings")


def may_be_posted(openings: QuerySet[Opening], authority: Authority) -> QuerySet[Opening]:
    """Those of some openings that anyone may be told of."""
    if law_here(authority, today(authority)).legal_system != "denmark":
        return openings.none()
    return openings.filter(kind__in=PUBLIC_KINDS, unit__isnull=False, withdrawn_at__isnull=True)


def posting_of(opening: Opening) -> JobPosting:
    """An opening as a job posting."""
    unit = opening.unit
    assert unit is not None  # `may_be_posted` has none without a workplace
    hours = opening.hours_max or opening.hours_min or 0
    place = opening.place or unit.place
    address = {
        "@type": "PostalAddress",
        "addressCountry": "DK",
        "addressLocality": place.name if place else "",
    }
    return JobPosting(
        identifier=opening.public_id,
        title=opening.title,
        description=opening.title,
        date_posted=opening.recorded_at.date().isoformat(),
        valid_through=opening.closes.isoformat() if opening.closes else None,
        employment_type=["FULL_TIME" if hours >= FULL_TIME else "PART_TIME"] if hours else ["OTHER"],
        hiring_organization={"@type": "Organization", "name": unit.company.name},
        job_location={"@type": "Place", "address": address},
        job_location_type="TELECOMMUTE" if opening.attendance == REMOTE else None,
        total_job_openings=opening.seats,
    )
