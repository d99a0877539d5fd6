"""What is set of signing in, as the file has it now; a running server notices a change."""

import logging

from fodfaeste.apps.accounts.signin_file import Signin, SigninError, signin_read
from fodfaeste.installation.folders import var_folder

log = logging.getLogger(__name__)

FILE = "signin.toml"
#: While the file cannot be read nobody comes in by it, and those inside stay no longer than this.
CLOSED = Signin(local=False)

_read: dict[str, tuple[tuple[int, int, int], Signin]] = {}


def signin_here() -> Signin:
    """The file's word. One that was broken while we ran changes nothing until it is whole again."""
    path = var_folder() / FILE
    try:
        stat = path.stat()
    except FileNotFoundError:
        return Signin()
    stamp = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
    known = _read.get(str(path))
    if known is not None and known[0] == stamp:
        return known[1]
    try:
        found = signin_read(path)
    except SigninError as error:
        log.error("Sign-in: %s", error)
        found = known[1] if known is not None else CLOSED
    _read[str(path)] = (stamp, found)
    return found
