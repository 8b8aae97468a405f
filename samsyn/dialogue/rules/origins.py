"""Where people who vote by phone say they come from, told without telling of one to four of them.

People say their kind of actor, county and organisation, each by free choice. A part of fewer than
five is put together with those who did not say. What could be had by subtraction is put there too:
from the whole, and from an organisation that lies inside a kind or a county
(docs/methods/agreement.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from samsyn.dialogue.rules.phones import LEAST_SHOWN


@dataclass(frozen=True, slots=True)
class Told:
    """How many come from each part that may be told, the largest first, and how many are left.

    The `rest` come from the other parts, or did not say; it is 0 or at least five.
    """

    parts: tuple[tuple[str, int], ...]
    rest: int


def told_of(said: Mapping[str, int], people: int, inside: Mapping[str, int] | None = None) -> Told:
    """What may be told of so many people, by what they said.

    `inside` has, for each part, how many people are told elsewhere of organisations that lie in
    it: one to four more or fewer in the part would be told by the difference.

    >>> told_of({"agency": 7, "region": 6, "union": 2}, 20)
    Told(parts=(('agency', 7), ('region', 6)), rest=7)
    >>> told_of({"agency": 7, "region": 6, "union": 2}, 15)
    Told(parts=(('agency', 7),), rest=8)
    >>> told_of({"agency": 7, "region": 8}, 20, {"agency": 5})
    Told(parts=(('region', 8),), rest=12)
    """
    held = inside or {}
    told = {part: number for part, number in said.items() if number >= LEAST_SHOWN}
    while told:
        left_out = _gives_away(told, people, held)
        if left_out is None:
            break
        del told[left_out]
    parts = sorted(told.items(), key=lambda each: (-each[1], each[0]))
    return Told(tuple(parts), people - sum(told.values()))


def _gives_away(told: Mapping[str, int], people: int, inside: Mapping[str, int]) -> str | None:
    """The part to leave out next, since figures as they stand tell of few; None when none do."""
    by_size = sorted(told, key=lambda part: (told[part], part))
    for part in by_size:
        if _is_few(told[part] - inside.get(part, 0)):
            return part
    rest = people - sum(told.values())
    rest_inside = sum(number for part, number in inside.items() if part not in told)
    if _is_few(rest) or _is_few(rest - rest_inside):
        return by_size[0]
    return None


def _is_few(people: int) -> bool:
    return 0 < abs(people) < LEAST_SHOWN
