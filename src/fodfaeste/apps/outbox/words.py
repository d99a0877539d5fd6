"""What messages, and what went wrong with them, are called on screen: never a code, never a number."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fodfaeste.apps.outbox import codes
from fodfaeste.apps.outbox.models import Message

Text = str | Promise

KINDS: dict[str, Text] = {
    "talk": gettext_lazy("Samtale"),
    "offer": gettext_lazy("Tilbud"),
    "plan": gettext_lazy("Plan"),
    "cv": gettext_lazy("CV"),
    "job_log": gettext_lazy("Joblog"),
    "case": gettext_lazy("Sagens tilstand"),
    "letter": gettext_lazy("Besked til borgeren"),
    "mail": gettext_lazy("Besked til borgeren"),
    "sms": gettext_lazy("Besked til borgeren"),
    "invitation": gettext_lazy("Tid i kalenderen"),
}

STEPS: dict[str, Text] = {
    "put": gettext_lazy("Lagt i udbakken"),
    "silent": gettext_lazy("Modtageren svarede ikke"),
    codes.SENT: gettext_lazy("Sendt, svar mangler"),
    codes.RECEIVED: gettext_lazy("Modtaget"),
    codes.REJECTED: gettext_lazy("Afvist"),
    codes.GIVEN_UP: gettext_lazy("Opgivet"),
    codes.WITHDRAWN: gettext_lazy("Trukket tilbage"),
    "mended": gettext_lazy("Sendt igen"),
    "handed_over": gettext_lazy("Givet videre"),
    "spoken_against": gettext_lazy("Modtageren sagde siden noget andet"),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a message did not come through, and what to do about it."""

    why: Text
    do: Text


_OURS = Refusal(
    gettext_lazy("Kommunens egne oplysninger mangler i udbakkens indstillinger."),
    gettext_lazy("Bed driften rette indstillingerne. Send så igen."),
)
_ADDRESS = Refusal(
    gettext_lazy("Adressen eller nummeret kan ikke bruges."),
    gettext_lazy("Ret kontaktoplysningerne. Send så igen, eller send et brev og træk beskeden tilbage."),
)
_UNKNOWN = Refusal(
    gettext_lazy("Modtageren afviste meddelelsen."),
    gettext_lazy("Læs modtagerens svar. Ret det, der er forkert, og send igen."),
)

#: By the field of the record that its receiver's form does not allow; the longest beginning counts.
_FIELDS: dict[str, Refusal] = {
    "person.cpr": Refusal(
        gettext_lazy("Borgerens CPR-nummer mangler eller kan ikke være rigtigt."),
        gettext_lazy("Indlæs borgerens CPR-nummer. Send så igen."),
    ),
    "person": Refusal(
        gettext_lazy("Borgerens navn mangler eller kan ikke sendes."),
        gettext_lazy("Ret borgerens navn. Send så igen."),
    ),
    "sender": _OURS,
    "kle": _OURS,
    "master": _OURS,
    "origin": _OURS,
    "unit": _OURS,
    "owner": _OURS,
    "organiser": _OURS,
    "worker": Refusal(
        gettext_lazy("Sagsbehandlerens navn kan ikke sendes, som det er skrevet."),
        gettext_lazy("Giv borgeren en sagsbehandler med fornavn og efternavn. Send så igen."),
    ),
    "to": _ADDRESS,
    "wanted": Refusal(
        gettext_lazy("Et ønske om arbejde findes ikke i den fælles liste over stillinger."),
        gettext_lazy("Ret ønsket sammen med borgeren. Send så igen."),
    ),
    "state": Refusal(
        gettext_lazy("En udeblivelse kan ikke sendes herfra endnu."),
        gettext_lazy("Skriv udeblivelsen hos modtageren. Træk så meddelelsen tilbage."),
    ),
    "": Refusal(
        gettext_lazy("Noget i meddelelsen kan ikke sendes, som det er skrevet."),
        gettext_lazy("Ret det i sagen. Send så igen."),
    ),
}

#: Why a person must write a kind of thing at DFDG.
_BY_HAND: dict[str, Text] = {
    "talk": gettext_lazy("Udeblivelser kan ikke sendes til DFDG herfra."),
    "offer": gettext_lazy("Tilbuddets nummer i DFDG er ikke skrevet i udbakkens indstillinger."),
    "cv": gettext_lazy("Et ønske står ikke i den liste over stillinger, som DFDG kender."),
}

#: By what the receiver answers.
_CODES: dict[str, Refusal] = {
    "400": Refusal(
        gettext_lazy("Modtageren kan ikke godkende indholdet."),
        gettext_lazy("Læs modtagerens svar. Ret det i sagen, og send igen."),
    ),
    "404": Refusal(
        gettext_lazy("Modtageren kender ikke det, som meddelelsen retter."),
        gettext_lazy("Se, om noget, der kom før, blev trukket tilbage. Send så igen."),
    ),
    "409": Refusal(
        gettext_lazy("Hos modtageren står der allerede noget andet."),
        gettext_lazy("Se hos modtageren, hvad der står. Ret det ét af stederne."),
    ),
    "413": Refusal(
        gettext_lazy("Meddelelsen fylder for meget."),
        gettext_lazy("Send den på en anden måde, og træk den tilbage."),
    ),
    "fejlet": Refusal(
        gettext_lazy("Digital Post kunne ikke aflevere beskeden. Borgeren kan være fritaget."),
        gettext_lazy("Skriv i kontaktoplysningerne, at borgeren ikke har Digital Post, og send et brev."),
    ),
    "550": _ADDRESS,
    "553": _ADDRESS,
}
# DFDG's own: a number it cannot read, and one it does not know.
_CODES["1001"] = _FIELDS["person.cpr"]
_CODES["1010"] = Refusal(
    gettext_lazy("Modtageren kender ikke borgerens CPR-nummer."),
    gettext_lazy("Se, om det er det rigtige nummer, og at borgeren er tilmeldt. Send så igen."),
)
_CODES["422"] = _CODES["400"]
_CODES["552"] = _CODES["413"]


def kind_text(kind: str) -> str:
    """What a kind of message is called."""
    return str(KINDS.get(kind, kind))


def receiver_text(receiver: str) -> str:
    """What a receiver is called."""
    return str(codes.RECEIVERS.get(receiver, receiver))


def state_text(message: Message) -> str:
    """How far a message has come. One that lies in a file has been sent to nobody."""
    if message.state == codes.RECEIVED and message.transport == "file":
        return _("Prøve: lagt i en fil, ikke sendt")
    if message.receiver in codes.BY_HAND and message.state == codes.WAITING:
        return _("Skal sendes med posten") if _is_letter(message) else _("Skal skrives i DFDG")
    if message.receiver in codes.BY_HAND and message.state == codes.RECEIVED:
        return _("Sendt med posten") if _is_letter(message) else _("Skrevet i DFDG")
    return str(codes.STATES[message.state])


def _is_letter(message: Message) -> bool:
    return message.receiver == codes.LETTER


def refusal_of(message: Message) -> Refusal:
    """Why a message waits for a person, and what to do."""
    if message.receiver == codes.DFDG_BY_HAND:
        return Refusal(
            _BY_HAND[message.kind],
            _("Skriv det i det system, der melder til DFDG. Skriv så her, at det er gjort."),
        )
    if _is_letter(message):
        return Refusal(
            _("Borgeren får besked på papir."), _("Udskriv brevet, og send det. Skriv så, at det er sendt.")
        )
    if message.state == codes.GIVEN_UP:
        return Refusal(
            _("Modtageren har ikke svaret i flere dage. Meddelelsen kan være nået frem alligevel."),
            _("Se efter hos modtageren. Send igen, hvis den ikke er der; ellers træk den tilbage."),
        )
    if message.code.startswith("felt."):
        field = message.code.removeprefix("felt.")
        return _FIELDS[max((one for one in _FIELDS if field.startswith(one)), key=len)]
    return _CODES.get(message.code, _UNKNOWN)
