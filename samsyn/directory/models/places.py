"""Counties, municipalities, freely made groupings of counties, and confirmed spellings."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class County(models.Model):
    """One of the 21 counties; the code is text, with its leading zero."""

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(_("name"), max_length=60, help_text="Short: Västerbotten.")
    full_name = models.CharField(max_length=60, help_text="Västerbottens län.")
    nuts3 = models.CharField(max_length=5)
    sort_key = models.CharField(max_length=120)

    class Meta:
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """One of the 290 municipalities; the first two figures of the code are the county's."""

    code = models.CharField(max_length=4, primary_key=True)
    name = models.CharField(_("name"), max_length=60)
    county = models.ForeignKey(County, models.PROTECT, related_name="municipalities")
    sort_key = models.CharField(max_length=120)

    class Meta:
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name


class Grouping(models.Model):
    """A freely made division of counties: a programme's eight regions, a fund's areas."""

    title = models.CharField(_("title"), max_length=200)
    sort_key = models.CharField(max_length=120)
    owner = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.title


class GroupingArea(models.Model):
    """One area of a grouping and the counties in it."""

    grouping = models.ForeignKey(Grouping, models.CASCADE, related_name="areas")
    title = models.CharField(_("title"), max_length=200)
    counties = models.ManyToManyField(County, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["grouping", "title"], name="area_once_in_grouping")
        ]

    def __str__(self) -> str:
        return self.title


class PlaceSpelling(models.Model):
    """A spelling that a person has confirmed to mean a place; remembered for the next list."""

    spelling = models.CharField(max_length=120, help_text="Folded, as people have typed it.")
    county = models.ForeignKey(County, models.PROTECT, null=True, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(county__isnull=True) ^ models.Q(municipality__isnull=True),
                name="spelling_means_one_place",
            ),
            models.UniqueConstraint(
                fields=["spelling"],
                condition=models.Q(county__isnull=False),
                name="county_spelling_once",
            ),
            models.UniqueConstraint(
                fields=["spelling"],
                condition=models.Q(municipality__isnull=False),
                name="municipality_spelling_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.spelling} = {self.county or self.municipality}"
