"""Lists that people bring in: the file, its saved column mapping, and what became of each row."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.directory.rules.kinds import ImportKind, ImportStep, Verdict

IMPORT_KIND_NAMES = {
    ImportKind.GRANTS: _("List of grants"),
    ImportKind.PARTICIPANTS: _("Participant list"),
}
IMPORT_STEP_NAMES = {
    ImportStep.UPLOADED: _("Uploaded"),
    ImportStep.CHECKING: _("Being checked"),
    ImportStep.CHECKED: _("Checked"),
    ImportStep.TAKING: _("Being taken in"),
    ImportStep.TAKEN: _("Taken in"),
    ImportStep.FAILED: _("Failed"),
    ImportStep.CANCELLED: _("Cancelled"),
}
VERDICT_NAMES = {
    Verdict.TAKEN: _("Taken"),
    Verdict.CHANGED: _("Changed"),
    Verdict.UNCHANGED: _("Unchanged"),
    Verdict.REFUSED: _("Refused"),
}


class ColumnMapping(models.Model):
    """Which column of a list means which field; saved so that the next list needs no wizard."""

    kind = models.CharField(max_length=12, choices=IMPORT_KIND_NAMES)
    title = models.CharField(_("title"), max_length=200)
    columns: "models.JSONField[dict[str, str]]" = models.JSONField(default=dict)
    owner = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["title", "pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "title"], name="mapping_title_once")]

    def __str__(self) -> str:
        return self.title


class Import(models.Model):
    """One uploaded list and how far it has come."""

    kind = models.CharField(max_length=12, choices=IMPORT_KIND_NAMES)
    step = models.CharField(max_length=10, choices=IMPORT_STEP_NAMES, default=ImportStep.UPLOADED)
    file_name = models.CharField(max_length=255, help_text="As the person called it.")
    stored_as = models.CharField(
        max_length=100,
        blank=True,
        help_text="Under SAMSYN_HOME/uploads; empty when the file is gone.",
    )
    sha256 = models.CharField(max_length=64)
    columns: "models.JSONField[dict[str, str]]" = models.JSONField(default=dict)
    options: "models.JSONField[dict[str, Any]]" = models.JSONField(
        default=dict, help_text="Where the rows go, and the mapping that was used."
    )
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, related_name="+"
    )
    person = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    job = models.ForeignKey("directory.Job", models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    headers: "models.JSONField[list[str]]" = models.JSONField(
        default=list, help_text="As they stand in the file."
    )
    found: "models.JSONField[dict[str, int]]" = models.JSONField(
        default=dict, help_text="How many companies, goals and so on the list tells of."
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """What became of one row, in the last check or taking-in. Personal numbers are masked.

    `text` and `values` are the refusal in English, to be put in the reader's words by the door;
    so is each of `remarks`: {"code", "text", "values"}.
    """

    belongs_to = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.IntegerField(help_text="As Excel numbers it.")
    verdict = models.CharField(max_length=10, choices=VERDICT_NAMES)
    row_key = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    values: "models.JSONField[dict[str, Any]]" = models.JSONField(default=dict)
    remarks: "models.JSONField[list[dict[str, Any]]]" = models.JSONField(default=list)
    cells: "models.JSONField[list[Any]]" = models.JSONField(default=list)
    to_confirm: "models.JSONField[list[Any]]" = models.JSONField(default=list)

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["belongs_to", "verdict", "number"], name="row_by_verdict"),
            models.Index(fields=["belongs_to", "row_key"], name="row_by_key"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["belongs_to", "number"], name="row_once_in_import")
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.verdict}"
