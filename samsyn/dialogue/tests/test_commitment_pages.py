"""Commitments as pages, as a list and as answers of the API."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samsyn.cast import Cast
from samsyn.dialogue.models import Commitment, Statement, Vote
from samsyn.dialogue.rules.tally import Tally, agreed_by

BACKEND = "sesame.backends.ModelBackend"
TEXT = "Vi ordnar en gemensam kalender"


def browser(cast: Cast, name: str) -> Client:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    if name != "visitor":
        client.force_login(cast.people[name], backend=BACKEND)
    return client


def promised(cast: Cast, text: str = TEXT, days: int = 10, **held: object) -> Commitment:
    today = timezone.localdate()
    due_on = today + timedelta(days=days)
    made: dict[str, object] = {
        "dialogue": cast.dialogue,
        "joint_decision": cast.joint_decision,
        "organisation": cast.organisations["navet"],
        "text": text,
        "first_due_on": due_on,
        "due_on": due_on,
        "noted_on": today - timedelta(days=60),
    }
    return Commitment.objects.create(**(made | held))


def ended(days: int, how: str) -> dict[str, object]:
    on = timezone.localdate() + timedelta(days=days)
    return {"end": how, "ended_on": on, "ended_how": "Så gick det."}


def listed(client: Client, **asked: object) -> list[str]:
    answer = client.get(reverse("dialogue:commitment_list"), asked)
    return [line.commitment.text for line in answer.context["lines"]]


def test_from_the_decision_that_nobody_has_taken_to_we_take_it(cast: Cast) -> None:
    client = browser(cast, "bo")
    page = reverse("dialogue:joint_decision_detail", args=[cast.joint_decision.pk])
    add = reverse("dialogue:commitment_add", args=[cast.dialogue.pk])
    deed = f"{add}?joint_decision={cast.joint_decision.pk}"
    text = client.get(page).content.decode()
    assert "1 agrees; nobody has taken it." in text
    assert deed in text
    form = client.get(deed)
    assert form.context["form"]["joint_decision_id"].value() == str(cast.joint_decision.pk)
    due_on = timezone.localdate() + timedelta(days=90)
    sent = {"joint_decision_id": cast.joint_decision.pk, "text": TEXT, "due_on": due_on}
    done = client.post(deed, sent, follow=True).content.decode()
    assert "All can see that you take it." in done
    assert "90 days left" in done
    assert TEXT in client.get(page).content.decode()
    assert "nobody has taken it" not in client.get(page).content.decode()


def test_a_commitment_shows_the_house_what_its_decision_rests_on(cast: Cast) -> None:
    answers, alone = promised(cast), promised(cast, "Vi gör det ändå", joint_decision=None)
    for made, name, shown in (
        (answers, "bo", True),
        (answers, "visitor", False),
        (alone, "bo", False),
    ):
        page = browser(cast, name).get(reverse("dialogue:commitment_detail", args=[made.pk]))
        assert (cast.statement.text in page.content.decode()) is shown, (made, name)


def test_all_eight_agree_and_nobody_has_taken_it(cast: Cast) -> None:
    for key in ("agency", "institute", "region"):
        organisation = cast.organisations[key]
        Vote.objects.create(statement=cast.statement, organisation=organisation, vote=1)
    for address in (
        reverse("dialogue:joint_decision_detail", args=[cast.joint_decision.pk]),
        reverse("dialogue:dialogue_detail", args=[cast.dialogue.pk]),
    ):
        assert (
            "ll 4 agree; nobody has taken it" in browser(cast, "bo").get(address).content.decode()
        )
    Vote.objects.filter(organisation=cast.organisations["region"]).update(vote=-1)
    text = browser(cast, "bo").get(address).content.decode()
    assert "agree; nobody has taken it" not in text
    assert "nobody has taken it" in text


def test_where_one_passed_or_fewer_voted_no_number_is_said() -> None:
    four = Tally(agree=4, disagree=0, passed=0)
    assert agreed_by([four, four]) == 4
    assert agreed_by([four, Tally(agree=3, disagree=0, passed=0)]) is None
    assert agreed_by([four, Tally(agree=4, disagree=0, passed=1)]) is None
    assert agreed_by([None]) is None
    assert agreed_by([]) is None


def test_a_visitor_reads_the_commitment_and_not_the_dialogue(cast: Cast) -> None:
    made = promised(cast, days=-3)
    client = browser(cast, "visitor")
    text = client.get(reverse("dialogue:commitment_detail", args=[made.pk])).content.decode()
    assert "3 days past its day" in text
    assert cast.dialogue.title not in text
    assert (
        "?joint_decision="
        not in client.get(
            reverse("dialogue:joint_decision_detail", args=[cast.joint_decision.pk])
        ).content.decode()
    )


def test_the_page_changes_and_says_why_the_day_moves(cast: Cast) -> None:
    made = promised(cast, days=-3)
    client = browser(cast, "bo")
    address = reverse("dialogue:commitment_change", args=[made.pk])
    assert TEXT in client.get(address).content.decode()
    sent = {"text": TEXT, "due_on": timezone.localdate() + timedelta(days=30)}
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert refused.context["form"].has_error("__all__", "commitment-move-without-reason")
    done = client.post(address, sent | {"reason": "Två svarade sent."}, follow=True)
    assert "The day has been moved" in done.content.decode()
    assert "Två svarade sent." in done.content.decode()


def test_the_page_ends_it_once(cast: Cast) -> None:
    made = promised(cast)
    client = browser(cast, "bo")
    address = reverse("dialogue:commitment_end", args=[made.pk])
    sent = {"end": "kept", "ended_on": timezone.localdate(), "how": "Kalendern är igång."}
    done = client.post(address, sent, follow=True).content.decode()
    assert "Kalendern är igång." in done
    assert address not in done
    again = client.post(address, sent)
    assert again.status_code == 422
    assert again.context["form"].has_error("__all__", "commitment-ended")


@pytest.mark.parametrize(("name", "status"), [("astrid", 403), ("diyar", 403), ("visitor", 302)])
def test_nobody_else_comes_to_its_deeds(cast: Cast, name: str, status: int) -> None:
    made = promised(cast)
    for deed in ("change", "end"):
        address = reverse(f"dialogue:commitment_{deed}", args=[made.pk])
        assert browser(cast, name).get(address).status_code == status
        assert (
            address
            not in browser(cast, name)
            .get(reverse("dialogue:commitment_detail", args=[made.pk]))
            .content.decode()
        )


def test_the_newest_due_comes_first_and_filters_narrow(cast: Cast) -> None:
    promised(cast, "Öppet", 10)
    promised(cast, "Försenat", -10)
    promised(cast, "Klart", -20, **ended(-15, "kept"))
    promised(
        cast,
        "Släppt",
        20,
        joint_decision=None,
        organisation=cast.organisations["region"],
        responsible="Stadsbyggaren",
        **ended(-5, "given_up"),
    )
    client = browser(cast, "visitor")
    assert listed(client) == ["Släppt", "Öppet", "Försenat", "Klart"]
    assert listed(client, state="open") == ["Öppet", "Försenat"]
    assert listed(client, state="past") == ["Försenat"]
    assert listed(client, state="kept") == ["Klart"]
    assert listed(client, state="given_up") == ["Släppt"]
    assert listed(client, organisation=cast.organisations["region"].pk) == ["Släppt"]
    assert listed(client, search="stadsbyggaren") == ["Släppt"]
    assert listed(client, search=cast.joint_decision.text)[-1] == "Klart"
    kept = client.get(reverse("dialogue:commitment_list"), {"state": "kept"}).content.decode()
    assert "5 days past its day" in kept


def test_the_list_asks_as_often_for_sixty_as_for_one(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    client = browser(cast, "visitor")
    address = reverse("dialogue:commitment_list")
    for number in range(60):
        promised(cast, f"Åtagande {number}", number)
    with django_assert_max_num_queries(6):  # type: ignore[operator]  # a fixture
        assert len(listed(client)) == 50
    following = client.get(client.get(address).context["page"].next_url)
    assert [line.commitment.text for line in following.context["lines"]][-1] == "Åtagande 0"
    sheet = client.get(address, {"format": "xlsx"})
    assert b"".join(sheet.streaming_content)[:2] == b"PK"


def test_the_dialogue_page_asks_as_often_for_many_decisions(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        said = Statement.objects.create(
            dialogue=cast.dialogue, text=f"{number}", said_on=cast.dialogue.opens_on
        )
        decision = cast.dialogue.joint_decisions.create(
            text=f"Vi vill {number}",
            decided_on=cast.dialogue.opens_on,
            organisation=cast.organisations["agency"],
        )
        decision.statements.add(said)
        promised(cast, f"Åtagande {number}", joint_decision=decision)
    address = reverse("dialogue:dialogue_detail", args=[cast.dialogue.pk])
    with django_assert_max_num_queries(50):  # type: ignore[operator]  # a fixture
        assert len(browser(cast, "bo").get(address).context["commitments"]) == 30


def test_the_api_commits_changes_ends_and_reads(cast: Cast) -> None:
    client = browser(cast, "bo")
    today = timezone.localdate()
    sent = {
        "text": TEXT,
        "due_on": str(today + timedelta(days=9)),
        "joint_decision_id": cast.joint_decision.pk,
    }
    address = f"/api/dialogues/{cast.dialogue.pk}/commitments/"
    made = client.post(address, sent, content_type="application/json")
    assert (made.status_code, made.json()["state"]) == (201, "open")
    again = client.post(address, sent, content_type="application/json")
    assert (again.status_code, again.json()["code"]) == (422, "commitment-twice")
    one = f"/api/dialogues/commitments/{made.json()['id']}/"
    moved = {"text": TEXT, "due_on": str(today + timedelta(days=19)), "reason": "Sommar."}
    changed = client.put(one, moved, content_type="application/json").json()
    assert (changed["first_due_on"], changed["moved_why"]) == (sent["due_on"], "Sommar.")
    end = {"end": "given_up", "ended_on": str(today), "how": "Ingen tid."}
    stranger = browser(cast, "ivar").put(f"{one}end/", end, content_type="application/json")
    assert (stranger.status_code, stranger.json()["code"]) == (403, "not-yours")
    done = client.put(f"{one}end/", end, content_type="application/json").json()
    assert (done["state"], done["ended_how"]) == ("given_up", "Ingen tid.")
    anybody = browser(cast, "visitor").get("/api/dialogues/commitments/", {"state": "given_up"})
    assert [row["id"] for row in anybody.json()["items"]] == [made.json()["id"]]
    assert browser(cast, "visitor").get(one).json()["text"] == TEXT
