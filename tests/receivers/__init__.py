"""Receivers of the outbox as servers of their own: strict as their descriptions, and as moody as real ones.

    with DfdgReceiver() as receiver:
        receiver.then(DOWN, refuse("1010", "Unknown cpr"))
        ...  # deliver to receiver.settings
        assert receiver.ids == [...]

What a receiver does with the next request is scripted; without a script it accepts what is right and refuses
what is wrong. `registered` holds what it has taken in, `asked` every request that reached it. Built from the
descriptions named in docs/decisions/0037; they share no code with what writes the messages.
"""

from tests.receivers.case_index import CaseIndexReceiver
from tests.receivers.dfdg import DfdgReceiver
from tests.receivers.digital_post import DigitalPostReceiver
from tests.receivers.mail_server import MailServer
from tests.receivers.scripting import ACCEPT, BUSY, DOWN, LATE, LOST, Registered, refuse, slow
from tests.receivers.sms import SmsReceiver

__all__ = [
    "ACCEPT",
    "BUSY",
    "DOWN",
    "LATE",
    "LOST",
    "CaseIndexReceiver",
    "DfdgReceiver",
    "DigitalPostReceiver",
    "MailServer",
    "Registered",
    "SmsReceiver",
    "refuse",
    "slow",
]
