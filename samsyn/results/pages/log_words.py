"""An entry of the log in the reader's words: its knots, its proposals and their questions."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy as _

from samsyn.directory.rules.access import Standing
from samsyn.results.forms import KNOT_LABELS, ROLE_LABELS
from samsyn.results.queries.log.bar import entry_bar
from samsyn.results.queries.log.entries import EntrySheet, TiedKnot
from samsyn.results.queries.log.proposals import Proposal
from samsyn.results.rules.log_kinds import KnotKind
from samsyn.results.rules.log_text import paragraphs_of
from samsyn.results.rules.mentions import Doubt
from samsyn.web.templatetags.samsyn import days

QUESTIONS = {
    Doubt.SEVERAL: _("Several things are called so. Is it this one?"),
    Doubt.EARLIER_NAME: _("That is an earlier name of it."),
    Doubt.SHORT_NAME: _("Is this what is meant?"),
    Doubt.INITIALS: _("Do the letters stand for this?"),
    Doubt.YEAR: _("In which year? Is it this one?"),
    Doubt.WEEK: _("In which week? Is it this day?"),
    Doubt.WEEKDAY: _("The weekday and the date do not agree. Is it this day?"),
    Doubt.FRACTION: _("Is it a day, or a fraction?"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A knot or a proposal as its line shows it; `url` is empty where there is no page."""

    words: str
    kind: str
    label: str
    url: str
    question: str = ""
    name: str = ""
    knot_id: int | None = None
    in_text: bool = True


def label_of(kind: KnotKind, what: Any, thing: Any) -> str:
    """What a knot stands for: a thing's name, a day, or a role."""
    if thing is not None:
        return str(thing.label)
    if kind is KnotKind.DAY:
        return days(what.on, what.until_on)
    return str(ROLE_LABELS[what.role])


def shown_proposal(proposal: Proposal) -> Shown:
    meaning = proposal.meaning
    return Shown(
        words=" ".join(proposal.words.split()),
        kind=str(KNOT_LABELS[meaning.kind]),
        label=label_of(meaning.kind, meaning, proposal.thing),
        url=proposal.thing.url if proposal.thing else "",
        question=str(QUESTIONS[meaning.doubt]) if meaning.doubt else "",
        name=proposal.name,
    )


def shown_knot(tied: TiedKnot) -> Shown:
    return Shown(
        words=" ".join(tied.knot.words.split()),
        kind=str(KNOT_LABELS[tied.kind]),
        label=label_of(tied.kind, tied.knot, tied.thing),
        url=tied.thing.url if tied.thing else "",
        knot_id=tied.knot.pk,
        in_text=tied.knot.start is not None,
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a paragraph as the page draws them: plain, a link, or a marked day or role."""

    text: str
    url: str = ""
    title: str | SafeString = ""


def paragraphs_shown(sheet: EntrySheet) -> list[tuple[bool, list[Piece]]]:
    """Every paragraph: whether it is a heading, and its pieces."""
    return [
        (
            paragraph.heading,
            [
                Piece(part.text)
                if part.knot is None
                else _linked(part.text, sheet.knots[part.knot])
                for part in paragraph.parts
            ],
        )
        for paragraph in sheet.paragraphs
    ]


def plain_paragraphs(text: str) -> list[tuple[bool, list[Piece]]]:
    """The paragraphs of a text that has no knots yet."""
    return [
        (paragraph.heading, [Piece(part.text) for part in paragraph.parts])
        for paragraph in paragraphs_of(text, [])
    ]


def _linked(text: str, tied: TiedKnot) -> Piece:
    shown = shown_knot(tied)
    return Piece(text, shown.url, f"{shown.kind}: {shown.label}")


def around_entry(viewer: Standing, sheet: EntrySheet) -> dict[str, Any]:
    """All that the template of an entry needs besides its sheet."""
    return {
        "sheet": sheet,
        "paragraphs": paragraphs_shown(sheet),
        "bar": entry_bar(viewer, sheet),
        "knots": [shown_knot(each) for each in sheet.knots],
        "refused": [shown_knot(each) for each in sheet.refused],
        "proposals": [shown_proposal(each) for each in sheet.proposals],
        "crumbs": [(gettext("The log"), reverse("results:log_list"))],
    }
