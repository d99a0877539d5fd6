"""The teams with their case workers, and the doors: the people one may step into the demo as."""

from fodfaeste.apps.accounts.models import Authority, Role, Unit, User
from fodfaeste.apps.demo.population import Population

#: Who one may step in as beside the case worker and the citizen; invented names, none of a real office.
_OTHERS = {
    Role.LEADER: "Vibeke Klint Overgaard",
    Role.COMMITTEE: "Torben Skov Laursen",
    Role.CONSULTANT: "Rikke Toft Vestergaard",
}

Staff = dict[tuple[str, int], User]


def staff_load(population: Population, authority: Authority) -> Staff:
    """The units with their case workers, and the doors that are not a citizen's."""
    teams = population.sizes.teams
    units = Unit.objects.bulk_create([Unit(authority=authority, name=team.name) for team in teams])
    unit_of = {team.code: unit for team, unit in zip(teams, units, strict=True)}
    workers = []
    for worker in population.workers:
        unit = unit_of[worker.team.code]
        if worker.team.code == population.sizes.shown_team and worker.number == 0:
            workers.append(door_load(Role.CASE_WORKER, worker.name, authority, unit))
        else:
            username = f"demo-{authority.slug}-{worker.team.code}-{worker.number + 1}"
            workers.append(_user(username, worker.name, authority, Role.CASE_WORKER, unit))
    for role, name in _OTHERS.items():
        door_load(role, name, authority, None)
    return {
        (made.team.code, made.number): user for made, user in zip(population.workers, workers, strict=True)
    }


def door_load(role: Role, name: str, authority: Authority, unit: Unit | None, **acts_for: object) -> User:
    """A way into the demo. The first municipality here has the doors; a later one's name carries its own.

    `acts_for`: the company or the partner that an outsider acts for.
    """
    username = f"demo-{role}"
    if User.objects.filter(username=username).exists():
        username = f"demo-{authority.slug}-{role}"
    return _user(username, name, authority, role, unit, **acts_for)


def door_of(role: Role, authority: Authority) -> User:
    """Who stands behind a door of a municipality."""
    names = (f"demo-{role}", f"demo-{authority.slug}-{role}")
    return User.objects.select_related("authority", "unit").get(authority=authority, username__in=names)


def login_load(role: Role, name: str, authority: Authority, number: int) -> User:
    """A login without a door: somebody whose own doings the demo shows to others."""
    return _user(f"demo-{authority.slug}-{role}-{number}", name, authority, role, None)


def _user(
    username: str, name: str, authority: Authority, role: Role, unit: Unit | None, **acts_for: object
) -> User:
    """A user nobody can sign in as with a password."""
    return User.objects.create_user(username, authority, role, name=name, unit=unit, **acts_for)
