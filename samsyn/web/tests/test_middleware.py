"""What htmx gets when a page sends the reader on."""

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from samsyn.web.middleware import SentOn


def sends_on(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect("/funding/")


def test_htmx_is_told_where_to_go_instead_of_putting_the_next_page_into_this_one() -> None:
    asked = RequestFactory().post("/", headers={"hx-request": "true"})
    answer = SentOn(sends_on)(asked)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/funding/")
    assert "Location" not in answer


@pytest.mark.parametrize("status", [200, 404, 422])
def test_other_answers_are_left_alone(status: int) -> None:
    asked = RequestFactory().post("/", headers={"hx-request": "true"})
    assert SentOn(lambda _request: HttpResponse(status=status))(asked).status_code == status


def test_a_browser_follows_by_itself() -> None:
    answer = SentOn(sends_on)(RequestFactory().post("/"))
    assert (answer.status_code, answer["Location"]) == (302, "/funding/")
