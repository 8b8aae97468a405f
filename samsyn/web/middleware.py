"""Turn a refusal that no page caught into a plain page with the right status."""

from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samsyn.basics.problem import Problem
from samsyn.web.answer import in_words

STATUS = {"not-allowed": 403, "not-yours": 403, "sign-in-first": 401}
REFUSED = 422


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
