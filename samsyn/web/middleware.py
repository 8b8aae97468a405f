"""Turn a refusal that no page caught into a plain page; send the browser on, also through htmx."""

from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samsyn.basics.problem import Problem
from samsyn.web.answer import in_words

STATUS = {
    **dict.fromkeys(("not-allowed", "not-yours", "not-your-company", "not-your-activity"), 403),
    "sign-in-first": 401,
}
REFUSED = 422
SENDS_ON = {301, 302, 303}


class ProblemPage:
    """Rooms raise Problem and DoesNotExist; only this file knows the HTTP status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, ObjectDoesNotExist):
            raise Http404 from error
        if isinstance(error, Problem):
            status = STATUS.get(error.code, REFUSED)
            context = {"text": in_words(error), "code": error.code}
            return render(request, "problem.html", context, status=status)
        return None


class SentOn:
    """Lets htmx go where a page sends the reader, as a browser does.

    Left alone it follows by itself and puts the whole next page into the part of this one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        asked_by_htmx = request.headers.get("HX-Request") == "true"
        if asked_by_htmx and response.status_code in SENDS_ON:
            response.status_code = 204
            response["HX-Redirect"] = response["Location"]
            del response["Location"]
        return response
