"""How the installation is set up, and whether there is room."""

import os
from collections.abc import Iterator

from django.conf import settings

from fodfaeste.apps.operation.finding import Finding, broken, fine, look
from fodfaeste.apps.operation.gauges import database_bytes
from fodfaeste.apps.operation.room import LEAST, MEGABYTE, Room, rooms

SETTINGS, DISK = "Indstillinger", "Disk"
LITTLE, TOO_LITTLE = 0.10, 0.03
LITTLE_BYTES, TOO_LITTLE_BYTES = 2048 * MEGABYTE, 500 * MEGABYTE


def check_settings(quick: bool) -> Iterator[Finding]:
    """Addresses, HTTPS, and that neither demo nor debugging is on."""
    if settings.DEBUG:
        yield broken(SETTINGS, "Fejlsøgning er slået til og viser kode til enhver", "Sæt DEBUG til False")
    if settings.DEMO:
        says = "Demo er slået til: enhver kan træde ind uden adgangskode"
        yield broken(SETTINGS, says, "Fjern FODFAESTE_DEMO og --demo, hvis her er rigtige personer")
    if not os.environ.get("FODFAESTE_HOSTS"):
        do = "Sæt FODFAESTE_HOSTS, når andre skal bruge Fodfæste"
        yield look(SETTINGS, "Der svares kun på denne maskines egne navne", do)
    elif not settings.IS_HTTPS:
        do = "Skriv https:// foran adressen i FODFAESTE_HOSTS"
        yield broken(SETTINGS, "Adressen er uden https, så alt kan læses undervejs", do)
    else:
        yield fine(SETTINGS, "Der svares på https, og hverken demo eller fejlsøgning er slået til")


def check_room(quick: bool) -> Iterator[Finding]:
    """Room for the database, for a copy of it, and for files at all."""
    try:
        size = database_bytes()
    except Exception:  # noqa: BLE001 - the database has a line of its own where it does not answer
        size = 0
    for room in rooms():
        yield _of(room, size)


def _of(room: Room, size: int) -> Finding:
    left = f"{room.folder}: {_size(room.free)} ledig, {room.share * 100:.0f} %"
    do = "Ryd op, eller udvid disken"
    if room.free < LEAST or (room.share < TOO_LITTLE and room.free < TOO_LITTLE_BYTES):
        return broken(DISK, left, do)
    if room.share_of_files < TOO_LITTLE:
        return broken(
            DISK, f"{room.folder}: der kan næsten ikke laves flere filer", "Slet små filer, der ikke bruges"
        )
    if room.share < LITTLE and room.free < LITTLE_BYTES:
        return look(DISK, left, do)
    if room.free < 2 * size:
        return look(DISK, f"{left}; databasen fylder {_size(size)}", "En gendannelse skal bruge plads til to")
    return fine(DISK, left)


def _size(count: int) -> str:
    megabytes = count // MEGABYTE
    return f"{megabytes} MB" if megabytes < 10_000 else f"{megabytes // 1024} GB"
