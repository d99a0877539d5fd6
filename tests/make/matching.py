"""What citizens can and want, and what the night suggested."""

from fodfaeste.apps.citizens.models import Citizen, CitizenSkill, Wish
from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.matching.models import Suggestion
from fodfaeste.installation import clock


def citizen_skill(citizen: Citizen, skill: str = "madlave-efter-opskrift", **fields: object) -> CitizenSkill:
    """A skill that the citizen masters alone, by the citizen's own word."""
    values = {"level": 3, "basis": "eget_ord", "recorded_at": clock.now(), **fields}
    return CitizenSkill.objects.create(authority=citizen.authority, citizen=citizen, skill=skill, **values)


def wish(citizen: Citizen, kind: str = "aabning", what: str = "fleksjob", **fields: object) -> Wish:
    """Something the citizen will not; give `strength="gerne"` for what is wanted."""
    values = {"strength": "ikke", "recorded_at": clock.now(), **fields}
    return Wish.objects.create(authority=citizen.authority, citizen=citizen, kind=kind, what=what, **values)


def suggestion(citizen: Citizen, opening: Opening, place_in_list: int = 1, **fields: object) -> Suggestion:
    """An opening on the list of the last night."""
    values = {"on": clock.today(citizen.authority), **fields}
    return Suggestion.objects.create(
        authority=citizen.authority, citizen=citizen, opening=opening, place_in_list=place_in_list, **values
    )
