"""The room: its big screen with the code, votes coming in, and what waits for the organiser."""

from typing import Any

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from samsyn.dialogue.actions.phones import let_statement_in, open_to_phones, show_results
from samsyn.dialogue.forms.phones import PhonesForm
from samsyn.dialogue.pages.agreement_words import found_words, map_sentences
from samsyn.dialogue.pages.analyses import map_of, marks_of
from samsyn.dialogue.pages.focus_words import voice_words
from samsyn.dialogue.pages.opinion_svg import has_map, legend_of
from samsyn.dialogue.pages.tabs import parts_of
from samsyn.dialogue.queries import room_focus
from samsyn.dialogue.queries.phones import RoomSheet, room_people, room_sheet
from samsyn.web.answer import Request, answer, deed_done

PARTS = ("live", "outcome", "focus")
"""What the big screen draws anew by itself."""
MOST_ON_SCREEN = 3
"""So many statements of each kind can be read from the back of the room."""


@require_GET
def room(request: Request, dialogue_id: int) -> HttpResponse:
    """How many take part and how much they have said; no names, and results once they are shown."""
    sheet = room_sheet(request.standing, dialogue_id)
    asked = request.GET.get("part", "")
    part = asked if asked in PARTS else "live"
    # A part that comes again and again asks only for what it shows.
    wanted = (part,) if request.headers.get("HX-Request") == "true" else PARTS
    address = ""
    if sheet.dialogue.phone_code:
        address = request.build_absolute_uri(reverse("phone", args=[sheet.dialogue.phone_code]))
    return answer(
        request,
        "dialogue/room.html",
        tabs=parts_of(request.standing, sheet.dialogue, "room"),
        part=part,
        sheet=sheet,
        outcome=_outcome(request, sheet) if "outcome" in wanted else None,
        focus=_focus(request, sheet) if "focus" in wanted else None,
        address=address,
        square=square_of(address),
        asides=[(gettext("Waits for you"), sheet.waiting), (gettext("Left out"), sheet.left_out)],
        phones=PhonesForm(initial={"is_moderated": sheet.dialogue.is_moderated}),
        crumbs=[
            (gettext("Dialogues"), reverse("dialogue:dialogue_list")),
            (sheet.dialogue.title, reverse("dialogue:dialogue_detail", args=[dialogue_id])),
        ],
    )


def _outcome(request: Request, sheet: RoomSheet) -> dict[str, Any] | None:
    """What the room came to, for its big screen: the sentence, the first few, and the map."""
    voice = room_people(request.standing, sheet)
    if voice is None:
        return None
    said = found_words(voice)
    marks = dict(marks_of(voice))
    return {
        **said,
        "agreed": said["statements"]["agreed"][:MOST_ON_SCREEN],
        "divides": said["statements"]["divides"][:MOST_ON_SCREEN],
        "marks": [(marks[look], text) for look, text in legend_of(voice)],
        "map": mark_safe(map_of(sheet.dialogue.title, voice, alone=False))  # noqa: S308  escaped by the pen
        if has_map(voice)
        else "",
        "map_words": list(map_sentences(voice)),
    }


def _focus(request: Request, sheet: RoomSheet) -> dict[str, Any] | None:
    """What comes first, and who takes what, for the big screen."""
    found = room_focus(request.standing, sheet)
    if found is None:
        return None
    return {"voices": [voice_words(voice) for voice in found.voices], "taken": found.taken}


@require_POST
def phones_open(request: Request, dialogue_id: int) -> HttpResponse:
    """Let people take part by phone, or change how."""
    form = PhonesForm(request.POST)
    form.is_valid()
    open_to_phones(by=request.standing, dialogue_id=dialogue_id, **form.cleaned_data)
    messages.success(request, gettext("People can take part by phone now."))
    return redirect("dialogue:room", dialogue_id)


@require_POST
def results_show(request: Request, dialogue_id: int) -> HttpResponse:
    """Open the results to those who take part by phone, or close them."""
    shown = request.POST.get("shown") == "yes"
    show_results(by=request.standing, dialogue_id=dialogue_id, shown=shown)
    text = gettext("The results are open.") if shown else gettext("The results are closed again.")
    messages.success(request, text)
    return redirect("dialogue:room", dialogue_id)


@require_POST
def statement_state(request: Request, statement_id: int) -> HttpResponse:
    """Let what somebody said by phone in, or leave it out."""
    let_in = request.POST.get("state") == "in"
    statement = let_statement_in(by=request.standing, statement_id=statement_id, let_in=let_in)
    deed_done(
        request,
        gettext("Everybody can vote on it now.") if let_in else gettext("It is left out."),
        reverse("dialogue:statement_state", args=[statement_id]),
        state="out" if let_in else "in",
    )
    return redirect("dialogue:room", statement.dialogue_id)


def square_of(address: str) -> str:
    """The square that a phone's camera reads, as SVG for the page; "" without an address."""
    if not address:
        return ""
    drawn = segno.make(address, error="m", micro=False)
    # segno draws the SVG itself, from nothing but the modules of the square
    return mark_safe(  # noqa: S308
        drawn.svg_inline(scale=6, border=2, omitsize=True, svgclass=None, lineclass=None)
    )
