"""A dialogue held once more, and what the page about agreement says of the change."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_http_methods

from samsyn.basics.problem import Problem
from samsyn.dialogue.actions import hold_again
from samsyn.dialogue.forms.rounds import RoundForm
from samsyn.dialogue.pages.agreement_words import voters
from samsyn.dialogue.pages.dialogues import crumbs_to
from samsyn.dialogue.queries import PEOPLE, Rounds, VoiceChange, dialogue_sheet
from samsyn.directory.actions.journal import require
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.templatetags.samsyn import count, number


@require_http_methods(["GET", "POST"])
def dialogue_again(request: Request, dialogue_id: int) -> HttpResponse:
    """Hold a second round over the same statements."""
    viewer = request.standing
    sheet = dialogue_sheet(viewer, dialogue_id)
    require(by=viewer, deed="hold dialogue again", owner_id=sheet.dialogue.organiser_id)
    title = _("%(title)s, once more") % {"title": sheet.dialogue.title}
    form = RoundForm(request.POST or None, initial={"title": title[:200]})
    if form.is_valid():
        try:
            again = hold_again(by=viewer, dialogue_id=dialogue_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, _("The second round is written down."))
            return redirect("dialogue:dialogue_detail", again.pk)
    return answer(
        request, "dialogue/dialogue_again.html", form=form, sheet=sheet, crumbs=crumbs_to(sheet)
    )


def change_of_voice(rounds: Rounds, kind: str) -> dict[str, Any] | None:
    """What the template shows of the change in one way of counting; None where there is none."""
    found = next((each for each in rounds.changes if each.kind == kind), None)
    if found is None:
        return None
    return {
        "headline": turned_words(found),
        "figure": figure_words(found),
        "rests": rests_words(found),
        "bars": [
            (_("Before"), _bar(found.before), _figure_and_interval(found.before)),
            (_("Now"), _bar(found.after), _figure_and_interval(found.after)),
        ],
        "gained": found.gained,
        "lost": found.lost,
    }


def turned_words(change: VoiceChange) -> str:
    """Which way it went, in a sentence."""
    return {
        "more": _("More is shared than before"),
        "less": _("Less is shared than before"),
        "unsure": _("It cannot be said whether more is shared than before"),
    }[change.turned]


def figure_words(change: VoiceChange) -> str:
    """How much the figure moved, and between what the move lies."""
    text = ngettext(
        "The samsyn figure over the only statement of both rounds moved by %(change)s; with 90 %% "
        "probability by something from %(low)s to %(high)s.",
        "The samsyn figure over the %(statements)s statements of both rounds moved by %(change)s; "
        "with 90 %% probability by something from %(low)s to %(high)s.",
        change.statements,
    )
    return text % {
        "statements": count(change.statements),
        "change": _signed(change.change),
        "low": _signed(change.low),
        "high": _signed(change.high),
    }


def rests_words(change: VoiceChange) -> str:
    """How many voted in each round, and in both where that can be known."""
    text = _("It rests on %(before)s before and %(now)s now.") % {
        "before": voters(change.kind, change.voters_before),
        "now": voters(change.kind, change.voters_after),
    }
    if change.kind == PEOPLE or change.both is None:
        return text + " " + _("A phone has another key each time: nobody knows who came twice.")
    twice = ngettext(
        "%(number)s took part both times.", "%(number)s took part both times.", change.both
    )
    return text + " " + twice % {"number": count(change.both)}


def _bar(figure: tuple[float, float, float]) -> dict[str, str]:
    """Where the interval and the figure lie on a scale of a hundred, as the drawing writes them."""
    value, low, high = figure
    parts = {"low": low, "length": max(high - low, 0.005), "value": min(value, 0.995)}
    return {name: f"{100 * part:.2f}" for name, part in parts.items()}


def _figure_and_interval(figure: tuple[float, float, float]) -> str:
    value, low, high = (number(part, 2) for part in figure)
    return _("%(value)s (%(low)s to %(high)s)") % {"value": value, "low": low, "high": high}


def _signed(value: float) -> str:
    written = number(value, 2)
    return f"+{written}" if value > 0 and any(sign in "123456789" for sign in written) else written
