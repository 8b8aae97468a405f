"""Questions about grants as pages, as a list and as answers of the API."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samsyn.cast import Cast
from samsyn.dialogue.models import Question
from samsyn.funding.models import GrantQuestion
from samsyn.funding.tests.conftest import SignIn

TEXT = "Hur många företag har börjat?"


def asked(cast: Cast, text: str = TEXT, *kinds: str) -> Question:
    """A question of the agency to the region, with a line of each kind."""
    today = timezone.localdate()
    agency, region = cast.organisations["agency"], cast.organisations["region"]
    made = Question.objects.create(text=text, asker=agency, answerer=region, asked_on=today)
    GrantQuestion.objects.create(question=made, grant=cast.grant)
    for kind in kinds:
        made.lines.create(kind=kind, text=f"{kind}: {text}", organisation=region, said_on=today)
    return made


def test_asked_on_the_page_of_the_grant_answered_and_decided(cast: Cast, sign_in: SignIn) -> None:
    handler, recipient = sign_in("astrid"), sign_in("ivar")
    grant = reverse("funding:grant_detail", args=[cast.grant.pk])
    ask = reverse("funding:question_ask", args=[cast.grant.pk])
    assert ask in handler.get(grant).content.decode()
    assert "Region Norrvik answers." in handler.get(ask).content.decode()
    refused = handler.post(ask, {"text": ""})
    assert refused.status_code == 422
    done = handler.post(ask, {"text": TEXT, "background": "Inför mötet."}, follow=True)
    assert "Asked. It stands on the list" in done.content.decode()
    question = Question.objects.get()
    answer = reverse("funding:question_answer", args=[question.pk])
    detail = reverse("funding:question_detail", args=[question.pk])
    assert answer not in handler.get(detail).content.decode()
    assert detail in recipient.get(grant).content.decode()
    assert answer in recipient.get(detail).content.decode()
    text = recipient.post(answer, {"text": "Tolv."}, follow=True).content.decode()
    assert "Your answer stands on the list." in text and "Tolv." in text
    assert "Answer again" in text
    decide = reverse("funding:question_decide", args=[question.pk])
    text = handler.post(decide, {"text": "Det räcker."}, follow=True).content.decode()
    assert "Det räcker." in text
    assert detail not in recipient.get(grant).content.decode()
    assert "1 is decided" in recipient.get(grant).content.decode()
    late = recipient.post(answer, {"text": "Tretton."})
    assert late.status_code == 422
    assert late.context["form"].has_error("__all__", "question-decided")
    note = reverse("funding:question_note", args=[question.pk])
    assert "Tack." in recipient.post(note, {"text": "Tack."}, follow=True).content.decode()


@pytest.mark.parametrize("name", ["bo", "frida", "visitor"])
def test_others_see_neither_the_list_nor_the_question(
    cast: Cast, sign_in: SignIn, name: str
) -> None:
    question = asked(cast)
    grant = reverse("funding:grant_detail", args=[cast.grant.pk])
    assert "Questions between us" not in sign_in(name).get(grant).content.decode()
    detail = reverse("funding:question_detail", args=[question.pk])
    assert sign_in(name).get(detail).status_code == (302 if name == "visitor" else 404)


def test_the_list_narrows_and_becomes_a_sheet(cast: Cast, sign_in: SignIn) -> None:
    asked(cast, "Öppen")
    asked(cast, "Besvarad", "note", "answer")
    asked(cast, "Avgjord", "answer", "decision")
    browser = sign_in("ivar")
    address = reverse("funding:question_list")

    def listed(**filters: object) -> list[str]:
        lines = browser.get(address, filters).context["lines"]
        return [line.sheet.question.text for line in lines]

    assert listed() == ["Avgjord", "Besvarad", "Öppen"]
    assert listed(state="open") == ["Öppen"]
    assert listed(state="answered") == ["Besvarad"]
    assert listed(state="decided") == ["Avgjord"]
    assert listed(search="besvar") == ["Besvarad"]
    assert listed(grant=cast.grant.pk)[-1] == "Öppen"
    sheet = browser.get(address, {"format": "xlsx"})
    assert b"".join(sheet.streaming_content)[:2] == b"PK"  # type: ignore[arg-type]


def test_the_pages_ask_as_often_for_many_questions(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: object
) -> None:
    browser = sign_in("ivar")
    for number in range(60):
        asked(cast, f"Fråga {number}", "note", "answer")
    with django_assert_max_num_queries(12):  # type: ignore[operator]  # a fixture
        page = browser.get(reverse("funding:question_list"))
    assert len(page.context["lines"]) == 50
    following = browser.get(page.context["page"].next_url)
    assert len(following.context["lines"]) == 10
    with django_assert_max_num_queries(50):  # type: ignore[operator]  # a fixture
        grant = browser.get(reverse("funding:grant_detail", args=[cast.grant.pk]))
    assert len(grant.context["questions"].standing) == 60


def test_the_api_asks_answers_decides_and_reads(cast: Cast, sign_in: SignIn) -> None:
    handler, recipient = sign_in("astrid"), sign_in("ivar")
    address = f"/api/funding/grants/{cast.grant.pk}/questions"
    made = handler.post(address, {"text": TEXT}, content_type="application/json")
    assert (made.status_code, made.json()["state"]) == (201, "open")
    one = f"/api/funding/questions/{made.json()['id']}"
    sent = {"text": "Tolv."}
    refused = handler.post(f"{one}/answers", sent, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "not-yours")
    answered = recipient.post(f"{one}/answers", sent, content_type="application/json").json()
    assert (answered["state"], answered["lines"][0]["text"]) == ("answered", "Tolv.")
    handler.post(f"{one}/notes", {"text": "Tack."}, content_type="application/json")
    decided = handler.post(f"{one}/decisions", {"text": "Bra."}, content_type="application/json")
    assert [line["kind"] for line in decided.json()["lines"]] == ["answer", "note", "decision"]
    again = recipient.post(f"{one}/answers", sent, content_type="application/json")
    assert (again.status_code, again.json()["code"]) == (422, "question-decided")
    listed = recipient.get("/api/funding/questions", {"state": "decided"}).json()
    assert (listed["total"], listed["rows"][0]["asker"]["name"]) == (1, "Industrimyndigheten")
    assert sign_in("bo").get(one).status_code == 404


def test_a_question_may_be_about_a_goal_or_an_activity(cast: Cast, sign_in: SignIn) -> None:
    handler = sign_in("astrid")
    ask = reverse("funding:question_ask", args=[cast.grant.pk])
    shown = handler.get(ask).content.decode()
    assert f'value="goal-{cast.goal.pk}"' in shown
    assert f'value="activity-{cast.activity.pk}"' in shown
    for number, about in enumerate((f"goal-{cast.goal.pk}", f"activity-{cast.activity.pk}", "")):
        said = {"text": f"Fråga {number}", "about": about}
        assert handler.post(ask, said).status_code == 302
    links = GrantQuestion.objects.order_by("pk").values_list("goal", "activity")
    assert list(links) == [(cast.goal.pk, None), (None, cast.activity.pk), (None, None)]
    assert handler.post(ask, {"text": "Annat", "about": "goal-99999"}).status_code == 422
    goal, activity, _whole = Question.objects.order_by("pk")
    for question, page in (
        (goal, reverse("strategy:goal_detail", args=[cast.goal.pk])),
        (activity, reverse("programme:activity_detail", args=[cast.activity.pk])),
    ):
        where = reverse("funding:question_detail", args=[question.pk])
        assert page in sign_in("ivar").get(where).content.decode()
    grant = sign_in("ivar").get(reverse("funding:grant_detail", args=[cast.grant.pk]))
    assert cast.activity.title in grant.content.decode()


def test_the_list_shows_those_that_have_waited(cast: Cast, sign_in: SignIn) -> None:
    today = timezone.localdate()
    for text, days in (("Nyss", 14), ("Länge", 15)):
        Question.objects.filter(pk=asked(cast, text).pk).update(asked_on=today - timedelta(days))
    asked_long_ago = asked(cast, "Besvarad", "answer")
    Question.objects.filter(pk=asked_long_ago.pk).update(asked_on=today - timedelta(90))
    page = sign_in("ivar").get(reverse("funding:question_list"), {"waiting": "on"})
    assert [line.sheet.question.text for line in page.context["lines"]] == ["Länge"]
