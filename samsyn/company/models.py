"""Improvements and key figures of companies. The company itself is an organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.company.rules.kinds import KeyFigureKind
from samsyn.directory.models import Organisation

KEY_FIGURE_NAMES = {
    KeyFigureKind.TURNOVER_KSEK: _("Turnover, thousand kronor"),
    KeyFigureKind.EMPLOYEES: _("Employees, full-time"),
    KeyFigureKind.VALUE_ADDED_KSEK: _("Value added, thousand kronor"),
    KeyFigureKind.OPERATING_RESULT_KSEK: _("Operating result, thousand kronor"),
}


class Improvement(models.Model):
    """Something that became better at a company, written down when it happened."""

    company = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(_("what became better"), max_length=200)
    text = models.TextField(_("how"), blank=True)
    happened_on = models.DateField(_("when"))
    hours_saved_per_year = models.DecimalField(
        _("hours saved per year"), max_digits=9, decimal_places=1, null=True, blank=True
    )
    saved_sek_per_year = models.DecimalField(
        _("kronor saved per year"), max_digits=12, decimal_places=0, null=True, blank=True
    )
    how_measured = models.CharField(_("how measured"), max_length=200, blank=True)
    work_environment = models.BooleanField(_("improves the work environment"), default=False)
    skills = models.BooleanField(_("improves skills"), default=False)

    class Meta:
        ordering = ["-happened_on", "-pk"]
        indexes = [
            models.Index(fields=["company", "-happened_on", "-id"], name="improvement_of_company"),
            models.Index(fields=["-happened_on", "-id"], name="improvement_newest_first"),
        ]

    def __str__(self) -> str:
        return self.title


class KeyFigure(models.Model):
    """One figure of a company for one year, and where it comes from."""

    company = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    kind = models.CharField(_("key figure"), max_length=30, choices=KEY_FIGURE_NAMES)
    figure = models.DecimalField(_("figure"), max_digits=14, decimal_places=2)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        ordering = ["kind", "-year"]
        indexes = [models.Index(fields=["-year", "-id"], name="key_figure_latest_first")]
        constraints = [
            models.UniqueConstraint(fields=["company", "year", "kind"], name="key_figure_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}: {self.figure}"
