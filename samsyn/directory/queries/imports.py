"""Imports as doors read them: how far, what became of the rows, what a person should say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet

from samsyn.basics.swedish import folded
from samsyn.directory.models import ColumnMapping, Import, ImportRow, Job
from samsyn.directory.queries.places import confirmed_spellings
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.imports import ListKind
from samsyn.directory.rules.kinds import ImportStep, JobState, Verdict
from samsyn.directory.rules.mapping import Columns, known_headers
from samsyn.directory.rules.masking import shown_back
from samsyn.directory.rules.places import PlaceKind
from samsyn.directory.rules.roles import may
from samsyn.directory.rules.tables import open_table

SAMPLES = 5
"""Rows that are shown while columns are chosen."""
QUESTIONS = 200
"""Questions that a page shows; those answered make room for the next."""


def imports_for(viewer: Standing) -> QuerySet[Import]:
    """The lists that the viewer's organisation has brought in, the newest first."""
    return (
        Import.objects.filter(may_see(viewer, "import", owner="organisation"))
        .select_related("person", "job")
        .order_by("-pk")
    )


def path_of(the_import: Import) -> Path:
    """Where the file lies."""
    uploads: Path = settings.SAMSYN_UPLOADS
    return uploads / the_import.stored_as


def known_mappings(viewer: Standing, list_kind: ListKind) -> list[tuple[str, Mapping[str, str]]]:
    """Title and columns of the mappings that the viewer may use: own, shared, shipped."""
    saved = ColumnMapping.objects.filter(kind=list_kind.kind)
    if not viewer.operator:
        saved = saved.filter(Q(owner__isnull=True) | Q(owner=viewer.organisation_id))
    found: list[tuple[str, Mapping[str, str]]] = [
        (row.title, row.columns) for row in saved.order_by(F("owner").asc(nulls_last=True), "title")
    ]
    return [*found, *list_kind.shipped.items()]


def counts_of(the_import: Import) -> dict[Verdict, int]:
    """How many rows came to each verdict so far."""
    counted = the_import.rows.order_by().values("verdict").annotate(rows=Count("pk"))
    found = {row["verdict"]: row["rows"] for row in counted}
    return {verdict: found.get(verdict, 0) for verdict in Verdict}


@dataclass(frozen=True, slots=True)
class Question:
    """Something in a list that a person should say, and how many rows wait for it."""

    kind: str
    value: str
    proposals: tuple[tuple[str, str], ...]
    rows: int


def questions_of(rows: Iterable[ImportRow]) -> list[Question]:
    """What the rows ask, each once, in the order in which it comes up."""
    found: dict[tuple[str, str], Question] = {}
    for row in rows:
        for asked in row.to_confirm:
            key = (asked["kind"], folded(asked["value"]))
            before = found.get(key)
            found[key] = Question(
                kind=asked["kind"],
                value=before.value if before else asked["value"],
                proposals=tuple((code, name) for code, name in asked["proposals"]),
                rows=(before.rows if before else 0) + 1,
            )
    return list(found.values())


def questions_for(viewer: Standing, the_import: Import) -> list[Question]:
    """What the rows of an import ask."""
    asking = the_import.rows.exclude(to_confirm=[]).only("to_confirm", "number")
    return questions_of(asking.iterator(chunk_size=2000))


def _still_open(questions: Iterable[Question]) -> list[Question]:
    """Those about places that nobody has answered since the list was read, and the others."""
    known = {kind.value: confirmed_spellings(kind) for kind in PlaceKind}
    return [one for one in questions if folded(one.value) not in known.get(one.kind, {})]


def rows_for(
    viewer: Standing, the_import: Import, *, verdict: str = "", remarked: bool = False
) -> QuerySet[ImportRow]:
    """The rows of an import that the viewer may see, of one verdict or with a remark."""
    rows = ImportRow.objects.filter(belongs_to=the_import, belongs_to__in=imports_for(viewer))
    if verdict:
        rows = rows.filter(verdict=verdict)
    if remarked:
        rows = rows.exclude(remarks=[])
    return rows.order_by("number")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job has come, in rows as Excel numbers them; `percent` None: not known yet."""

    job: Job
    is_running: bool
    percent: int | None


@dataclass(frozen=True, slots=True)
class ImportSheet:
    """Everything that the page of an import shows, besides its rows."""

    the_import: Import
    counts: dict[Verdict, int]
    remarked: int
    progress: Progress | None
    questions: list[Question]
    answered_since: int
    may_take: bool
    may_confirm: bool
    has_file: bool

    @property
    def rows(self) -> int:
        return sum(self.counts.values())

    @property
    def good(self) -> int:
        return self.rows - self.counts[Verdict.REFUSED]

    @property
    def news(self) -> int:
        """Rows that are new, or say something else than what stands."""
        return self.good - self.counts[Verdict.UNCHANGED]

    @property
    def is_read(self) -> bool:
        """Whether every row has been read, in a check or a taking-in that came to its end."""
        return self.the_import.step in {ImportStep.CHECKED, ImportStep.TAKEN}


def import_sheet(viewer: Standing, key: int, deeds: Mapping[str, str]) -> ImportSheet:
    """One import; DoesNotExist when not to be seen. `deeds`: the deed of each kind of list."""
    the_import = imports_for(viewer).get(pk=key)
    asked = questions_for(viewer, the_import)
    open_ones = _still_open(asked)
    return ImportSheet(
        the_import=the_import,
        counts=counts_of(the_import),
        remarked=rows_for(viewer, the_import, remarked=True).count(),
        progress=_progress(the_import.job),
        questions=open_ones[:QUESTIONS],
        answered_since=len(asked) - len(open_ones),
        may_take=viewer.operator or may(viewer.roles, deeds[the_import.kind]),
        may_confirm=viewer.operator or may(viewer.roles, "confirm place"),
        has_file=bool(the_import.stored_as) and path_of(the_import).exists(),
    )


def _progress(job: Job | None) -> Progress | None:
    if job is None:
        return None
    running = job.state in {JobState.WAITING, JobState.RUNNING}
    known = job.total is not None and job.total > 0
    percent = min(100, 100 * job.cursor // (job.total or 1)) if known else None
    return Progress(job=job, is_running=running, percent=percent)


def sample_for(viewer: Standing, the_import: Import, list_kind: ListKind) -> list[tuple[str, ...]]:
    """The first rows of the file as they may be shown; none when the file is gone."""
    path = path_of(the_import)
    if not the_import.stored_as or not path.exists():
        return []
    table = open_table(
        path, name=the_import.file_name, known_headers=known_headers(list_kind.fields)
    )
    places = {name: place for place, name in enumerate(table.headers)}
    positions = {
        field: places[header] for field, header in the_import.columns.items() if header in places
    }
    columns = Columns(positions, table.headers)
    return [shown_back(row, columns) for row in islice(table.rows(), SAMPLES)]
