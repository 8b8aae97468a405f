"""How far those in a dialogue agree, worked out from their votes when somebody asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from samsyn.dialogue.models import Dialogue, Statement
from samsyn.dialogue.queries.dialogues import (
    ONE_ORGANISATION,
    dialogues_for,
    statements_for,
    votes_that_count,
)
from samsyn.dialogue.rules.headline import Headline, headline
from samsyn.dialogue.rules.kinds import StatementState, Vote
from samsyn.dialogue.rules.stages import Stage, stage_on
from samsyn.dialogue.rules.tally import Tally, tally
from samsyn.directory.models import Organisation
from samsyn.directory.queries.kept import kept_for_all
from samsyn.directory.rules.access import Standing

Row = tuple[str, str, int, int]
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Member:
    """One who has voted: an organisation, by its key and name."""

    key: int
    name: str


@dataclass(frozen=True, slots=True)
class GroupShare:
    """How many of a group, numbered from 0, stand on a side, of how many that voted."""

    group: int
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Said:
    """A statement and what the votes on it bear.

    `low` and `high` hold the share on its `side`, "agree" or "disagree"; `steady` is the share of
    redraws in which it came out the same.
    """

    key: int
    text: str
    tally: Tally | None
    side: str
    low: float
    high: float
    groups: tuple[GroupShare, ...]
    steady: float


@dataclass(frozen=True, slots=True)
class Apart:
    """A statement that sets a group apart from the rest, on one side."""

    key: int
    text: str
    side: str
    own: GroupShare
    rest: GroupShare
    steady: float


@dataclass(frozen=True, slots=True)
class OpinionGroup:
    """Those who have voted alike, and what sets them apart from the others."""

    number: int
    members: tuple[Member, ...]
    apart: tuple[Apart, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where on the opinion map one stands; `group` is None for those in no group."""

    member: Member
    x: float
    y: float
    group: int | None
    votes: int


@dataclass(frozen=True, slots=True)
class VoiceAnalysis:
    """The whole analysis with one way of counting: so far one organisation, one voice.

    `border` is "gap", "gradual" or "one common view"; `same_number` the share of the redraws with
    as many groups, None when there was nothing to redraw. `data` is the same in the words of
    `samsyn agreement --json`.
    """

    kind: str
    headline: Headline
    votes: int
    found: dict[str, tuple[Said, ...]]
    groups: tuple[OpinionGroup, ...]
    border: str
    redraws: int
    same_number: float | None
    not_placed: tuple[Member, ...]
    agree_with_everything: tuple[Member, ...]
    places: tuple[Place, ...]
    data: Data


@dataclass(frozen=True, slots=True)
class AnalysisSheet:
    """All that the page about agreement shows of one dialogue."""

    dialogue: Dialogue
    stage: Stage
    statements: int
    voices: list[VoiceAnalysis]


def analysis_for(viewer: Standing, dialogue_id: int) -> AnalysisSheet:
    """How far those in a dialogue agree; DoesNotExist when the viewer may not see it.

    Nobody is listed as invited yet, so those who voted are a sample of a larger public.
    """
    dialogue = dialogues_for(viewer).get(pk=dialogue_id)
    voice = kept_for_all(
        "agreement", (dialogue_id, "organisation"), lambda: _organisations_voice(dialogue)
    )
    return AnalysisSheet(
        dialogue=dialogue,
        stage=stage_on(viewer.on, dialogue.opens_on, dialogue.closes_on),
        statements=voice.headline.of,
        voices=[voice] if voice.places else [],
    )


def rows_of(dialogue: Dialogue) -> list[Row]:
    """The open votes of a dialogue as (voter, statement, vote, timestamp), by their ids.

    When an organisation voted is not kept; it has one vote on a statement, so no vote needs to be
    the last. Their timestamp is the moment at which the dialogue opened.
    """
    opened = _moment(dialogue.opens_on)
    votes = votes_that_count().filter(
        statement__dialogue=dialogue, statement__state=StatementState.IN
    )
    return [
        (str(one), str(statement), vote, int(opened.timestamp()))
        for one, statement, vote in votes.annotate(one=ONE_ORGANISATION)
        .order_by("statement", "one")
        .values_list("one", "statement", "vote")
    ]


@dataclass(frozen=True, slots=True)
class OpenVotes:
    """What a dialogue gives to other programs: its open votes, and its statements counted."""

    dialogue: Dialogue
    opened: datetime
    rows: list[Row]
    statements: list[tuple[Statement, Tally | None, datetime]]


def open_votes_for(viewer: Standing, dialogue_id: int) -> OpenVotes:
    """The open votes of a dialogue; DoesNotExist when the viewer may not see it."""
    dialogue = dialogues_for(viewer).get(pk=dialogue_id)
    rows = rows_of(dialogue)
    said = statements_for(viewer).filter(dialogue=dialogue)
    counted = _tallies(rows)
    return OpenVotes(
        dialogue=dialogue,
        opened=_moment(dialogue.opens_on),
        rows=rows,
        statements=[(one, counted.get(str(one.pk)), _moment(one.said_on)) for one in said],
    )


def _organisations_voice(dialogue: Dialogue) -> VoiceAnalysis:
    rows = rows_of(dialogue)
    said = dialogue.statements.filter(state=StatementState.IN)
    texts = {str(key): text for key, text in said.values_list("pk", "text")}
    voters = {voter for voter, *_rest in rows}
    named = Organisation.objects.filter(pk__in=voters).order_by("sort_key", "pk")
    members = {str(key): Member(key, name) for key, name in named.values_list("pk", "name")}
    return _voice("organisation", rows, texts, members)


def _moment(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time()))


def _tallies(rows: Sequence[Row]) -> dict[str, Tally | None]:
    counts: dict[str, dict[Vote, int]] = {}
    for _voter, statement, vote, _at in rows:
        of_one = counts.setdefault(statement, {})
        of_one[Vote(vote)] = of_one.get(Vote(vote), 0) + 1
    return {statement: tally(of_one) for statement, of_one in counts.items()}


@dataclass(frozen=True, slots=True)
class _WorkedOut:
    """The analysis in plain numbers; `counts` are (agree, disagree, cast) of each group."""

    data: Data
    places: list[tuple[str, float, float, int, int]]
    counts: dict[str, list[tuple[int, int, int]]]


def _work_out(rows: Sequence[Row], texts: dict[str, str]) -> _WorkedOut:
    # A server process that is never asked for an analysis does not carry scipy.
    from samsyn.dialogue.rules.agreement import counts_of  # noqa: PLC0415
    from samsyn.dialogue.rules.analysis import analyse  # noqa: PLC0415
    from samsyn.dialogue.rules.analysis_data import as_data  # noqa: PLC0415
    from samsyn.dialogue.rules.ballots import ballots_of  # noqa: PLC0415

    analysis = analyse(ballots_of(rows, texts))
    ballots, grouping = analysis.ballots, analysis.grouping
    counts = counts_of(ballots, grouping.group, max(grouping.number, 1))
    tables = [each.astype(int).T.tolist() for each in (counts.agree, counts.disagree, counts.cast)]
    by_statement = [list(zip(*lines, strict=True)) for lines in zip(*tables, strict=True)]
    where = grouping.map.projection.tolist()
    columns = (ballots.voters, where, grouping.group.tolist(), ballots.votes_by_voter.tolist())
    return _WorkedOut(
        as_data(analysis, texts),
        [(voter, x, y, group, votes) for voter, (x, y), group, votes in zip(*columns, strict=True)],
        dict(zip(ballots.statements, by_statement, strict=True)),
    )


def _voice(
    kind: str, rows: Sequence[Row], texts: dict[str, str], members: dict[str, Member]
) -> VoiceAnalysis:
    worked = _work_out(rows, texts)
    data, counted = worked.data, _tallies(rows)
    number = len(data["groups"])
    return VoiceAnalysis(
        kind=kind,
        headline=headline([counted.get(key) for key in texts], len(members)),
        votes=data["votes"],
        found={
            finding: tuple(_said(each, counted, worked) for each in data[finding])
            for finding in ("agreed", "divides", "unsure", "mixed")
        },
        groups=tuple(
            OpinionGroup(
                at,
                _named(members, group["members"]),
                tuple(_apart(each, at, worked) for each in group["representative"]),
            )
            for at, group in enumerate(data["groups"])
        ),
        border=data["border"],
        redraws=data["stability"]["redraws_that_tell"],
        same_number=data["stability"]["number_of_groups"].get(str(number)),
        not_placed=_named(members, data["not_placed"]),
        agree_with_everything=_named(members, data["agree_with_everything"]),
        places=tuple(
            Place(members[voter], x, y, None if group < 0 else group, votes)
            for voter, x, y, group, votes in worked.places
        ),
        data=data,
    )


def _named(members: dict[str, Member], ids: Sequence[int | str]) -> tuple[Member, ...]:
    """Those with the ids, in the order of their names."""
    wanted = {str(one) for one in ids}
    return tuple(member for key, member in members.items() if key in wanted)


def _said(each: Data, counted: dict[str, Tally | None], worked: _WorkedOut) -> Said:
    key = str(each["statement"])
    low, high = each["interval"]
    groups = enumerate(worked.counts[key]) if len(worked.data["groups"]) > 1 else ()
    return Said(
        key=each["statement"],
        text=each["text"],
        tally=counted.get(key),
        side=each["side"],
        low=low,
        high=high,
        groups=tuple(_share(at, [line], each["side"]) for at, line in groups),
        steady=each["steady"],
    )


def _apart(each: Data, group: int, worked: _WorkedOut) -> Apart:
    lines = worked.counts[str(each["statement"])]
    others = [line for at, line in enumerate(lines) if at != group]
    return Apart(
        key=each["statement"],
        text=each["text"],
        side=each["side"],
        own=_share(group, [lines[group]], each["side"]),
        rest=_share(-1, others, each["side"]),
        steady=each["steady"],
    )


def _share(group: int, lines: Sequence[tuple[int, int, int]], side: str) -> GroupShare:
    on_side = 0 if side == "agree" else 1
    return GroupShare(group, sum(line[on_side] for line in lines), sum(line[2] for line in lines))
