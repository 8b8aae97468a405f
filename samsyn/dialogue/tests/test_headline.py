"""The one sentence: who agrees on how much, and when it may be said."""

import pytest

from samsyn.dialogue.rules.headline import Headline, headline
from samsyn.dialogue.rules.tally import Tally


@pytest.mark.parametrize(
    ("tallies", "taking_part", "found"),
    [
        ([], 0, Headline(0, 0)),
        ([None, None], 0, Headline(0, 2)),
        ([Tally(11, 1, 0)], 12, Headline(1, 1, 12, 11, 11)),
        ([Tally(10, 2, 0)], 12, Headline(0, 1)),  # five of six is less than nine of ten
        ([Tally(9, 1, 0)], 10, Headline(1, 1, 10, 9, 9)),  # exactly nine of ten
        ([Tally(8, 0, 1)], 9, Headline(0, 1)),  # who passes stands on no side
        ([Tally(0, 12, 0)], 12, Headline(1, 1, 12, 12, 12)),  # all against is of one mind too
        ([Tally(12, 0, 0), Tally(1, 11, 0)], 12, Headline(2, 2, 12, 11, 12)),
        ([Tally(12, 0, 0), Tally(11, 0, 0)], 12, Headline(2, 2)),  # not equally many voted
        ([Tally(2, 0, 0)], 2, Headline(0, 1)),  # two are too few
        ([Tally(3, 0, 0)], 3, Headline(1, 1, 3, 3, 3)),
        ([Tally(5, 0, 0)], 12, Headline(0, 1)),  # fewer than half have answered
        ([Tally(6, 0, 0)], 12, Headline(1, 1, 6, 6, 6)),
    ],
)
def test_what_is_agreed_on(tallies, taking_part, found):
    assert headline(tallies, taking_part) == found
