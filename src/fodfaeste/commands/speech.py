"""What a command says: answers on standard output, what it did on standard error."""

import sys


def answer(text: str) -> None:
    """A line that another program may read."""
    sys.stdout.write(f"{text}\n")


def say(text: str) -> None:
    """A line for the person who started the command."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
