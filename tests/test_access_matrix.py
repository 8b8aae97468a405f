"""Who gets which page and which answer of the API: everybody × every address, by the two tables.

What is expected is worked out here from `directory/rules/access.py` and `directory/rules/roles.py`
and from nothing else, so that a query that forgets to ask is found. An address that is not named
in a table below is refused to nobody, so it may not exist: the first test says so.
"""

import copy
import html
import json
import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from samsyn.cast import Cast
from samsyn.config.urls import api
from tests.access import PAGES
from tests.access_api import API
from tests.access_rule import VIEWERS, Rule
from tests.lookers import Looker, keys_for
from tests.pages import Address, Store, addresses, fill


@pytest.fixture
def store(cast: Cast) -> Store:
    return fill(cast)


def test_every_address_is_in_the_table() -> None:
    names = {address.name for address in addresses()}
    missing = sorted(names - set(PAGES))
    assert not missing, f"say in the table who gets them; add it to the table: {missing}"


def test_every_answer_of_the_api_is_in_the_table() -> None:
    missing = sorted(set(answers()) - set(API))
    assert not missing, f"say in the table who gets them; add it to the table: {missing}"


@pytest.mark.parametrize("name", VIEWERS)
def test_a_page_is_given_as_the_tables_say_and_tells_nothing_more(store: Store, name: str) -> None:
    looker = Looker(store, name)
    hidden = looker.must_not_read()
    wrong = []
    for address in addresses():
        rule = PAGES[address.name]
        status, text = ask(looker, address, rule)
        if not is_due(looker, rule, status, lambda: ask(looker, address, rule, absent=True)):  # noqa: B023
            wrong.append(f"{address.name}: {status} instead of {looker.gets(rule)}")
        if address.name != "directory:invitation_accept":  # who holds the link reads its address
            leaks = [f"{record.kind} {record.text}" for record in hidden if record.text in text]
            wrong += [f"{address.name} tells of {leak}" for leak in leaks]
    assert not wrong, f"{name}:\n" + "\n".join(wrong)


def ask(looker: Looker, address: Address, rule: Rule, *, absent: bool = False) -> tuple[int, str]:
    """The status and the text of a page; what a posted one changes is undone."""
    where = address.filled(keys_for(looker.store, rule, absent=absent))
    browser = Client()
    browser.cookies = copy.deepcopy(looker.browser.cookies)
    with transaction.atomic():
        answer = browser.post(where) if rule.posts else browser.get(where)
        transaction.set_rollback(True)
    text = b"".join(answer).decode("utf-8", "replace")
    fine = rule.posts and answer.status_code in {302, 422} and not asks_to_sign_in(answer)
    return 200 if fine else answer.status_code, text


def asks_to_sign_in(answer: Any) -> bool:
    return answer.status_code == 302 and "/account/login/?next=" in answer["Location"]


def is_due(
    looker: Looker, rule: Rule, status: int, ask_for_absent: Callable[[], tuple[int, str]]
) -> bool:
    """Whether somebody gets what the table says.

    Who may not see the record may also be told that she may not do the deed, if she is told the
    same of a record that is not there.
    """
    due = looker.gets(rule)
    if due == 404 and status == 403:
        return ask_for_absent()[0] == 403
    return status == due


def answers() -> dict[str, Mapping[str, Any]]:
    """Every answer of the API as its own description tells of it, by verb and address."""
    return {
        f"{verb.upper()} {where}": answer
        for where, verbs in api.get_openapi_schema()["paths"].items()
        for verb, answer in verbs.items()
    }


@pytest.mark.parametrize("name", VIEWERS)
def test_the_api_answers_as_the_tables_say_and_tells_nothing_more(store: Store, name: str) -> None:
    looker = Looker(store, name)
    hidden = looker.must_not_read()
    wrong = []
    for what, described in answers().items():
        rule = API[what]
        status, text = call(looker, what, described)
        if not is_due(looker, rule, status, lambda: call(looker, what, described, absent=True)):  # noqa: B023
            wrong.append(f"{what}: {status} instead of {looker.gets(rule)} {text[:200]}")
        leaks = [f"{record.kind} {record.text}" for record in hidden if record.text in text]
        wrong += [f"{what} tells of {leak}" for leak in leaks]
    assert not wrong, f"{name}:\n" + "\n".join(wrong)


def call(
    looker: Looker, what: str, described: Mapping[str, Any], *, absent: bool = False
) -> tuple[int, str]:
    """The status and text of an answer of the API, in the words of pages.

    302 stands for "sign in first", and 200 for everything that somebody gets who may: 422, when a
    rule of the room refused what was sent, is one of them.
    """
    rule = API[what]
    keys = keys_for(looker.store, rule)
    sent = made_up(described, keys | in_bodies(looker.store))
    verb, where = what.split(" ")
    where = where.format(**keys_for(looker.store, rule, absent=absent))
    with transaction.atomic():
        answer = looker.browser.generic(verb, where, json.dumps(sent), "application/json")
        transaction.set_rollback(True)
    text = b"".join(answer).decode("utf-8", "replace")
    assert not (answer.status_code == 422 and '"detail"' in text), f"{what}: {sent} {text}"
    return {401: 302, 201: 200, 204: 200, 422: 200}.get(
        answer.status_code, answer.status_code
    ), text


def in_bodies(store: Store) -> dict[str, object]:
    """Keys that mean something else in what is sent than in an address."""
    cast = store.cast
    return {
        "organisation_id": cast.organisations["region"].pk,
        "company_id": cast.organisations["norrfors"].pk,
        "person_id": cast.people["bo"].pk,
    }


def made_up(described: Mapping[str, Any], keys: Mapping[str, object]) -> Any:
    """Something of the shape that an answer asks for, with keys of things that are there."""
    body = described.get("requestBody")
    if body is None:
        return {}
    return _made_up("", body["content"]["application/json"]["schema"], keys)


def _made_up(name: str, shape: Mapping[str, Any], keys: Mapping[str, object]) -> Any:
    if "$ref" in shape:
        shape = SHAPES[shape["$ref"].rsplit("/", 1)[-1]]
    for one in ("anyOf", "allOf"):
        if one in shape:
            return _made_up(name, shape[one][0], keys)
    if "enum" in shape:
        return shape["enum"][0]
    if shape.get("type") == "object":
        needed = shape.get("required", [])
        return {each: _made_up(each, shape["properties"][each], keys) for each in needed}
    if shape.get("type") == "array":
        return [_made_up(name, shape["items"], keys)] if shape.get("minItems") else []
    if shape.get("format") == "date":
        return str(timezone.localdate() + timedelta(days=30))
    if name in keys:
        return keys[name]
    return {"integer": 2025, "number": 1, "boolean": False}.get(shape.get("type", ""), "1")


SHAPES = api.get_openapi_schema()["components"]["schemas"]


@pytest.mark.parametrize("name", ["visitor", "cilla", "diyar", "frida", "ivar"])
def test_no_page_offers_what_is_then_refused(store: Store, name: str) -> None:
    """Every link of every page, and of every page that these lead to, is followed."""
    looker = Looker(store, name)
    found: dict[str, str] = {}
    for address in addresses():
        rule = PAGES[address.name]
        if looker.gets(rule) == 200 and not rule.posts:
            found[address.filled(keys_for(store, rule))] = "the map"
    followed: set[str] = set()
    refused = []
    for _step in range(3):
        for where in sorted(set(found) - followed):
            followed.add(where)
            answer = looker.browser.get(where)
            if answer.status_code not in {200, 302}:
                refused.append(f"{answer.status_code} {where}, a link of {found[where]}")
            elif answer.get("Content-Type", "").startswith("text/html"):
                for link in links_of(answer.content.decode()):
                    found.setdefault(link, where)
    assert not refused, f"{name}:\n" + "\n".join(refused)


def links_of(page: str) -> set[str]:
    """The addresses of pages of ours that a page links to."""
    links = {html.unescape(each) for each in re.findall(r'<a [^>]*href="([^"#]*)', page)}
    return {each for each in links if each.startswith("/")}
