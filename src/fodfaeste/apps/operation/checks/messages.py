"""Messages that have not reached their receiver."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from fodfaeste.apps.operation.finding import Finding, fine, in_words, look
from fodfaeste.apps.operation.messages import messages_waiting, oldest_message
from fodfaeste.installation import clock

AREA = "Beskeder"
PATIENCE = timedelta(hours=4)


def check_messages(quick: bool) -> Iterator[Finding]:
    """What waits too long, and what a person must mend."""
    by_state: Counter[str] = Counter()
    for (_receiver, state), count in messages_waiting():
        by_state[state] += count
    oldest = oldest_message("waiting", "sent")
    if oldest and clock.true_now() - oldest > PATIENCE:
        wait = in_words((clock.true_now() - oldest).total_seconds())
        do = "Se efter, om modtageren svarer, og om arbejderen kører"
        yield look(AREA, f"Den ældste, der ikke er modtaget, har ventet {wait}", do)
    if to_mend := by_state["rejected"] + by_state["given_up"]:
        yield look(
            AREA, f"{to_mend} er afvist eller opgivet", "De står på listen over beskeder, der skal rettes"
        )
    else:
        yield fine(AREA, f"{by_state['waiting'] + by_state['sent']} er på vej, ingen er afvist")
