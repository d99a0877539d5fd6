"""Authorities, units, users and their roles."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Authority(models.Model):
    """A municipality in this installation: every row and every gate carries one."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    code = models.CharField(max_length=4)
    time_zone = models.CharField(max_length=40, default="Europe/Copenhagen")
    policy = models.SlugField(help_text="id of the policy pack that runs here")

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


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, authority: Authority, role: str, **fields: object) -> "User":
        password = fields.pop("password", None)
        user = self.model(username=username, authority=authority, role=role, **fields)
        if password:
            user.set_password(password)
        else:
            user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A signed-in person: one authority, one role, and a unit, company or partner where it has one."""

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

    objects = UserManager()
    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.name


class FailedSignIn(models.Model):
    """A wrong password, kept for as long as it counts against the next try."""

    username = models.CharField(max_length=80)
    address = models.CharField(max_length=45)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["username", "address", "at"], name="failed_sign_in_by_who")]
