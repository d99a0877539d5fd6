"""What personal links are for, what they are bound to, and what their states are called."""

from django.utils.translation import gettext_lazy as _

from fodfaeste.apps.citizens.codes import Labels

BOOK, ANSWER, SIGN, SEE = "book", "answer", "sign", "see"
PURPOSES: Labels = {
    BOOK: _("Finde en tid"),
    ANSWER: _("Svare"),
    SIGN: _("Skrive under"),
    SEE: _("Se"),
}
#: Done once, a link of these is spent.
SINGLE_USE = (SIGN,)

#: The second fact: what the person knows besides having the link.
BIRTH_DATE, TOLD_CODE = "birth_date", "told_code"
BOUND_TO: Labels = {
    BIRTH_DATE: _("Fødselsdato"),
    TOLD_CODE: _("En kode, du siger til personen"),
}

WAITING, OPENED, USED, EXPIRED, LOCKED, WITHDRAWN = (
    "waiting",
    "opened",
    "used",
    "expired",
    "locked",
    "withdrawn",
)
STATES: Labels = {
    WAITING: _("Ikke åbnet endnu"),
    OPENED: _("Åbnet"),
    USED: _("Brugt"),
    EXPIRED: _("Udløbet"),
    LOCKED: _("Låst efter for mange forkerte forsøg"),
    WITHDRAWN: _("Trukket tilbage"),
}

#: How a link was opened, and how what is done by it is journalled.
BY_ADDRESS, BY_LETTER = "link", "letter"
VIA = {BY_ADDRESS: "Personligt link", BY_LETTER: "Personligt link, brev med kode"}
WAYS: Labels = {BY_ADDRESS: _("med linket"), BY_LETTER: _("med koden fra brevet")}

#: How a citizen gave what somebody else writes. The last three name the person who gave it.
PHONE, MEETING, LETTER, REPRESENTATIVE, COMPANION, POWER = (
    "phone",
    "meeting",
    "letter",
    "representative",
    "companion",
    "power",
)
GIVEN: Labels = {
    PHONE: _("I telefonen"),
    MEETING: _("Ved et møde"),
    LETTER: _("I et brev"),
    REPRESENTATIVE: _("Gennem en partsrepræsentant"),
    COMPANION: _("Gennem en bisidder"),
    POWER: _("Gennem en, der har fuldmagt"),
}
GIVEN_BY_OTHERS = (REPRESENTATIVE, COMPANION, POWER)
ON_BEHALF = "På vegne af borgeren"
