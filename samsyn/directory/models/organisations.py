"""Organisations with validated numbers and dated names; possible duplicates."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.directory.rules.kinds import OrganisationKind, SizeClass

KIND_NAMES = {
    OrganisationKind.AGENCY: _("Agency"),
    OrganisationKind.REGION: _("Region"),
    OrganisationKind.MUNICIPALITY: _("Municipality"),
    OrganisationKind.INSTITUTE: _("Institute"),
    OrganisationKind.IUC_COMPANY: _("IUC company"),
    OrganisationKind.SCIENCE_PARK: _("Science park"),
    OrganisationKind.UNIVERSITY: _("University"),
    OrganisationKind.UNION_EMPLOYERS: _("Union or employers"),
    OrganisationKind.CONSULTANCY: _("Consultancy"),
    OrganisationKind.COMPANY: _("Company"),
    OrganisationKind.OTHER: _("Other"),
}
SIZE_NAMES = {
    SizeClass.MICRO: _("Micro"),
    SizeClass.SMALL: _("Small"),
    SizeClass.MEDIUM: _("Medium-sized"),
    SizeClass.LARGE: _("Large"),
}


class Organisation(models.Model):
    """Any organisation: one that supports companies, or a company.

    `name` is the name of today; earlier names are dated rows. A sole trader's
    number is a personal number: it is stored sealed, found by its digest and
    shown masked. `merged_into` points at the organisation that this one turned
    out to be; counts follow the pointer, and taking it away undoes the merger.
    """

    name = models.CharField(_("name"), max_length=200)
    sort_key = models.CharField(max_length=120)
    search_text = models.TextField(help_text="Folded names, number and place, for text search.")
    kind = models.CharField(_("kind"), max_length=20, choices=KIND_NAMES)
    number = models.CharField(
        _("organisation number"), max_length=10, null=True, blank=True, unique=True
    )
    personal_number_sealed = models.BinaryField(null=True, editable=False)
    personal_number_digest = models.CharField(  # noqa: DJ001  # unique: only None may repeat
        max_length=64, null=True, unique=True, editable=False
    )
    publicly_controlled = models.BooleanField(_("publicly controlled"), null=True, blank=True)
    commercial = models.BooleanField(_("commercial"), null=True, blank=True)
    sector_code = models.CharField(_("sector code"), max_length=7, blank=True)
    sector_version = models.CharField(max_length=10, blank=True, help_text="SNI2007, SNI2025.")
    county = models.ForeignKey(
        "directory.County", models.PROTECT, null=True, blank=True, related_name="+"
    )
    municipality = models.ForeignKey(
        "directory.Municipality", models.PROTECT, null=True, blank=True, related_name="+"
    )
    size_class = models.CharField(
        _("size as declared"), max_length=6, choices=SIZE_NAMES, blank=True
    )
    email = models.EmailField(_("e-mail"), blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="organisation_in_order"),
            models.Index(fields=["kind", "sort_key", "id"], name="organisation_kind_in_order"),
            models.Index(
                fields=["kind", "county", "sort_key", "id"], name="organisation_county_in_order"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number__isnull=True)
                | models.Q(personal_number_digest__isnull=True),
                name="organisation_has_one_number",
            ),
            models.CheckConstraint(
                condition=models.Q(sector_code="") | ~models.Q(sector_version=""),
                name="sector_code_has_a_version",
                violation_error_message=_("State which version the sector code belongs to."),
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True)
                | ~models.Q(merged_into=models.F("pk")),
                name="organisation_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_company(self) -> bool:
        return self.kind == OrganisationKind.COMPANY


class OrganisationName(models.Model):
    """What an organisation was called between two days. The current name has no last day."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=200)
    from_on = models.DateField(_("from"), null=True, blank=True, help_text="Empty: not known.")
    until_on = models.DateField(_("until"), null=True, blank=True, help_text="Last day.")

    class Meta:
        ordering = ["-until_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(until_on__isnull=True),
                name="one_current_name",
            ),
            models.CheckConstraint(
                condition=models.Q(from_on__isnull=True)
                | models.Q(until_on__isnull=True)
                | models.Q(until_on__gte=models.F("from_on")),
                name="name_ends_after_it_begins",
                violation_error_message=_("The name must end on or after the day it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DuplicatePair(models.Model):
    """Two organisations that may be the same; a person says whether they are."""

    class Answer(models.TextChoices):
        OPEN = "open", _("Not yet answered")
        SAME = "same", _("The same")
        DIFFERENT = "different", _("Different")

    first = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    second = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    likeness = models.FloatField(help_text="0 to 1.")
    reason = models.CharField(max_length=200)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.OPEN)
    answered_by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-likeness", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="pair_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} ~ {self.second}"
