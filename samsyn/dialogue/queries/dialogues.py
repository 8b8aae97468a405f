"""What can be read here: dialogues, statements with their votes counted, joint decisions."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from samsyn.dialogue.models import Dialogue, FactCard, JointDecision, Statement, Vote
from samsyn.dialogue.rules import kinds
from samsyn.dialogue.rules.stages import Stage, stage_on
from samsyn.dialogue.rules.tally import Tally, agreed_by, tally
from samsyn.directory.models import County, Organisation
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.search import holds
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing

NATIONAL = "national"
"""The choice of county that means: the whole country."""


# Dialogues -----------------------------------------------------------------------------------


def dialogues_for(viewer: Standing) -> QuerySet[Dialogue]:
    """The dialogues that the viewer may see, newest first: the house, and the organiser's own."""
    return (
        Dialogue.objects.filter(may_see(viewer, "dialogue", owner="organiser"))
        .select_related("organiser", "county")
        .order_by("-opens_on", "-pk")
    )


def dialogues_narrowed(
    rows: QuerySet[Dialogue],
    viewer: Standing,
    *,
    search: str = "",
    kind: str = "",
    county: str = "",
    stage: str = "",
) -> QuerySet[Dialogue]:
    """The dialogues among the rows that fit; `county` is a code, or NATIONAL for none."""
    if search:
        rows = rows.filter(holds(search, "title", "question", "organiser__name"))
    if kind:
        rows = rows.filter(kind=kind)
    if county:
        rows = rows.filter(county=None if county == NATIONAL else county)
    if stage:
        rows = rows.filter(_in_stage(viewer, Stage(stage)))
    return rows


def _in_stage(viewer: Standing, stage: Stage) -> Q:
    if stage is Stage.COMING:
        return Q(opens_on__gt=viewer.on)
    if stage is Stage.CLOSED:
        return Q(closes_on__lt=viewer.on)
    return Q(opens_on__lte=viewer.on, closes_on__gte=viewer.on)


def dialogues_counted(rows: QuerySet[Dialogue], viewer: Standing) -> QuerySet[Dialogue]:
    """The rows with `stage` today, `statement_count`, `voter_count` and `decision_count`."""
    statements = (
        Statement.objects.filter(dialogue=OuterRef("pk"), state=kinds.StatementState.IN)
        .order_by()
        .values("dialogue")
    )
    decisions = JointDecision.objects.filter(dialogue=OuterRef("pk")).order_by().values("dialogue")
    voters = (
        Vote.objects.filter(statement__dialogue=OuterRef("pk"))
        .order_by()
        .values("statement__dialogue")
        .annotate(n=Count(ONE_ORGANISATION, distinct=True))
        .values("n")
    )
    return rows.annotate(
        stage=Case(
            *(When(_in_stage(viewer, stage), then=Value(stage.value)) for stage in Stage),
        ),
        statement_count=Coalesce(Subquery(statements.annotate(n=Count("pk")).values("n")), 0),
        decision_count=Coalesce(Subquery(decisions.annotate(n=Count("pk")).values("n")), 0),
        voter_count=Coalesce(Subquery(voters), 0),
    )


def county_choices(viewer: Standing) -> list[tuple[str, str]]:
    """The 21 counties in Swedish order, as choices of a field. Open to all."""
    return list(County.objects.order_by("sort_key").values_list("pk", "name"))


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement with its votes counted, and what the viewer's organisation thinks of it.

    `facts` are the figures that stand beside it.
    """

    statement: Statement
    tally: Tally | None
    own_vote: kinds.Vote | None
    facts: list[FactCard]


@dataclass(frozen=True, slots=True)
class DialogueSheet:
    """All that the page of a dialogue shows from this room.

    `voters` are organisations that have voted on something; their votes are open to the house.
    `earlier` is the round before, and `later` are those after.
    """

    dialogue: Dialogue
    stage: Stage
    lines: list[StatementLine]
    voters: list[Organisation]
    joint_decisions: list[JointDecision]
    earlier: Dialogue | None
    later: list[Dialogue]
    may_change: bool
    may_say: bool
    may_vote: bool
    may_decide: bool
    may_seed: bool
    may_translate: bool

    @property
    def answered(self) -> int:
        """How many of the statements the viewer's organisation has voted on."""
        return sum(line.own_vote is not None for line in self.lines)

    def agreed_by(self, decision: JointDecision) -> int | None:
        """How many organisations all agree on what a decision rests on, if all do."""
        ground = {statement.pk for statement in decision.statements.all()}
        return agreed_by(line.tally for line in self.lines if line.statement.pk in ground)


def dialogue_sheet(viewer: Standing, dialogue_id: int) -> DialogueSheet:
    """One dialogue; DoesNotExist when the viewer may not see it."""
    seen = dialogues_for(viewer)
    dialogue = seen.select_related("organiser", "county", "tour").get(pk=dialogue_id)
    stage = stage_on(viewer.on, dialogue.opens_on, dialogue.closes_on)
    is_organiser = viewer.operator or viewer.organisation_id == dialogue.organiser_id
    acts = viewer.organisation_id is not None
    open_to = stage is Stage.OPEN or (stage is Stage.COMING and is_organiser)
    statements = statements_for(viewer).filter(dialogue=dialogue)
    return DialogueSheet(
        dialogue=dialogue,
        stage=stage,
        lines=statement_lines(viewer, statements),
        voters=voters_of(dialogue),
        joint_decisions=list(
            joint_decisions_for(viewer).filter(dialogue=dialogue).prefetch_related("statements")
        ),
        earlier=seen.filter(pk=dialogue.follows_id).first() if dialogue.follows_id else None,
        later=list(seen.filter(follows=dialogue.pk).order_by("opens_on", "pk")),
        may_change=may_do(viewer, "change dialogue", dialogue.organiser_id),
        may_say=acts and open_to and may_do(viewer, "add statement"),
        may_vote=acts and stage is Stage.OPEN and may_do(viewer, "vote"),
        may_decide=stage is not Stage.COMING
        and may_do(viewer, "decide jointly", dialogue.organiser_id)
        and bool(statements),
        may_seed=stage is not Stage.CLOSED
        and may_do(viewer, "add statements", dialogue.organiser_id),
        may_translate=dialogue.languages == kinds.Languages.BOTH
        and may_do(viewer, "translate statement", dialogue.organiser_id),
    )


# Statements and votes ------------------------------------------------------------------------

ONE_ORGANISATION = Coalesce("organisation__merged_into_id", "organisation_id")
"""Organisations that somebody has confirmed to be the same are one."""


def statements_for(viewer: Standing) -> QuerySet[Statement]:
    """The statements that the viewer may see, in the order in which they were said.

    What waits for the organiser or was left out is not there for anybody to vote on.
    """
    return (
        Statement.objects.filter(may_see(viewer, "statement", owner="dialogue__organiser"))
        .filter(state=kinds.StatementState.IN)
        .select_related("dialogue", "organisation")
        .order_by("pk")
    )


def dialogue_of_statement(viewer: Standing, statement_id: int) -> int:
    """The key of the dialogue that a statement was said in; DoesNotExist when not to be seen."""
    return (
        statements_for(viewer)
        .only("dialogue_id")
        .select_related(None)
        .get(pk=statement_id)
        .dialogue_id
    )


def statement_lines(viewer: Standing, statements: Iterable[Statement]) -> list[StatementLine]:
    """The statements with votes counted and facts: three queries more, however many they are."""
    listed = list(statements)
    keys = [statement.pk for statement in listed]
    counts: dict[int, dict[kinds.Vote, int]] = {key: {} for key in keys}
    cast = votes_that_count().filter(statement__in=keys).values("statement", "vote")
    for row in cast.annotate(number=Count("pk")):
        counts[row["statement"]][kinds.Vote(row["vote"])] = row["number"]
    own, facts = own_votes(viewer, keys), facts_beside(keys)
    return [
        StatementLine(
            statement,
            tally(counts[statement.pk]),
            own.get(statement.pk),
            facts.get(statement.pk, []),
        )
        for statement in listed
    ]


def facts_beside(statement_ids: Collection[int]) -> dict[int, list[FactCard]]:
    """The fact cards beside statements, by their keys: whoever sees a statement sees these."""
    found: dict[int, list[FactCard]] = {}
    cards = FactCard.objects.filter(statement__in=statement_ids).select_related("organisation")
    for card in cards.order_by("pk"):
        found.setdefault(card.statement_id, []).append(card)
    return found


def own_votes(viewer: Standing, statement_ids: Collection[int]) -> dict[int, kinds.Vote]:
    """What the organisation that the viewer acts for thinks of the statements, by their keys."""
    if viewer.organisation_id is None:
        return {}
    votes = Vote.objects.filter(statement__in=statement_ids, organisation=viewer.organisation_id)
    return {key: kinds.Vote(vote) for key, vote in votes.values_list("statement", "vote")}


def votes_that_count() -> QuerySet[Vote]:
    """The votes that count: where merged organisations have several, the one that stayed has it."""
    same = Vote.objects.filter(statement=OuterRef("statement"))
    of_the_one = Q(organisation=OuterRef("organisation__merged_into"))
    of_a_later = Q(
        organisation__merged_into=OuterRef("organisation__merged_into"), pk__gt=OuterRef("pk")
    )
    return Vote.objects.exclude(Exists(same.filter(of_the_one | of_a_later))).order_by()


def voters_of(dialogue: Dialogue) -> list[Organisation]:
    """The organisations that have voted on something in a dialogue, each once, in order."""
    voted = Vote.objects.filter(statement__dialogue=dialogue).order_by()
    return list(
        Organisation.objects.filter(pk__in=voted.annotate(one=ONE_ORGANISATION).values("one"))
        .order_by("sort_key", "pk")
        .only("pk", "name", "sort_key")
    )


# Joint decisions -----------------------------------------------------------------------------


def joint_decisions_for(viewer: Standing) -> QuerySet[JointDecision]:
    """The joint decisions that the viewer may see, newest first: they are open to all."""
    return (
        JointDecision.objects.filter(may_see(viewer, "joint decision", owner="organisation"))
        .select_related("dialogue", "organisation")
        .order_by("-decided_on", "-pk")
    )


def joint_decisions_narrowed(
    rows: QuerySet[JointDecision],
    *,
    search: str = "",
    organisation_ids: Collection[int] = (),
    from_on: date | None = None,
    until_on: date | None = None,
) -> QuerySet[JointDecision]:
    """The joint decisions among the rows that hold every word, by any of the organisations."""
    if search:
        rows = rows.filter(holds(search, "text", "organisation__name"))
    if organisation_ids:
        rows = rows.filter(organisation__in=organisation_ids)
    if from_on is not None:
        rows = rows.filter(decided_on__gte=from_on)
    if until_on is not None:
        rows = rows.filter(decided_on__lte=until_on)
    return rows


@dataclass(frozen=True, slots=True)
class JointDecisionSheet:
    """All that the public page of a joint decision shows from this room.

    Statements belong to the house: a visitor learns how many there are, in `hidden`.
    """

    joint_decision: JointDecision
    lines: list[StatementLine]
    hidden: int
    may_see_dialogue: bool
    may_set_goal: bool

    @property
    def agreed_by(self) -> int | None:
        """How many organisations all agree on what it rests on, if all do."""
        return None if self.hidden else agreed_by(line.tally for line in self.lines)


def joint_decision_sheet(viewer: Standing, joint_decision_id: int) -> JointDecisionSheet:
    """One joint decision; DoesNotExist when there is none."""
    decision = joint_decisions_for(viewer).get(pk=joint_decision_id)
    lines = statement_lines(viewer, statements_for(viewer).filter(joint_decisions=decision))
    return JointDecisionSheet(
        joint_decision=decision,
        lines=lines,
        hidden=decision.statements.count() - len(lines),
        may_see_dialogue=dialogues_for(viewer).filter(pk=decision.dialogue_id).exists(),
        may_set_goal=may_do(viewer, "set goal"),
    )


def dialogue_rows(rows: QuerySet[Dialogue]) -> Iterable[tuple[object, ...]]:
    """Counted dialogues as rows of a spreadsheet, read as they are written."""
    return (
        rows.annotate(county_name=F("county__name"), organiser_name=F("organiser__name"))
        .values_list(
            "title",
            "question",
            "kind",
            "organiser_name",
            "county_name",
            "opens_on",
            "closes_on",
            "stage",
            "statement_count",
            "voter_count",
            "decision_count",
        )
        .iterator(chunk_size=2000)
    )
