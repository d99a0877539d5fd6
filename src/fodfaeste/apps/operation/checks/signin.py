"""The services that sign people in, where the installation has any."""

from collections.abc import Iterator

from fodfaeste.apps.accounts.health import broker_check, signin_problems
from fodfaeste.apps.operation.finding import Finding, broken, fine

AREA = "Log ind"


def check_broker(quick: bool) -> Iterator[Finding]:
    """The file about them, and each asked for its addresses and keys."""
    problems = signin_problems()
    for problem in problems:
        yield broken(AREA, problem, "Ret signin.toml; se docs/operate.md")
    if problems:
        return
    states = broker_check()
    for state in states:
        if state.is_up:
            yield fine(AREA, f"{state.broker}: {state.words}")
        else:
            do = "Kun lokale brugere kan logge ind imens; spørg den, der driver tjenesten"
            yield broken(AREA, f"{state.broker}: {state.words}", do)
    if not states:
        yield fine(AREA, "Her er kun lokale brugere")
