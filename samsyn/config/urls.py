"""The map of all addresses."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext
from django.views.generic import RedirectView
from django.views.i18n import set_language
from ninja import NinjaAPI
from ninja.security import django_auth

from samsyn.basics.problem import Problem
from samsyn.company.api import router as company
from samsyn.dialogue.api import router as dialogue
from samsyn.dialogue.pages import notebook_link, phone_focus, phones
from samsyn.directory.api import router as directory
from samsyn.funding.api import router as funding
from samsyn.programme.api import router as programme
from samsyn.results.api import router as results
from samsyn.results.pages import front, thread
from samsyn.strategy.api import router as strategy
from samsyn.web.answer import in_words
from samsyn.web.middleware import REFUSED, STATUS
from samsyn.web.pages import design

api = NinjaAPI(title="Samsyn", version="1", auth=django_auth, docs_url=None)
api.add_router("directory/", directory)
api.add_router("dialogues/", dialogue)
api.add_router("strategy/", strategy)
api.add_router("companies/", company)
api.add_router("programmes/", programme)
api.add_router("funding/", funding)
api.add_router("results/", results)


@api.exception_handler(Problem)
def problem_as_json(request: HttpRequest, problem: Problem) -> HttpResponse:
    """A refusal as {"code", "text"}, with the same status as the page has."""
    return api.create_response(
        request,
        {"code": problem.code, "text": in_words(problem)},
        status=STATUS.get(problem.code, REFUSED),
    )


@api.exception_handler(ObjectDoesNotExist)
def nothing_there(request: HttpRequest, error: ObjectDoesNotExist) -> HttpResponse:
    """What is not there, or not for the one who asks: the same answer."""
    return api.create_response(
        request,
        {"code": "not-found", "text": gettext("There is nothing here for you.")},
        status=404,
    )


api_urls = api.urls
for pattern in api_urls[0]:
    # the API asks for sign-in itself, route by route, and answers 401 instead of a page
    vars(pattern.callback)["login_required"] = False


urlpatterns: list[URLPattern | URLResolver] = [
    path("", front.front, name="front"),
    path("accessibility/", thread.accessibility, name="accessibility"),
    path("sources/", thread.sources, name="sources"),
    path("design/", design, name="design"),
    path("directory/", include("samsyn.directory.urls")),
    path("dialogues/", include("samsyn.dialogue.urls")),
    # short, because it is typed on a phone
    path("d/", phones.code, name="code"),
    path("d/worker.js", phones.phone_worker, name="phone_worker"),
    path("d/<str:code>/", phones.phone, name="phone"),
    path("d/<str:code>/votes/", phones.phone_votes, name="phone_votes"),
    path("d/<str:code>/say/", phones.phone_say, name="phone_say"),
    path("d/<str:code>/about/", phones.phone_about, name="phone_about"),
    path("d/<str:code>/focus/", phone_focus.phone_focus_page, name="phone_focus"),
    path("d/<str:code>/focus/sheet/", phone_focus.phone_sheet, name="phone_sheet"),
    path("d/<str:code>/results/", phones.phone_results, name="phone_results"),
    # the region's people answer the notes of a visit
    path("n/<str:notebook_key>/", notebook_link.notebook_link, name="notebook_link"),
    path("n/<str:notebook_key>/who/", notebook_link.who_says_so, name="who_says_so"),
    path("n/<str:notebook_key>/confirm/", notebook_link.notes_confirm, name="notes_confirm"),
    path(
        "n/<str:notebook_key>/<int:note_id>/confirm/",
        notebook_link.note_confirm,
        name="note_confirm",
    ),
    path(
        "n/<str:notebook_key>/<int:note_id>/correct/",
        notebook_link.note_correct,
        name="note_correct",
    ),
    path("strategy/", include("samsyn.strategy.urls")),
    path("companies/", include("samsyn.company.urls")),
    path("programmes/", include("samsyn.programme.urls")),
    path("funding/", include("samsyn.funding.urls")),
    path("results/", include("samsyn.results.urls")),
    # one address a person, changed by an administrator: the library's own page is left out
    path("account/email/", RedirectView.as_view(pattern_name="directory:account")),
    path("account/", include("allauth.urls")),
    path("language/setlang/", login_not_required(set_language), name="set_language"),
    path("api/", api_urls),
]
