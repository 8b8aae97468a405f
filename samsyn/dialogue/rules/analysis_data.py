"""An analysis as plain data, for files and for those who read it with another program.

Figures are rounded to six decimals. Ids of voters and statements are whole numbers where all of
them are, else texts.
"""

from collections.abc import Mapping
from typing import Any

from samsyn.dialogue.rules.agreement import Finding, Representative, StatementResult
from samsyn.dialogue.rules.analysis import METHOD, Analysis
from samsyn.dialogue.rules.ballots import Flags
from samsyn.dialogue.rules.groupings import Border
from samsyn.dialogue.rules.samsyn_figure import Samsyn
from samsyn.dialogue.rules.shares import Interval

Ids = dict[str, int | str]


def as_data(analysis: Analysis, texts: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The whole analysis; `texts` gives what each statement says, by its id."""
    ballots, steady = analysis.ballots, analysis.steadiness
    grouping = analysis.grouping
    voter_ids = _ids(ballots.voters)
    listed = {
        finding: _listed(analysis, analysis.found(finding), texts or {}) for finding in Finding
    }
    return {
        "participants": len(ballots.voters),
        "statements": len(ballots.statements),
        "votes": len(ballots.vote),
        "groups": [
            _group(analysis, number, voter_ids, texts or {}) for number in range(grouping.number)
        ],
        "border": grouping.border.value,
        "not_placed": _named(voter_ids, (grouping.group < 0) & ~grouping.acquiescent),
        "agree_with_everything": _named(voter_ids, grouping.acquiescent),
        "agreed": listed[Finding.AGREED],
        "divides": listed[Finding.DIVIDES],
        "unsure": listed[Finding.UNSURE],
        "mixed": listed[Finding.MIXED],
        "samsyn": _samsyn(analysis.samsyn),
        "stability": {
            "redraws": steady.redraws,
            "redraws_that_tell": steady.told,
            "number_of_groups": {
                str(number): _six(share) for number, share in steady.numbers.items()
            },
            "members": _six(steady.members),
        },
        "method": _method(analysis),
    }


def _listed(
    analysis: Analysis, results: list[StatementResult], texts: Mapping[str, str]
) -> list[dict[str, Any]]:
    ids = _ids(analysis.ballots.statements)
    steady = dict(
        zip(analysis.ballots.statements, analysis.steadiness.findings.tolist(), strict=True)
    )
    return [
        {
            "statement": ids[each.statement],
            "text": texts.get(each.statement),
            "side": each.side.value,
            "agreement": _six(each.share),
            "interval": each.interval.rounded(),
            "agree": each.agree,
            "disagree": each.disagree,
            "pass": each.passed,
            "by_group": [_six(share) for share in each.by_group],
            "group_aware_consensus": _six(each.consensus),
            "steady": _six(steady[each.statement]),
        }
        for each in results
    ]


def _group(
    analysis: Analysis, number: int, voter_ids: Ids, texts: Mapping[str, str]
) -> dict[str, Any]:
    members = analysis.grouping.group == number
    return {
        "size": int(members.sum()),
        "members": _named(voter_ids, members),
        "representative": [
            _representative(analysis, number, each, texts)
            for each in analysis.representative[number]
        ],
    }


def _representative(
    analysis: Analysis, number: int, each: Representative, texts: Mapping[str, str]
) -> dict[str, Any]:
    steady = analysis.steadiness.representative.get((number, each.statement, each.side), 0.0)
    return {
        "statement": _ids(analysis.ballots.statements)[each.statement],
        "text": texts.get(each.statement),
        "side": each.side.value,
        "share_agree": _six(each.share_agree),
        "interval": each.interval.rounded(),
        "rest_share_agree": _six(each.rest_share_agree),
        "steady": _six(steady),
    }


def _named(ids: Ids, flags: Flags) -> list[int | str]:
    """The ids of those who are flagged, in their order."""
    return [name for name, flagged in zip(ids.values(), flags.tolist(), strict=True) if flagged]


def change_data(change: tuple[float, Interval, int] | None) -> dict[str, Any]:
    """How the samsyn figure changed between two rounds; null where no statement is in both."""
    if change is None:
        return {"value": None, "interval": None, "statements": 0}
    value, interval, statements = change
    return {"value": _six(value), "interval": interval.rounded(), "statements": statements}


def _samsyn(samsyn: Samsyn | None) -> dict[str, Any]:
    if samsyn is None:
        return {"value": None, "interval": None, "statements": 0, "people": 0}
    return {
        "value": _six(samsyn.value),
        "interval": samsyn.interval.rounded(),
        "statements": samsyn.statements,
        "people": samsyn.people,
    }


def _method(analysis: Analysis) -> dict[str, Any]:
    return {
        "name": METHOD,
        "model": "sample of a larger public" if analysis.room is None else "everybody is known",
        "room": analysis.room,
        "interval_level": 0.9,
        "least_group_size": 3,
        "border": {
            Border.NONE: "one common view",
            Border.GRADUAL: "opinions go over into each other; there is no gap between the groups",
            Border.GAP: "there is a gap between the groups",
        }[analysis.grouping.border],
    }


def _ids(names: tuple[str, ...]) -> Ids:
    whole = all(_is_whole(name) for name in names)
    return {name: int(name) if whole else name for name in names}


def _is_whole(name: str) -> bool:
    return name.isascii() and name.isdigit() and str(int(name)) == name


def _six(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
