"""What lies below is out: the database, or room on the disk. A page says so, and when to try again."""

import errno
from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError, OperationalError

DATABASE, ROOM = "database", "room"

#: A database that restarts is back within seconds; room takes a person.
RETRY_AFTER = {DATABASE: 10, ROOM: 300}

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
#: PostgreSQL's classes: 08 connection, 57P shut down or starting, 53 short of something (53100: the disk).
_AWAY = ("08", "57P", "53")
_DISK_FULL = "53100"
_SQLITE_FULL = ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_TRUNCATE")
_SQLITE_AWAY = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_IOERR")


def outage_of(error: BaseException | None) -> str:
    """What is out: "database", "room", or nothing where the fault is our own."""
    for raised in _chain(error):
        if isinstance(raised, OSError) and raised.errno in _FULL:
            return ROOM
        if isinstance(raised, DatabaseError | InterfaceError):
            return _of_database(raised)
    return ""


def _of_database(error: Exception) -> str:
    cause = error.__cause__
    state = getattr(cause, "sqlstate", None)
    name = getattr(cause, "sqlite_errorname", "")
    if state == _DISK_FULL or name.startswith(_SQLITE_FULL):
        return ROOM
    is_lost = state is None and not name and isinstance(error, OperationalError | InterfaceError)
    is_away = is_lost or name.startswith(_SQLITE_AWAY) or (state or "").startswith(_AWAY)
    return DATABASE if is_away else ""


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
