"""Authorities, units, users and their roles."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Theme(models.TextChoices):
    """The colours that the top of the pages may have; each is held against its text in the tests."""

    NEUTRAL = "neutral"
    BLUE = "blue"
    GREEN = "green"
    RED = "red"
    PURPLE = "purple"
    TEAL = "teal"
    BROWN = "brown"


class Authority(models.Model):
    """A municipality in this installation: every row and every gate carries one.

    Names are written out in each form that a sentence needs; none is built from another.
    """

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    code = models.CharField(max_length=4)
    time_zone = models.CharField(max_length=40, default="Europe/Copenhagen")
    policy = models.SlugField(help_text="id of the policy pack that runs here")
    short_name = models.CharField(max_length=40, blank=True, help_text="where room is scarce")
    name_of = models.CharField(max_length=140, blank=True, help_text="the genitive: Norddjurs Kommunes")
    contact_line = models.CharField(max_length=200, blank=True, help_text="one line: where to turn")
    accessibility_url = models.CharField(max_length=200, blank=True, help_text="its own statement")
    theme = models.CharField(max_length=10, choices=Theme.choices, default=Theme.NEUTRAL)
    language = models.CharField(max_length=2, default="da", help_text="until a reader chooses")

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A team of the municipality; need-to-know starts here."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "name"], name="unit_once_per_authority")]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a person may be signed in as."""

    CASE_WORKER = "case_worker"
    CONSULTANT = "company_consultant"
    LEADER = "leader"
    COMMITTEE = "committee"
    CITIZEN = "citizen"
    COMPANY = "company"
    PARTNER = "partner"


class Person(models.Model):
    """A human being who may sign in: one, also where they hold several positions."""

    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class Identification(models.Model):
    """Who a person is at a broker. The broker's own name for them is kept as a keyed hash alone."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identifications")
    issuer = models.CharField(max_length=200)
    subject_index = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject_index"], name="identification_once")
        ]


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, authority: Authority, role: str, **fields: object) -> "User":
        password = fields.pop("password", None)
        if fields.get("person") is None:
            fields["person"] = Person.objects.create(name=str(fields.get("name", "")))
        user = self.model(username=username, authority=authority, role=role, **fields)
        if password:
            user.set_password(password)
        else:
            user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A position a person signs in to: one authority, one role, and a unit, company or partner of its own."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="positions")
    username = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    role = models.CharField(max_length=20, choices=Role.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True)
    company = models.ForeignKey(
        "companies.Company",
        on_delete=models.PROTECT,
        null=True,
        help_text="whom someone from a company acts for",
    )
    partner = models.ForeignKey(
        "partners.Partner",
        on_delete=models.PROTECT,
        null=True,
        help_text="whom someone from a partner acts for",
    )
    is_active = models.BooleanField(default=True)
    is_barred = models.BooleanField(default=False, help_text="closed by hand: no broker opens it again")

    objects = UserManager()
    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.name


class SecondFactor(models.Model):
    """The app on a person's phone that makes codes. Its secret is locked by the installation's keys."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="second_factor")
    secret_encrypted = models.BinaryField()
    confirmed_at = models.DateTimeField(null=True, help_text="null: shown, but no code has come back yet")
    last_step = models.BigIntegerField(default=0, help_text="the code of this half minute has been used")


class RecoveryCode(models.Model):
    """A code on paper for whoever has lost the phone: kept as a keyed hash, and good once."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="recovery_codes")
    code_index = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)


class SignedIn(models.Model):
    """A session of a person on one device, so that it can be seen and ended from another."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sessions")
    user = models.ForeignKey(
        "User", on_delete=models.CASCADE, related_name="sessions", help_text="the position"
    )
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=120, blank=True)
    issuer = models.CharField(max_length=200, blank=True, help_text="empty: a local password")
    subject_index = models.CharField(max_length=64, blank=True)
    sid_index = models.CharField(max_length=64, blank=True, help_text="the broker's session, as a keyed hash")
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["issuer", "sid_index"], name="signed_in_by_broker_session"),
            models.Index(fields=["issuer", "subject_index"], name="signed_in_by_broker_person"),
        ]


class StandIn(models.Model):
    """A case worker takes over an absent one's people for a time, because a leader said so."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    absent = models.ForeignKey("User", on_delete=models.PROTECT, related_name="stand_ins")
    stand_in = models.ForeignKey("User", on_delete=models.PROTECT, related_name="standing_in")
    begins = models.DateField()
    ends = models.DateField(help_text="the last day it holds")
    reason = models.CharField(max_length=200)
    made_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, help_text="null: nobody has ended it before its day")
    stopped_by = models.ForeignKey("User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["stand_in", "ends"], name="stand_in_by_who")]


class FailedSignIn(models.Model):
    """A wrong password, kept for as long as it counts against the next try."""

    username = models.CharField(max_length=80)
    address = models.CharField(max_length=45)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["username", "address", "at"], name="failed_sign_in_by_who")]
