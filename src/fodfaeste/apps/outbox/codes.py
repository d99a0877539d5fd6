"""Receivers and states of messages, with the words shown for them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Labels = dict[str, str | Promise]

DFDG, DIGITAL_POST, CASE_INDEX = "dfdg", "digital_post", "case_index"
MAIL, SMS, CALENDAR, LETTER = "mail", "sms", "calendar", "letter"
DFDG_BY_HAND = "dfdg_hand"

RECEIVERS: Labels = {
    DFDG: _("Det fælles datagrundlag (DFDG)"),
    CASE_INDEX: _("Sags- og dokumentindekset"),
    DIGITAL_POST: _("Digital Post"),
    MAIL: _("E-mail"),
    SMS: _("SMS"),
    CALENDAR: _("Kalender"),
    LETTER: _("Brev på papir"),
    DFDG_BY_HAND: _("DFDG, skrives af en person"),
}

#: A letter is put in an envelope, and what DFDG takes from no program is written there: no way out has it.
BY_HAND = (LETTER, DFDG_BY_HAND)

WAITING, SENT, RECEIVED = "waiting", "sent", "received"
REJECTED, GIVEN_UP, WITHDRAWN = "rejected", "given_up", "withdrawn"

STATES: Labels = {
    WAITING: _("Venter"),
    SENT: _("Sendt, svar mangler"),
    RECEIVED: _("Modtaget"),
    REJECTED: _("Afvist"),
    GIVEN_UP: _("Opgivet"),
    WITHDRAWN: _("Trukket tilbage"),
}

#: A message in one of these holds back those behind it in its order.
UNFINISHED = (WAITING, SENT, REJECTED, GIVEN_UP)
#: These wait for a person.
TO_MEND = (REJECTED, GIVEN_UP)
#: These wait for a receiver.
UNDER_WAY = (WAITING, SENT)
