"""Authorities, users and citizens, with what is known of them."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from fodfaeste.apps.accounts.models import Authority, Role, Unit, User
from fodfaeste.apps.citizens.models import Citizen, Contact, Fact, Place, Spell
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.core.dates import add_months
from fodfaeste.installation import clock

_numbers = count(1)

FIRST_NAMES = ("Anna", "Bent", "Carla", "Dorte", "Erik", "Freja", "Gert", "Ærlend", "Østen", "Åse")
LAST_NAMES = ("Prøve", "Eksempel", "Afprøvning", "Mønster", "Skitse")


def authority(slug: str = "norddjurs", **fields: object) -> Authority:
    """Norddjurs, the same one each time it is asked for."""
    defaults = {"name": "Norddjurs Kommune", "code": "707", "policy": "norddjurs", **fields}
    return Authority.objects.get_or_create(slug=slug, defaults=defaults)[0]


def authority_elsewhere() -> Authority:
    """Another municipality in the same installation."""
    return authority("haderslev", name="Haderslev Kommune", code="510")


def unit(authority: Authority | None = None, name: str = "Team Nord") -> Unit:
    """A team; the same one for the same name."""
    return Unit.objects.get_or_create(authority=authority or _norddjurs(), name=name)[0]


def user(role: str = Role.CASE_WORKER, authority: Authority | None = None, **fields: object) -> User:
    """A user who signs in by `client.force_login`; give `password` where the sign-in itself is meant."""
    number = next(_numbers)
    values = {"username": f"{role}{number}", "name": f"{FIRST_NAMES[number % 10]} Ansat {number}", **fields}
    if role == Role.CASE_WORKER and "unit" not in values:
        values["unit"] = unit(authority)
    return User.objects.create_user(
        authority=authority or getattr(values.get("unit"), "authority", None) or _norddjurs(),
        role=role,
        **values,
    )


def case_worker(unit: Unit | None = None, authority: Authority | None = None, **fields: object) -> User:
    """A case worker of Team Nord, or of the team given."""
    if unit is not None:
        fields["unit"] = unit
    return user(Role.CASE_WORKER, authority, **fields)


def leader(authority: Authority | None = None, **fields: object) -> User:
    """A leader of the authority."""
    return user(Role.LEADER, authority, **fields)


def consultant(authority: Authority | None = None, **fields: object) -> User:
    """A company consultant (virksomhedskonsulent) of the authority."""
    return user(Role.CONSULTANT, authority, **fields)


def committee_member(authority: Authority | None = None, **fields: object) -> User:
    """A member of the employment committee."""
    return user(Role.COMMITTEE, authority, **fields)


def citizen_user(citizen: Citizen | None = None, **fields: object) -> User:
    """A citizen's own sign-in, tied to the citizen."""
    person = citizen or globals()["citizen"]()
    made = user(Role.CITIZEN, person.authority, **fields)
    person.user = made
    person.save(update_fields=["user"])
    return made


def place(authority: Authority | None = None, name: str = "Grenaa") -> Place:
    """A town; the same one for the same name."""
    return Place.objects.get_or_create(
        authority=authority or _norddjurs(), code=name.casefold(), defaults={"name": name}
    )[0]


def citizen(authority: Authority | None = None, **fields: object) -> Citizen:
    """A person in the effort of Team Nord, of whom nothing more is known yet."""
    number = next(_numbers)
    own_unit = fields.pop("unit", None)
    owner = authority or getattr(own_unit, "authority", None) or _norddjurs()
    name = f"{FIRST_NAMES[number % 10]} {LAST_NAMES[number % 5]} {number}"
    values = {
        "reference": f"B{number:05}",
        "name": name,
        "birth_date": date(1980, 1, 1) + timedelta(days=number % 5000),
        "unit": own_unit or unit(owner),
        "created_at": clock.now(),
        **fields,
    }
    values.setdefault("sort_key", str(values["name"]).casefold())
    return Citizen.objects.create(authority=owner, **values)


def cpr(number: int | None = None) -> str:
    """A CPR number of someone born in 1858-1899: year 58-99 and seventh digit 5-8."""
    n = next(_numbers) if number is None else number
    return f"{n % 28 + 1:02}{n % 12 + 1:02}{58 + n % 42:02}{5 + n % 4}{n % 1000:03}"


def fact(citizen: Citizen, name: str, value: object, **fields: object) -> Fact:
    """One thing known of a citizen, recorded now. A date becomes its ISO form."""
    values = {"recorded_at": clock.now(), "source": "prøve", **fields}
    text = value.isoformat() if isinstance(value, date) else str(value)
    return Fact.objects.create(authority=citizen.authority, citizen=citizen, name=name, value=text, **values)


def facts(citizen: Citizen, **values: object) -> list[Fact]:
    """Several things known of a citizen: `make.facts(anna, target_group="forsikret")`."""
    return [fact(citizen, name, value) for name, value in values.items()]


def citizen_due(on: date | None = None, months: int = 7, **fields: object) -> Citizen:
    """An insured person whose effort began so many months ago: due for a branch track after six."""
    person = citizen(**fields)
    began = add_months(on or clock.today(person.authority), -months)
    facts(
        person,
        target_group="forsikret",
        effort_started=began,
        unemployment_started=began,
        earlier_unemployment_months=0,
        came_from="ingen",
        benefit="dagpenge",
        readiness="jobparat",
    )
    return person


def contact(citizen: Citizen, day: date | None = None, **fields: object) -> Contact:
    """A job talk held at nine (UTC) on a day, today unless given."""
    starts = datetime.combine(day or clock.today(citizen.authority), time(9), UTC)
    values = {
        "kind": "jobsamtale",
        "state": "held",
        "starts_at": starts,
        "recorded_at": clock.now(),
        **fields,
    }
    return Contact.objects.create(authority=citizen.authority, citizen=citizen, **values)


def spell(citizen: Citizen, begins: date, **fields: object) -> Spell:
    """A spell of unemployment, still running."""
    values = {"kind": "unemployment", "recorded_at": clock.now(), "source": "prøve", **fields}
    return Spell.objects.create(authority=citizen.authority, citizen=citizen, begins=begins, **values)


def agreement(citizen: Citizen, **fields: object) -> Agreement:
    """A branch track running since today."""
    values = {
        "offer": "branchespor",
        "begins": clock.today(citizen.authority),
        "state": "running",
        "recorded_at": clock.now(),
        "reason": "Aftalt ved samtalen",
        **fields,
    }
    return Agreement.objects.create(authority=citizen.authority, citizen=citizen, **values)


def _norddjurs() -> Authority:
    return authority()
