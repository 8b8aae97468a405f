"""Several statements written at once, one a line: all are good, or none is taken."""

from collections.abc import Collection, Iterable, Sequence

from samsyn.basics.problem import Listed, Problem, words
from samsyn.basics.swedish import folded

LONGEST = 300
"""Letters in a statement."""


def statements_in(lines: Sequence[str], said: Collection[str]) -> list[str]:
    """The statements of a text with one a line, spaces tidied; empty lines are nothing.

    `said` is what the dialogue holds already. Raises a Problem that says which lines cannot be
    taken: "statements-none", "statements-too-long", "statements-twice" or "statements-said".

    >>> statements_in(["En sak.", "", "  En   annan. "], [])
    ['En sak.', 'En annan.']
    """
    written = [(number, " ".join(line.split())) for number, line in enumerate(lines, start=1)]
    written = [(number, text) for number, text in written if text]
    if not written:
        raise Problem(
            "statements-none",
            words("There is nothing to add. Write one statement on each line."),
        )
    too_long = _numbers(number for number, text in written if len(text) > LONGEST)
    if too_long:
        raise Problem(
            "statements-too-long",
            words(
                "Line %(lines)s: longer than %(most)s letters. Shorten it, or make two "
                "statements of it. Nothing is added yet."
            ),
            lines=too_long,
            most=LONGEST,
        )
    _check_said_once(written, {folded(text) for text in said})
    return [text for _number, text in written]


def _check_said_once(written: list[tuple[int, str]], said: set[str]) -> None:
    texts = [folded(text) for _number, text in written]
    again = _numbers(
        number for at, (number, _text) in enumerate(written) if texts[at] in texts[:at]
    )
    if again:
        raise Problem(
            "statements-twice",
            words(
                "Line %(lines)s: stands earlier in this text. Take it away, or say what it "
                "adds. Nothing is added yet."
            ),
            lines=again,
        )
    there = _numbers(number for number, text in written if folded(text) in said)
    if there:
        raise Problem(
            "statements-said",
            words(
                "Line %(lines)s: already said in the dialogue. Take it away, or say what it "
                "adds. Nothing is added yet."
            ),
            lines=there,
        )


def _numbers(lines: Iterable[int]) -> Listed:
    return Listed(str(number) for number in lines)
