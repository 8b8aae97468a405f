"""Keys stand in addresses as they are; numbers in sentences are grouped as people read them."""

from decimal import Decimal

from django.template import Context, Template
from django.utils.translation import override

from samsyn.basics.problem import Problem
from samsyn.web.answer import in_words

SPACE = "\N{NO-BREAK SPACE}"


def test_a_large_key_in_an_address_has_no_space_in_it() -> None:
    with override("sv"):
        written = Template("{% load samsyn %}?call={{ key }} {{ key|count }}").render(
            Context({"key": 1387})
        )
    assert written == f"?call=1387 1{SPACE}387"


def test_a_refusal_groups_its_numbers() -> None:
    problem = Problem("too-much", "%(asked)s kronor", asked=Decimal("300000"))
    with override("sv"):
        assert in_words(problem) == f"300{SPACE}000 kronor"
