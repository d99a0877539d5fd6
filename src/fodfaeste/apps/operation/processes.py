"""The processes of the web server this one belongs to."""

import os
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")


def memory_of_server() -> tuple[int, int]:
    """How many processes answer beside this one, itself counted, and the bytes of memory they hold."""
    parent = os.getppid()
    try:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
    except OSError:  # not on Linux, or not ours to see
        children = []
    # Started from a shell, the siblings are strangers.
    mine = str(os.getpid())
    same = [child for child in children if child != mine and _program(child) == _program(mine)]
    found = [size for child in [mine, *same] if (size := _bytes(child)) is not None]
    return len(found), sum(found)


def _program(process: str) -> bytes | None:
    try:
        return Path("/proc", process, "cmdline").read_bytes()
    except OSError:
        return None


def _bytes(process: str) -> int | None:
    try:
        return int(Path("/proc", process, "statm").read_text(encoding="ascii").split()[1]) * PAGE
    except (OSError, IndexError, ValueError):
        return None
