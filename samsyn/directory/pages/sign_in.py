"""Coming in and going out: by password, by a link in a mail, or as one of the demo's cast."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.basics.problem import Problem, words
from samsyn.directory.actions.accounts import LINK_SCOPE, send_sign_in_link
from samsyn.directory.forms.people import LinkForm
from samsyn.directory.queries.people import demo_people as cast_of_demo, demo_person
from samsyn.web.answer import Request, answer

BY_LINK = "sesame.backends.ModelBackend"


@login_not_required
@require_GET
def sign_in(request: Request) -> HttpResponse:
    """The page where one signs in; back to where one was afterwards."""
    address = reverse("account_login")
    wanted = request.GET.get("next", "")
    return redirect(f"{address}?{urlencode({'next': wanted})}" if wanted else address)


@require_POST
def sign_out(request: Request) -> HttpResponse:
    """Sign out on this device."""
    logout(request)
    messages.success(request, gettext("You are signed out."))
    return redirect("/")


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_in_link(request: Request) -> HttpResponse:
    """Ask for a link by e-mail. The answer is the same whether or not the address is known."""
    form = LinkForm(request.POST or None)
    if form.is_valid():
        send_sign_in_link(
            by=request.standing,
            email=form.cleaned_data["email"],
            site=request.build_absolute_uri("/").rstrip("/"),
        )
        return redirect(f"{reverse('directory:sign_in_link')}?sent=1")
    sent = request.GET.get("sent") == "1"
    return answer(request, "directory/sign_in_link.html", form=form, sent=sent)


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def sign_in_by_link(request: Request, token: str) -> HttpResponse:
    """The link in the mail: opening it shows a button, pressing the button signs in, once."""
    person = authenticate(request, sesame=token, scope=LINK_SCOPE)
    if person is None:
        raise Problem(
            "sign-in-link-dead",
            words(
                "The link does not work any more: it lasts 15 minutes and works once. "
                "Ask for a new one where you sign in."
            ),
        )
    if request.method == "POST":
        login(request, person, backend=BY_LINK)
        return redirect("/")
    return answer(request, "directory/sign_in_by_link.html", person=person)


@never_cache
@login_not_required
@require_GET
def demo_people(request: Request) -> HttpResponse:
    """The made-up people of the demo and who they are, each with a button to come in as."""
    people = cast_of_demo(request.standing)
    return answer(request, "directory/demo_people.html", people=people)


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def demo_sign_in(request: Request, name: str) -> HttpResponse:
    """Come in as one of the demo's cast, in one press; 404 where the demo did not make the store.

    Elsewhere nothing is changed by opening an address. Here it is, so that a printed link works;
    the people are made up and the store is nobody's.
    """
    login(request, demo_person(request.standing, name), backend=BY_LINK)
    return redirect("/")
