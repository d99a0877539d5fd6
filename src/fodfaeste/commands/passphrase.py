"""A passphrase for the file of keys: asked for at a keyboard, else one line from a pipe."""

import getpass
import sys

from fodfaeste.core.errors import UsageError


def ask_passphrase(*, twice: bool = True) -> str:
    """Never an argument: those show in lists of processes."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    given = getpass.getpass("Kodesætning: ")
    if twice and getpass.getpass("Kodesætning igen: ") != given:
        raise UsageError("De to kodesætninger er ikke ens")
    return given
