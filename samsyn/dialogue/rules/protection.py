"""What may be told of people who vote by phone: nothing about one to four of them.

A figure about few can also be had by taking the others from the whole. So shares by group are told
only where no group, and nobody outside the groups, is fewer than five: else only how many groups
there are, and what the whole thinks (docs/methods/agreement.md).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from samsyn.dialogue.rules.phones import LEAST_SHOWN

Row = tuple[str, str, int, int]
LEAST_IN_FILE = 20
"""A row for each vote is as good as a name to whoever knows some of them: not in a small room."""
FINDINGS = ("agreed", "divides", "unsure", "mixed")


def is_told(parts: Iterable[int]) -> bool:
    """Whether a whole may be told part by part: none of the parts is one to four people.

    >>> is_told([7, 5, 0])
    True
    >>> is_told([7, 5, 1])
    False
    """
    return all(part == 0 or part >= LEAST_SHOWN for part in parts)


def may_be_a_file(people: int) -> bool:
    """Whether so many people's votes may be had row by row."""
    return people >= LEAST_IN_FILE


def told_proposals(voters: Mapping[int, int]) -> set[int]:
    """The proposals whose points may be told, from how many people had each on their sheet.

    All points together are a hundred a person, so what one to four gave would follow from the
    others: then the proposal that the fewest others had is not told either.

    >>> sorted(told_proposals({1: 9, 2: 7, 3: 2, 4: 0}))
    [1]
    >>> sorted(told_proposals({1: 9, 2: 7}))
    [1, 2]
    """
    enough = sorted((many, key) for key, many in voters.items() if many >= LEAST_SHOWN)
    if not is_told(voters.values()):
        enough = enough[1:]
    return {key for _many, key in enough}


def quartiles_told(people: int) -> bool:
    """Whether the quarters of so many people may be told: each is then at least five.

    >>> quartiles_told(19), quartiles_told(20)
    (False, True)
    """
    return people >= 4 * LEAST_SHOWN


def unlinkable(votes: Iterable[tuple[int, int, int]]) -> list[Row]:
    """Rows for the analysis of people, from (phone, statement, vote) in any order.

    Voters are numbered in the order of what they voted: a number tells neither which phone it was
    nor when it came. Statements on which fewer than five have voted are left out.

    >>> five = [(phone, 3, 1) for phone in (9, 7, 30, 2)] + [(8, 3, -1), (8, 4, 1)]
    >>> unlinkable(five)[:2]
    [('1', '3', -1, 0), ('2', '3', 1, 0)]
    """
    cast = list(votes)
    voted = Counter(statement for _phone, statement, _vote in cast)
    patterns: dict[int, list[tuple[int, int]]] = {}
    for phone, statement, vote in cast:
        if voted[statement] >= LEAST_SHOWN:
            patterns.setdefault(phone, []).append((statement, vote))
    rows = [
        (statement, number, vote)
        for number, pattern in enumerate(sorted(map(sorted, patterns.values())), start=1)
        for statement, vote in pattern
    ]
    return [(str(number), str(statement), vote, 0) for statement, number, vote in sorted(rows)]


def protected(data: Mapping[str, Any], cast: Mapping[str, Sequence[int]]) -> dict[str, Any]:
    """The analysis of people's votes, without what tells of few.

    `data` is in the words of `samsyn agreement --json`; `cast` has how many of each group voted
    on a statement, by its id.
    """
    outside = [len(data["not_placed"]), len(data["agree_with_everything"])]
    by_group = is_told([*(group["size"] for group in data["groups"]), *outside])
    told = {
        str(each["statement"])
        for finding in FINDINGS
        for each in data[finding]
        if by_group and _is_told_by_group(each, cast[str(each["statement"])])
    }
    shown = dict(data)
    for finding in FINDINGS:
        shown[finding] = [
            each if str(each["statement"]) in told else _without_groups(each)
            for each in data[finding]
        ]
    shown["groups"] = [_group(group, told, by_group=by_group) for group in data["groups"]]
    if not by_group:
        shown |= {"not_placed": [], "agree_with_everything": []}
    if data["samsyn"]["people"] < LEAST_SHOWN:
        shown["samsyn"] = {"value": None, "interval": None, "statements": 0, "people": 0}
    return shown


def _is_told_by_group(each: Mapping[str, Any], cast: Sequence[int]) -> bool:
    rest = each["agree"] + each["disagree"] + each["pass"] - sum(cast)
    return is_told([*cast, rest])


def _without_groups(each: Mapping[str, Any]) -> dict[str, Any]:
    return {**each, "by_group": [], "group_aware_consensus": None}


def _group(group: Mapping[str, Any], told: set[str], *, by_group: bool) -> dict[str, Any]:
    if not by_group:
        return {"size": None, "members": [], "representative": []}
    apart = [each for each in group["representative"] if str(each["statement"]) in told]
    return {**group, "representative": apart}
