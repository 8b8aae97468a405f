"""The pieces that a paper is put together of: texts, figures, tables and pictures, all written out.

Whoever makes a paper fills these in the reader's language; `typst/paper.typ` draws them. `kind`
tells the template which piece it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. One that `leads` stays with what comes after it."""

    text: str
    leads: bool = False
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Rule:
    """How what stands above is counted, in small letters."""

    text: str
    kind: str = "rule"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a part."""

    text: str
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence that must not be missed, in a box."""

    text: str
    kind: str = "notice"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure large enough to be read first, what it is, and how it is counted."""

    value: str
    label: str
    rule: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Key figures beside each other."""

    figures: Sequence[KeyFigure]
    kind: str = "figures"


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; numbers stand to the right. `wide` is its share of what room is left.

    With `wide` 0 the column is as wide as what stands in it.
    """

    text: str
    number: bool = False
    wide: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on every page. `total` is its last row, or None."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    total: Sequence[str] | None = None
    rule: str = ""
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its file name, with its words for those who cannot see it, and its table.

    `width` is in per cent of the page's text; a `wide` picture has a page of its own, on its side.
    """

    file: str
    alt: str
    summary: str
    table: Table | None
    width: int = 100
    wide: bool = False
    kind: str = "picture"


@dataclass(frozen=True, slots=True)
class Note:
    """One line of a list; a loose end is marked as on the screen, and says so in its words."""

    text: str
    note: str = ""
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Notes:
    """A list."""

    items: Sequence[Note]
    kind: str = "list"


@dataclass(frozen=True, slots=True)
class Term:
    """A word and what it means."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Words and what they mean."""

    terms: Sequence[Term]
    kind: str = "terms"


@dataclass(frozen=True, slots=True)
class PaperKnot:
    """A knot of the thread bar. `quiet` when words stand where the number would."""

    label: str
    count: str
    here: bool = False
    loose: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """The thread bar."""

    knots: Sequence[PaperKnot]
    kind: str = "bar"


Piece = Text | Rule | Heading | Notice | Figures | Table | Picture | Notes | Terms | Bar


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the paper, listed in its contents."""

    title: str
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. `over` stands above the title, `facts` are words with their meanings.

    `page` has the gaps {page} and {pages}; `footing` stands to the left of it.
    """

    title: str
    over: str
    lead: str
    facts: Sequence[tuple[str, str]]
    parts: Sequence[Part]
    contents: str
    page: str
    footing: str
    description: str
    author: str = "Samsyn"
    brand: str = "Samsyn"
    keywords: Sequence[str] = field(default_factory=tuple)
