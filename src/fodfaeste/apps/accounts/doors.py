"""The doors of the sign-in page, and which brokers stand behind each."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fodfaeste.apps.accounts.signin import signin_here
from fodfaeste.apps.accounts.signin_file import CITIZEN, COMPANY, DOORS, EMPLOYEE, PARTNER

NAMES: dict[str, str | Promise] = {
    EMPLOYEE: _("Medarbejder"),
    CITIZEN: _("Borger"),
    COMPANY: _("Virksomhed"),
    PARTNER: _("Samarbejdspartner"),
}
TEXTS: dict[str, str | Promise] = {
    EMPLOYEE: _("For dig, der arbejder i kommunen."),
    CITIZEN: _("For dig, der har en sag hos kommunen. Du ser dine egne sider."),
    COMPANY: _("For dig, der handler på din virksomheds vegne."),
    PARTNER: _("For dig fra en a-kasse, et fagforbund, en skole eller en anden, som kommunen arbejder med."),
}
CLOSED: dict[str, str | Promise] = {
    CITIZEN: _("Her er ikke åbnet for login for borgere. Har du fået et link eller en kode, så brug det."),
    COMPANY: _("Her er ikke åbnet for login for virksomheder. Har du fået et link, så brug det."),
    PARTNER: _("Her er ikke åbnet for login for samarbejdspartnere. Har du fået et link, så brug det."),
}


@dataclass(frozen=True, slots=True)
class Way:
    """A broker behind a door, and the address that leads there."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Door:
    """A door, what it is for, and the ways through it."""

    id: str
    name: str | Promise
    text: str | Promise
    ways: tuple[Way, ...] = ()


def broker_href(broker: str, door: str, wanted: str) -> str:
    """The address that sends a person to a broker, and remembers what they asked for."""
    address = reverse("accounts:broker", args=[broker, door])
    return f"{address}?{urlencode({'next': wanted})}" if wanted else address


def doors_open(wanted: str) -> list[Door]:
    """The doors that a broker stands behind."""
    signin = signin_here()
    return [
        Door(
            door,
            NAMES[door],
            TEXTS[door],
            tuple(Way(one.name, broker_href(one.id, door, wanted)) for one in signin.behind(door)),
        )
        for door in DOORS
        if signin.behind(door)
    ]


def doors_closed() -> list[Door]:
    """The doors that nobody stands behind here, and what to do instead."""
    return [Door(door, NAMES[door], CLOSED[door]) for door in CLOSED if not signin_here().behind(door)]
