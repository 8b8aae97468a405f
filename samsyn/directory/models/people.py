"""People who sign in, their roles, invitations and ties; and the store itself."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.directory.rules.kinds import TieKind, TieRole
from samsyn.directory.rules.roles import Role

ROLE_NAMES = {
    Role.ADMINISTRATOR: _("Administrator"),
    Role.PROGRAMME_DIRECTOR: _("Programme director"),
    Role.NATIONAL_COORDINATOR: _("National coordinator of the regions"),
    Role.REGIONAL_LEADER: _("Regional leader"),
    Role.COACH: _("Coach"),
    Role.CASE_HANDLER: _("Case handler"),
    Role.CALL_OWNER: _("Call owner"),
    Role.UNIT_HEAD: _("Unit head"),
    Role.ANALYST: _("Analyst"),
    Role.COMPANY_MANAGER: _("Company manager"),
}
TIE_ROLE_NAMES = {
    TieRole.HOST: _("Host"),
    TieRole.PARTNER: _("Partner"),
    TieRole.STAKEHOLDER: _("Stakeholder"),
    TieRole.FINANCIER: _("Financier"),
    TieRole.GRANTOR: _("Grantor"),
    TieRole.RECIPIENT: _("Recipient"),
    TieRole.COACH: _("Coach"),
    TieRole.PERMITTED: _("Given permission"),
}


class PersonManager(BaseUserManager["Person"]):
    """Finds people by e-mail, whatever the case of the letters."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)

    def create_user(self, email: str, name: str = "", password: str | None = None) -> "Person":
        person = self.model(email=email.lower(), name=name)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in with an e-mail address."""

    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), unique=True)
    language = models.CharField(max_length=2, default="sv")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Nobody has Django's own permissions: rights come from the table of roles."""
        return False


class Membership(models.Model):
    """A role that a person has at an organisation, between two days."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=30, choices=ROLE_NAMES)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=models.Q(until_on__isnull=True),
                name="role_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}, {self.organisation}"


class Invitation(models.Model):
    """An invitation by e-mail to join an organisation with roles. The link is kept as a digest."""

    email = models.EmailField(_("e-mail"))
    organisation = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="+")
    roles: "models.JSONField[list[str]]" = models.JSONField(default=list)
    invited_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    invited_on = models.DateField()
    until_on = models.DateField(help_text="Last day on which the link works.")
    token_digest = models.CharField(max_length=64, unique=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.email}: {self.organisation}"


class Tie(models.Model):
    """Who is tied to a company, programme or grant, as what, and between which days.

    Written by the higher room's action; every query filters on ties, never on
    higher tables. `key` is the key of the thing in its own room.
    """

    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in TieKind])
    key = models.BigIntegerField()
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, related_name="+"
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=12, choices=TIE_ROLE_NAMES)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "organisation", "key"], name="tie_of_organisation"),
            models.Index(fields=["kind", "person", "key"], name="tie_of_person"),
            models.Index(fields=["kind", "key"], name="tie_to"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=True) ^ models.Q(person__isnull=True),
                name="tie_has_one_holder",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation or self.person}, {self.role} of {self.kind} {self.key}"


class Store(models.Model):
    """One row about the store: whether the demo made it, and when."""

    made_by_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return "demo" if self.made_by_demo else "store"
