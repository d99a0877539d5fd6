"""The services that sign people in, where the installation has any."""

from collections.abc import Iterator

from fodfaeste.apps.accounts.health import broker_check, password_alone, signin_problems
from fodfaeste.apps.operation.finding import Finding, broken, fine, look

AREA = "Log ind"


def check_broker(quick: bool) -> Iterator[Finding]:
    """The file about them, each asked for its addresses and keys, and who comes in by a password alone."""
    problems = signin_problems()
    for problem in problems:
        yield broken(AREA, problem, "Ret signin.toml; se docs/operate.md")
    if problems:
        return
    if alone := password_alone():
        says = f"Medarbejdere, der kan logge ind med adgangskode alene: {alone}"
        yield look(AREA, says, "Sæt second_factor under [local] i signin.toml; se docs/operate.md")
    states = broker_check()
    for state in states:
        if state.is_up:
            yield fine(AREA, f"{state.broker}: {state.words}")
        else:
            do = "Kun lokale brugere kan logge ind imens; spørg den, der driver tjenesten"
            yield broken(AREA, f"{state.broker}: {state.words}", do)
    if not states:
        yield fine(AREA, "Her er kun lokale brugere")
