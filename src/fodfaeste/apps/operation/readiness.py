"""Whether people can be let in. Asked every few seconds, so it asks for little."""

import logging

from django.db import DatabaseError, InterfaceError, connection

from fodfaeste.apps.operation.room import LEAST, rooms
from fodfaeste.apps.operation.versions import steps_missing

log = logging.getLogger(__name__)


def is_ready() -> bool:
    """The database answers and has been through every migration, and there is room to write."""
    try:
        connection.ensure_connection()
        missing = len(steps_missing())
    except (DatabaseError, InterfaceError) as error:
        log.warning("Not ready: the database does not answer (%s)", type(error).__name__)
        return False
    if missing:
        log.warning("Not ready: %s migrations are missing", missing)
        return False
    full = [room for room in rooms() if room.free < LEAST]
    if full:
        log.warning("Not ready: %s disks are full", len(full))
    return not full
