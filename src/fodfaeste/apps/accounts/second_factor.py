"""The second factor of local accounts: codes from an app, and codes on paper for when the phone is gone."""

import io
import secrets
from collections.abc import Iterable

import pyotp
import segno
from django.db import transaction
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.keyed import keyed
from fodfaeste.apps.accounts.models import Person, RecoveryCode, SecondFactor, User
from fodfaeste.apps.accounts.signin import signin_here
from fodfaeste.apps.accounts.tries import SignInRefused, tries_check, tries_forgive, try_failed
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.installation import clock
from fodfaeste.installation.secrets import installation_secrets

HALF_MINUTE = 30
RECOVERY_CODES = 10
#: Letters and digits that cannot be taken for one another.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 10
ISSUER = "Fodfæste"


def is_required(positions: Iterable[User]) -> bool:
    """Whether one of the positions asks for a second factor."""
    asking = signin_here().second_factor
    return any(one.role in asking for one in positions)


def factor_of(person: Person) -> SecondFactor | None:
    """The person's second factor, if it is in use."""
    return SecondFactor.objects.filter(person=person, confirmed_at__isnull=False).first()


def factor_begin(person: Person) -> SecondFactor:
    """A secret to put into the app; the same one until a code has come back."""
    secret = pyotp.random_base32()
    locked = installation_secrets().encrypt(secret.encode("ascii"), purpose=lock_of(person))
    return SecondFactor.objects.get_or_create(person=person, defaults={"secret_encrypted": locked})[0]


def secret_of(factor: SecondFactor) -> str:
    """The secret as the app takes it."""
    locked = bytes(factor.secret_encrypted)
    return installation_secrets().decrypt(locked, purpose=lock_of(factor.person)).decode("ascii")


def lock_of(person: Person) -> str:
    """What a secret is locked for: it opens for its owner and nobody else."""
    return f"totp:{person.pk}"


def qr_svg(factor: SecondFactor, name: str) -> bytes:
    """The secret as a picture for the app's camera."""
    address = pyotp.TOTP(secret_of(factor)).provisioning_uri(name=name, issuer_name=ISSUER)
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        picture, kind="svg", scale=5, border=4, light="#fff", svgclass=None, lineclass=None
    )
    return picture.getvalue()


def factor_confirm(*, user: User, code: str, address: str) -> list[str]:
    """Take the second factor into use by its first code; gives the codes for paper, shown this once."""
    person = user.person
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().filter(person=person).first()
        if factor is None or factor.confirmed_at is not None or not _fits(factor, code):
            raise SignInRefused(_("Koden passer ikke. Se efter, at uret på telefonen går rigtigt."))
        factor.confirmed_at = clock.true_now()
        factor.save(update_fields=["confirmed_at", "last_step"])
        codes = _recovery_codes(person)
        _journal(user, "Totrinslogin slået til")
    tries_forgive(_counted_as(person), address)
    return codes


def _recovery_codes(person: Person) -> list[str]:
    codes = ["".join(secrets.choice(ALPHABET) for _n in range(CODE_LENGTH)) for _n in range(RECOVERY_CODES)]
    RecoveryCode.objects.filter(person=person).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person=person, code_index=_code_index(person, code)) for code in codes
    )
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _code_index(person: Person, code: str) -> str:
    return keyed("recovery", str(person.pk), code)


def code_prove(*, user: User, code: str, address: str) -> None:
    """Take a code from the app or from paper; each is good once. Wrong ones count as wrong passwords do."""
    person, name = user.person, _counted_as(user.person)
    tries_check(name, address)
    if not _is_app_code(person, code) and not _is_paper_code(user, code):
        try_failed(name, address)
        raise SignInRefused(_("Koden passer ikke, eller den er brugt. Vent på den næste, og prøv igen."))
    tries_forgive(name, address)


def _counted_as(person: Person) -> str:
    return f"kode:{person.pk}"


def _is_app_code(person: Person, code: str) -> bool:
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().filter(person=person).first()
        if factor is None or factor.confirmed_at is None or not _fits(factor, code):
            return False
        factor.save(update_fields=["last_step"])
    return True


def _fits(factor: SecondFactor, code: str) -> bool:
    """Whether the code is of this half minute or one beside it, and later than the last one used."""
    digits, maker = "".join(code.split()), pyotp.TOTP(secret_of(factor))
    now = int(clock.true_now().timestamp()) // HALF_MINUTE
    for step in (now - 1, now, now + 1):
        if step > factor.last_step and secrets.compare_digest(
            maker.generate_otp(step), digits.encode("ascii", "replace").decode()
        ):
            factor.last_step = step
            return True
    return False


def _is_paper_code(user: User, code: str) -> bool:
    written = code.replace("-", "").replace(" ", "").casefold()
    if len(written) != CODE_LENGTH:
        return False
    index = _code_index(user.person, written)
    fresh = RecoveryCode.objects.filter(person=user.person, code_index=index, used_at__isnull=True)
    if not fresh.update(used_at=clock.true_now()):
        return False
    _journal(user, "Nødkode brugt ved login")
    return True


def codes_left(person: Person) -> int:
    """How many codes on paper are still good."""
    return RecoveryCode.objects.filter(person=person, used_at__isnull=True).count()


def factor_remove(*, person: Person, by: User | None, at: User) -> None:
    """Take the second factor away, with its codes on paper. Without `by` the installation's operator did."""
    with transaction.atomic():
        SecondFactor.objects.filter(person=person).delete()
        RecoveryCode.objects.filter(person=person).delete()
        journal_write(
            actor=by, authority=at.authority, action="change", what=f"Totrinslogin fjernet: {at.username}"
        )


def _journal(user: User, what: str) -> None:
    journal_write(actor=user, authority=user.authority, action="change", what=what)
