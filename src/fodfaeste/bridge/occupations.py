"""The occupations of the taxonomy in use and an authority's courses, as the engine reads them."""

from functools import lru_cache

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.bridge.taxonomy import import_in_use, taxonomy_here
from fodfaeste.bridge.work import load_courses
from fodfaeste.engines.skills.missing import Catalogue
from fodfaeste.engines.skills.occupations import Occupations


def occupations_here() -> Occupations:
    """Every occupation that asks for something, weighed once for as long as the same import counts."""
    return _weighed(*import_in_use())


@lru_cache(maxsize=2)
def _weighed(folder: str, name: str | None) -> Occupations:
    tables = taxonomy_here().tables
    return Occupations.of(tables["occupation_skills"], tables["occupations"])


def load_catalogue(authority: Authority) -> Catalogue:
    """The courses of an authority that stand."""
    tables = load_courses(authority)
    return Catalogue.of(tables["courses"], tables["course_skills"], occupations_here())
