"""Make the database ready for this version."""

import argparse

from fodfaeste.commands.speech import answer, say
from fodfaeste.web.setup import django_setup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--plan", action="store_true", help="vis, hvad der vil ske, og gør intet")


def run(args: argparse.Namespace) -> int:
    if args.plan:
        return _plan()
    changed = bring_up_to_date()
    say(f"Databasen er klar: {changed} ændringer" if changed else "Databasen var klar i forvejen")
    return 0


def _plan() -> int:
    django_setup()
    from fodfaeste.apps.operation.versions import steps_missing, steps_taken, steps_unknown

    if newer := steps_unknown(steps_taken()):
        answer(f"Databasen er fra en nyere udgave; den kender {', '.join('.'.join(step) for step in newer)}")
        return 1
    missing = steps_missing()
    for app, name in missing:
        answer(f"{app}.{name}")
    say(f"{len(missing)} ændringer mangler" if missing else "Databasen er af denne udgave")
    return 0


def bring_up_to_date() -> int:
    """Apply the migrations that are missing; says how many there were. Two at once wait for each other."""
    django_setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from fodfaeste.web.database import alone

    with alone(connection):
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if missing:
            # The checks would load every page, which a server does for itself a moment later.
            call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    return len(missing)
