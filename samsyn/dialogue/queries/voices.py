"""One way of counting the voices in a dialogue: what its votes come to, shaped for pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from samsyn.dialogue.models import Statement
from samsyn.dialogue.rules.agreed import Stand
from samsyn.dialogue.rules.headline import Headline, headline
from samsyn.dialogue.rules.kinds import Vote
from samsyn.dialogue.rules.protection import FINDINGS, protected
from samsyn.dialogue.rules.tally import Tally, tally

Row = tuple[str, str, int, int]
Data = dict[str, Any]
ORGANISATION, PEOPLE = "organisation", "people"


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
    language: str
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
    language: str
    side: str
    own: GroupShare
    rest: GroupShare
    steady: float


@dataclass(frozen=True, slots=True)
class OpinionGroup:
    """Those who have voted alike, and what sets them apart from the others.

    Among people nobody is a member by name, and `size` is None where it may not be told.
    """

    number: int
    size: int | None
    members: tuple[Member, ...]
    apart: tuple[Apart, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where on the opinion map one stands; `group` is None for those in no group.

    `member` is None for a person, whom nobody names.
    """

    member: Member | None
    x: float
    y: float
    group: int | None
    votes: int


@dataclass(frozen=True, slots=True)
class VoiceAnalysis:
    """The whole analysis with one way of counting: one organisation, or one person, one voice.

    `kind` is ORGANISATION or PEOPLE. `room` is how many everybody concerned is, where that is
    known; without it those who voted are a sample of a larger circle. `outside` is how many are in
    no group; it and what is said of groups is None or empty where `groups_told` is False, for a
    part of fewer than five people.
    `border` is "gap", "gradual" or "one common view"; `same_number` the share of the redraws with
    as many groups, None when there was nothing to redraw. `data` is the same in the words of
    `samsyn agreement --json`.
    """

    kind: str
    headline: Headline
    voters: int
    room: int | None
    votes: int
    groups_told: bool
    outside: int | None
    found: dict[str, tuple[Said, ...]]
    groups: tuple[OpinionGroup, ...]
    border: str
    redraws: int
    same_number: float | None
    not_placed: tuple[Member, ...]
    agree_with_everything: tuple[Member, ...]
    places: tuple[Place, ...]
    data: Data

    @property
    def stands(self) -> dict[int, Stand]:
        """How those with this voice stand to every statement, by its key."""
        return {
            said.key: Stand(
                tally=said.tally,
                taking_part=self.voters,
                is_people=self.kind == PEOPLE,
                unites=finding == "agreed" and said.side == "agree",
            )
            for finding, statements in self.found.items()
            for said in statements
        }


def tallies(rows: Sequence[Row]) -> dict[str, Tally | None]:
    counts: dict[str, dict[Vote, int]] = {}
    for _voter, statement, vote, _at in rows:
        of_one = counts.setdefault(statement, {})
        of_one[Vote(vote)] = of_one.get(Vote(vote), 0) + 1
    return {statement: tally(of_one) for statement, of_one in counts.items()}


@dataclass(frozen=True, slots=True)
class Texts:
    """What the statements say to the reader, by their ids, and in which language each is."""

    said: dict[str, str]
    languages: dict[str, str]


def texts_of(statements: Iterable[Statement]) -> Texts:
    """What statements say in the reader's language, or in the one there is."""
    listed = list(statements)
    return Texts(
        {str(each.pk): each.said for each in listed},
        {str(each.pk): each.said_in for each in listed},
    )


@dataclass(frozen=True, slots=True)
class _WorkedOut:
    """The analysis in plain numbers; `counts` are (agree, disagree, cast) of each group."""

    data: Data
    languages: dict[str, str]
    places: list[tuple[str, float, float, int, int]]
    counts: dict[str, list[tuple[int, int, int]]]


def _work_out(rows: Sequence[Row], texts: Texts, room: int | None) -> _WorkedOut:
    # A server process that is never asked for an analysis does not carry scipy.
    from samsyn.dialogue.rules.agreement import counts_of  # noqa: PLC0415
    from samsyn.dialogue.rules.analysis import analyse  # noqa: PLC0415
    from samsyn.dialogue.rules.analysis_data import as_data  # noqa: PLC0415
    from samsyn.dialogue.rules.ballots import ballots_of  # noqa: PLC0415

    analysis = analyse(ballots_of(rows, texts.said), room=room)
    ballots, grouping = analysis.ballots, analysis.grouping
    counts = counts_of(ballots, grouping.group, max(grouping.number, 1))
    tables = [each.astype(int).T.tolist() for each in (counts.agree, counts.disagree, counts.cast)]
    by_statement = [list(zip(*lines, strict=True)) for lines in zip(*tables, strict=True)]
    where = grouping.map.projection.tolist()
    columns = (ballots.voters, where, grouping.group.tolist(), ballots.votes_by_voter.tolist())
    return _WorkedOut(
        as_data(analysis, texts.said),
        texts.languages,
        [(voter, x, y, group, votes) for voter, (x, y), group, votes in zip(*columns, strict=True)],
        dict(zip(ballots.statements, by_statement, strict=True)),
    )


def voice_of(
    kind: str,
    rows: Sequence[Row],
    texts: Texts,
    members: dict[str, Member],
    room: int | None = None,
) -> VoiceAnalysis:
    """What the votes come to; `members` names those who voted, and is empty for people.

    `room` is how many everybody concerned is, where that is known.
    """
    worked = _work_out(rows, texts, room)
    if kind == PEOPLE:
        cast = {key: [line[2] for line in lines] for key, lines in worked.counts.items()}
        worked = replace(worked, data=protected(worked.data, cast))
    data, counted = worked.data, tallies(rows)
    groups_told = all(group["size"] is not None for group in data["groups"])
    outside = sum(group < 0 for _voter, _x, _y, group, _votes in worked.places)
    return VoiceAnalysis(
        kind=kind,
        headline=headline([counted.get(key) for key in texts.said], len(worked.places)),
        voters=len(worked.places),
        room=room,
        votes=data["votes"],
        groups_told=groups_told,
        outside=outside if groups_told else None,
        found={
            finding: tuple(_said(each, counted, worked) for each in data[finding])
            for finding in FINDINGS
        },
        groups=_groups(worked, members),
        border=data["border"],
        redraws=data["stability"]["redraws_that_tell"],
        same_number=data["stability"]["number_of_groups"].get(str(len(data["groups"]))),
        not_placed=_named(members, data["not_placed"]),
        agree_with_everything=_named(members, data["agree_with_everything"]),
        places=tuple(
            Place(members.get(voter), x, y, _group_shown(group, groups_told), votes)
            for voter, x, y, group, votes in worked.places
        ),
        data=data,
    )


def _groups(worked: _WorkedOut, members: dict[str, Member]) -> tuple[OpinionGroup, ...]:
    return tuple(
        OpinionGroup(
            at,
            group["size"],
            _named(members, group["members"]),
            tuple(_apart(each, at, worked) for each in group["representative"]),
        )
        for at, group in enumerate(worked.data["groups"])
    )


def _group_shown(group: int, groups_told: bool) -> int | None:
    """The group of a spot on the map; where groups are not told all spots look alike."""
    if not groups_told:
        return 0
    return None if group < 0 else group


def _named(members: dict[str, Member], ids: Sequence[int | str]) -> tuple[Member, ...]:
    """Those with the ids, in the order of their names."""
    wanted = {str(one) for one in ids}
    return tuple(member for key, member in members.items() if key in wanted)


def _said(each: Data, counted: dict[str, Tally | None], worked: _WorkedOut) -> Said:
    key = str(each["statement"])
    low, high = each["interval"]
    by_group = len(worked.data["groups"]) > 1 and each["by_group"]
    groups = enumerate(worked.counts[key]) if by_group else ()
    return Said(
        key=each["statement"],
        text=each["text"],
        language=worked.languages[str(each["statement"])],
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
        language=worked.languages[str(each["statement"])],
        side=each["side"],
        own=_share(group, [lines[group]], each["side"]),
        rest=_share(-1, others, each["side"]),
        steady=each["steady"],
    )


def _share(group: int, lines: Sequence[tuple[int, int, int]], side: str) -> GroupShare:
    on_side = 0 if side == "agree" else 1
    return GroupShare(group, sum(line[on_side] for line in lines), sum(line[2] for line in lines))
