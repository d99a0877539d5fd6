"""Whether the database is of this version: what is missing in it, and what it knows that we do not."""

from functools import cache

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

Step = tuple[str, str]


@cache
def steps_known() -> tuple[Step, ...]:
    """Every migration of this version, each after those it builds on."""
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    return tuple(graph._generate_plan(graph.leaf_nodes(), at_end=True))


def steps_taken(database: str = DEFAULT_DB_ALIAS) -> set[Step]:
    """The migrations that a database has been through."""
    return set(MigrationRecorder(connections[database]).applied_migrations())


def steps_missing(database: str = DEFAULT_DB_ALIAS) -> list[Step]:
    """What `fodfaeste migrate` would do, in its order."""
    taken = steps_taken(database)
    return [step for step in steps_known() if step not in taken]


def steps_unknown(taken: set[Step]) -> list[Step]:
    """What a newer version has done to a database."""
    return sorted(taken - set(steps_known()))
