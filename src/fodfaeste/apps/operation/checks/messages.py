"""Messages that have not reached their receiver."""

from collections.abc import Iterator
from datetime import timedelta

from fodfaeste.apps.operation.finding import Finding, fine, in_words, look
from fodfaeste.apps.outbox.health import unsent
from fodfaeste.installation import clock

AREA = "Beskeder"
PATIENCE = timedelta(hours=4)


def check_messages(quick: bool) -> Iterator[Finding]:
    """What waits too long, and what a person must mend."""
    found, now = unsent(), clock.true_now()
    if found.to_mend:
        do = "De står under Udbakke, hvor en sagsbehandler eller leder retter dem"
        yield look(AREA, f"{_counted(found.to_mend)} er afvist eller opgivet", do)
    if found.oldest and now - found.oldest > PATIENCE:
        wait = in_words((now - found.oldest).total_seconds())
        says = f"Den ældste, der ikke er modtaget, har ventet {wait}"
        yield look(AREA, says, "Se efter, om modtageren svarer, og om arbejderen kører")
    elif not found.to_mend:
        yield fine(AREA, f"{_counted(found.count)} på vej, ingen er afvist")


def _counted(count: int) -> str:
    return "1 besked" if count == 1 else f"{count or 'Ingen'} beskeder"
