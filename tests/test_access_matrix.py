"""Who gets which page and which answer of the API: everybody × every address, by the two tables.

What is expected is worked out here from `directory/rules/access.py` and `directory/rules/roles.py`
and from nothing else, so that a query that forgets to ask is found. An address that is not named
in a table below is refused to nobody, so it may not exist: the first test says so.
"""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from samsyn.cast import Cast
from samsyn.config.urls import api
from tests.access import API, PAGES, VIEWERS, Looker, Rule
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
    hidden = [record for record in store.records if not looker.sees(record)]
    wrong = []
    for address in addresses():
        rule = PAGES[address.name]
        status, text = ask(looker, address, rule)
        if status != looker.gets(rule):
            wrong.append(f"{address.name}: {status} instead of {looker.gets(rule)}")
        if address.name != "directory:invitation_accept":  # who holds the link reads its address
            leaks = [f"{record.kind} {record.text}" for record in hidden if record.text in text]
            wrong += [f"{address.name} tells of {leak}" for leak in leaks]
    assert not wrong, f"{name}:\n" + "\n".join(wrong)


def ask(looker: Looker, address: Address, rule: Rule) -> tuple[int, str]:
    """The status and the text of a page; what a posted one changes is undone."""
    keys = dict(looker.store.keys)
    if rule.key is not None:
        keys[rule.key[0]] = keys[rule.key[1]]
    where = address.filled(keys)
    with transaction.atomic():
        answer = looker.browser.post(where) if rule.posts else looker.browser.get(where)
        transaction.set_rollback(True)
    text = b"".join(answer).decode("utf-8", "replace")
    sent_on = answer.status_code == 302 and "/account/login/" not in answer["Location"]
    shape_refused = rule.posts and answer.status_code == 422
    return 200 if sent_on or shape_refused else answer.status_code, text


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
    hidden = [record for record in store.records if not looker.sees(record)]
    wrong = []
    for what, described in answers().items():
        rule = API[what]
        status, text = call(looker, what, rule, described)
        if not is_due(looker, what, status):
            wrong.append(f"{what}: {status} {text[:200]}")
        leaks = [f"{record.kind} {record.text}" for record in hidden if record.text in text]
        wrong += [f"{what} tells of {leak}" for leak in leaks]
    assert not wrong, f"{name}:\n" + "\n".join(wrong)


def is_due(looker: Looker, what: str, status: int) -> bool:
    """Whether she gets what the table says.

    422 stands for a rule of the room. Who may not see the record may also be told that she may
    not do the deed, if she is told the same of a record that is not there.
    """
    rule = API[what]
    due = {302: 401}.get(looker.gets(rule), looker.gets(rule))
    if due == 200:
        return status in {200, 201, 204, 422}
    if due == 404 and status == 403:
        return call(looker, what, rule, answers()[what], absent=True)[0] == 403
    return status == due or (due == 403 and bool(rule.at) and status == 422)


def call(
    looker: Looker, what: str, rule: Rule, described: Mapping[str, Any], *, absent: bool = False
) -> tuple[int, str]:
    """The status and text of an answer, about things that are there or about one that is not."""
    keys = looker.store.keys | {"kind": "improvement", "key": looker.store.keys["improvement_id"]}
    if rule.key is not None:
        keys[rule.key[0]] = keys[rule.key[1]]
    verb, where = what.split(" ")
    sent = made_up(described, keys | in_bodies(looker.store))
    if absent:
        keys |= {name: 10**9 for name in keys if name.endswith("_id")}
    with transaction.atomic():
        answer = looker.browser.generic(
            verb, where.format(**keys), json.dumps(sent), content_type="application/json"
        )
        transaction.set_rollback(True)
    text = answer.content.decode("utf-8", "replace")
    assert not (answer.status_code == 422 and '"detail"' in text), f"{what}: {sent} {text}"
    return answer.status_code, text


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
