"""Questions about grants, as pages: asked, answered, decided; seen by the two parties only."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.basics.problem import Problem
from samsyn.dialogue.actions import answer_question, decide_question, note_on_question
from samsyn.directory.actions.journal import require
from samsyn.funding.actions.questions import ask_about_grant
from samsyn.funding.forms.questions import (
    QUESTION_STATE_NAMES,
    QuestionFilters,
    QuestionForm,
    SaidForm,
)
from samsyn.funding.pages.tabs import tabs_of
from samsyn.funding.queries.grants import grant_sheet
from samsyn.funding.queries.parties import party_of
from samsyn.funding.queries.questions import (
    about_choices,
    grant_question,
    grant_question_lines,
    grant_questions_for,
    grant_questions_within,
    questions_of_grant,
    with_lines,
)
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.paging import page_of
from samsyn.web.sheets import excel
from samsyn.web.templatetags.samsyn import changed_query


@require_GET
def question_list(request: Request) -> HttpResponse | FileResponse:
    """The questions about the grants that one's organisation receives or gives, newest first."""
    viewer = request.standing
    filters = QuestionFilters(request.GET, viewer=viewer)
    rows = grant_questions_within(grant_questions_for(viewer), viewer, **filters.chosen())
    if request.GET.get("format") == "xlsx":
        return excel(gettext("questions") + ".xlsx", _headers(), _cells(viewer, rows))
    page = page_of(request, with_lines(rows), ("-pk",))
    return answer(
        request,
        "funding/question_list.html",
        tabs=tabs_of(viewer, "question_list"),
        filters=filters,
        chips=filters.chips(),
        page=page,
        lines=list(grant_question_lines(viewer, page.rows)),
        total=grant_questions_for(viewer).count() if filters.chosen() else page.total,
        excel_url=changed_query(request.GET, {"format": "xlsx", "after": None, "before": None}),
    )


def _headers() -> list[str]:
    return [
        gettext("Question"),
        gettext("Why we ask"),
        gettext("Asked by"),
        gettext("Asked of"),
        pgettext("question", "Asked on"),
        gettext("Case number"),
        gettext("Grant"),
        gettext("About"),
        gettext("State"),
        pgettext("question", "Answer"),
        gettext("Answered on"),
        gettext("Decision"),
        gettext("Decided on"),
        gettext("Notes"),
    ]


def _cells(viewer: Any, rows: Any) -> Iterator[list[Any]]:
    links = with_lines(rows).iterator(chunk_size=2000)
    for line in grant_question_lines(viewer, links):
        sheet, question = line.sheet, line.sheet.question
        yield [
            question.text,
            question.background,
            question.asker.name,
            question.answerer.name,
            question.asked_on,
            line.grant.number,
            line.grant.title,
            line.about,
            str(QUESTION_STATE_NAMES[sheet.state]),
            "\n".join(said.text for said in sheet.answers),
            sheet.answered_on,
            "\n".join(said.text for said in sheet.decisions),
            sheet.decided_on,
            "\n".join(said.text for said in sheet.notes),
        ]


@require_GET
def question_detail(request: Request, question_id: int) -> HttpResponse:
    """One question: who asks whom, why, and all that has been said to it."""
    line = grant_question(request.standing, question_id)
    return answer(request, "funding/question_detail.html", line=line, crumbs=_crumbs(line.grant))


@require_http_methods(["GET", "POST"])
def question_ask(request: Request, grant_id: int) -> HttpResponse:
    """Ask the other party of a grant something."""
    viewer = request.standing
    sheet = grant_sheet(viewer, grant_id)
    require(by=viewer, deed="ask question", owner_id=party_of(sheet.grant, viewer))
    form = QuestionForm(request.POST or None, about=about_choices(viewer, sheet.grant))
    if form.is_valid():
        try:
            made = ask_about_grant(by=viewer, grant_id=grant_id, **form.asked())
        except Problem as problem:
            show_problem(form, problem)
        else:
            text = gettext("Asked. It stands on the list until it is decided.")
            messages.success(request, text)
            return redirect("funding:question_detail", made.question_id)
    return answer(
        request,
        "funding/question_ask.html",
        form=form,
        sheet=sheet,
        questions=questions_of_grant(viewer, sheet.grant),
        crumbs=_crumbs(sheet.grant),
    )


@require_http_methods(["GET", "POST"])
def question_answer(request: Request, question_id: int) -> HttpResponse:
    """Answer a question that was put to one's own organisation."""
    line = grant_question(request.standing, question_id)
    owner_id = line.sheet.question.answerer_id
    require(by=request.standing, deed="answer question", owner_id=owner_id)
    thanks = gettext("Your answer stands on the list.")
    return _say(request, line, answer_question, gettext("Answer"), thanks)


@require_http_methods(["GET", "POST"])
def question_decide(request: Request, question_id: int) -> HttpResponse:
    """Write down what was decided about a question."""
    line = grant_question(request.standing, question_id)
    owner_id = party_of(line.grant, request.standing)
    require(by=request.standing, deed="decide question", owner_id=owner_id)
    thanks = gettext("The decision stands on the list.")
    return _say(request, line, decide_question, gettext("Write the decision"), thanks)


@require_http_methods(["GET", "POST"])
def question_note(request: Request, question_id: int) -> HttpResponse:
    """Write a note to a question; it answers and decides nothing."""
    line = grant_question(request.standing, question_id)
    owner_id = party_of(line.grant, request.standing)
    require(by=request.standing, deed="note on question", owner_id=owner_id)
    thanks = gettext("The note is written.")
    return _say(request, line, note_on_question, gettext("Write a note"), thanks)


def _say(
    request: Request, line: Any, deed: Callable[..., Any], heading: str, thanks: str
) -> HttpResponse:
    """Read what is said to a question, do the deed and answer."""
    form = SaidForm(request.POST or None)
    question = line.sheet.question
    if form.is_valid():
        try:
            deed(by=request.standing, question_id=question.pk, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, thanks)
            return redirect("funding:question_detail", question.pk)
    crumbs = _crumbs(line.grant)
    crumbs.append((question.text, reverse("funding:question_detail", args=[question.pk])))
    return answer(
        request,
        "funding/question_say.html",
        form=form,
        line=line,
        heading=heading,
        crumbs=crumbs,
    )


def _crumbs(grant: Any) -> list[tuple[str, str]]:
    return [
        (gettext("Grants"), reverse("funding:grant_list")),
        (grant.title, reverse("funding:grant_detail", args=[grant.pk])),
    ]
