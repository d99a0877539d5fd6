"""Personal links to one thing, how they were opened, and what was done on somebody's behalf."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.models import Company
from fodfaeste.apps.partners.models import Partner


def public_id() -> str:
    """An id for addresses that opens nothing."""
    return secrets.token_hex(8)


_OWNERS = ("citizen", "company", "partner")


def _one_owner() -> Q:
    held = Q()
    for owner in _OWNERS:
        held |= Q(**{f"{one}__isnull": one != owner for one in _OWNERS})
    return held


class Link(models.Model):
    """A personal link to one thing. What opens it is kept as a keyed hash only."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, null=True, related_name="links")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, null=True, related_name="links")
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, null=True, related_name="links")
    purpose = models.CharField(max_length=10)
    about = models.CharField(max_length=60, help_text="which kind of thing, as the registry names it")
    about_id = models.BigIntegerField()
    token_hash = models.CharField(max_length=64, unique=True)
    letter_hash = models.CharField(
        max_length=64, blank=True, help_text="of the code in a letter; empty: no letter is printed"
    )
    bound_to = models.CharField(max_length=12)
    told_hash = models.CharField(max_length=64, blank=True, help_text="of the code told another way")
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="links_made")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, help_text="when it was spent, where it is good for once")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sent_by = models.CharField(max_length=20, blank=True, help_text="the channel it was sent by")
    asked_anew_at = models.DateTimeField(
        null=True, help_text="when its company or partner wanted a new one: no address is known to send it to"
    )
    renews = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="renewals")

    #: Only on the object that `link_make` gives: the token itself is nowhere else.
    token: str = ""
    told_code: str = ""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_one_owner(), name="link_of_one_owner"),
            models.UniqueConstraint(
                fields=["letter_hash"], condition=~Q(letter_hash=""), name="link_by_letter_code"
            ),
        ]
        indexes = [
            models.Index(fields=["citizen", "made_at"], name="link_by_citizen"),
            models.Index(fields=["about", "about_id"], name="link_by_thing"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_spent(self) -> bool:
        """Whether what it is good for once has been done."""
        return self.used_at is not None

    @property
    def is_on_behalf(self) -> bool:
        """No: the person came by the link."""
        return False

    @property
    def url(self) -> str:
        """The address that opens it, on the object just made; it cannot be read again later."""
        from fodfaeste.apps.links.addresses import address_of_token

        return address_of_token(self.token) if self.token else ""


class LinkOpening(models.Model):
    """That a link was opened with its second fact."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="openings")
    at = models.DateTimeField()
    way = models.CharField(max_length=10)


class LinkTry(models.Model):
    """A wrong try or a wish for a new link, from a place; kept for as long as it counts."""

    kind = models.CharField(max_length=10)
    address_hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kind", "address_hash", "at"], name="link_try_by_address")]


class Behalf(models.Model):
    """A citizen's step that somebody of the municipality writes for them: why, and how it was given."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="done_for")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=10)
    about = models.CharField(max_length=60)
    about_id = models.BigIntegerField()
    given = models.CharField(max_length=20)
    given_by = models.CharField(max_length=120, blank=True, help_text="who acted for the citizen, if anyone")
    why = models.CharField(max_length=400)
    began_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, help_text="null: begun, and nothing was written yet")

    class Meta:
        indexes = [models.Index(fields=["citizen", "began_at"], name="behalf_by_citizen")]

    @property
    def company(self) -> None:
        """None: it is a citizen's step."""

    @property
    def partner(self) -> None:
        """None: it is a citizen's step."""

    @property
    def is_spent(self) -> bool:
        """Whether it has been written."""
        return self.done_at is not None

    @property
    def is_on_behalf(self) -> bool:
        """Yes: somebody of the municipality writes it."""
        return True
