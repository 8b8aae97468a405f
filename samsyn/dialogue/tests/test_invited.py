"""Who is invited and who is missing: rule, deeds, page, Excel, API, and what the room is."""

import numpy as np
import pytest
from django.urls import reverse
from django.utils import timezone

from samsyn.basics.problem import Problem
from samsyn.cast import organisation
from samsyn.dialogue.actions import change_dialogue
from samsyn.dialogue.actions.preparing import invite_organisations, take_back_invitation
from samsyn.dialogue.models import Dialogue, InvitedOrganisation
from samsyn.dialogue.pages.agreement_words import statement_words
from samsyn.dialogue.queries import analysis_for
from samsyn.dialogue.queries.invited import invited_sheet, organisations_to_invite
from samsyn.dialogue.rules.invited import room_of
from samsyn.dialogue.tests.halls import hall
from samsyn.directory.models import JournalLine
from samsyn.directory.rules.kinds import OrganisationKind

BACKEND = "sesame.backends.ModelBackend"


@pytest.mark.parametrize(
    ("invited", "voted", "everybody", "room"),
    [
        ({1, 2, 3}, {1}, True, 3),
        ({1, 2, 3}, {1, 9}, True, 4),
        ({1, 2, 3}, set(), False, None),
        ({1}, {1, 2, 3}, True, None),
        (set(), {1, 2}, True, None),
        ({1, 2}, {1, 2}, True, 2),
    ],
)
def test_the_room_is_known_only_where_everybody_is_said_to_be_invited(
    invited, voted, everybody, room
):
    assert room_of(invited, voted, is_everybody=everybody) == room


def invite(cast, *names, by="astrid"):
    keys = [cast.organisations[name].pk for name in names]
    return invite_organisations(
        by=cast.standing(by), dialogue_id=cast.dialogue.pk, organisation_ids=keys
    )


def sheet_of(cast, name="bo"):
    return invited_sheet(cast.standing(name), cast.dialogue.pk)


def test_several_are_invited_at_once_and_those_who_have_not_voted_are_missing(cast):
    invite(cast, "navet", "region", "institute")
    sheet = sheet_of(cast)
    voted = set(cast.statement.votes.values_list("organisation__name", flat=True))
    names = {line.organisation.name for line in sheet.lines}
    assert len(names) == 3
    assert {each.name for each in sheet.missing} == names - voted
    assert sheet.answered == len(names & voted)
    assert OrganisationKind.UNIVERSITY in sheet.kinds
    assert OrganisationKind.REGION not in sheet.kinds
    assert "Norrbotten" not in sheet.places
    assert len(sheet.places) == 20
    line = JournalLine.objects.get(deed="invite organisations")
    assert "Navet Norr" in line.reason


def test_a_county_looks_at_its_municipalities(cast):
    Dialogue.objects.filter(pk=cast.dialogue.pk).update(county="25")
    assert "Boden" in sheet_of(cast).places


def test_nobody_is_invited_twice(cast):
    invite(cast, "navet")
    assert [each.name for each in invite(cast, "navet", "region")] == ["Region Norrvik"]
    with pytest.raises(Problem) as refusal:
        invite(cast, "navet", "region")
    assert refusal.value.code == "invited-already"
    assert InvitedOrganisation.objects.count() == 2


def test_merged_organisations_are_one(cast):
    invite(cast, "navet", "region")
    twin = organisation("Navet i norr", OrganisationKind.IUC_COMPANY, False, "25")
    invite_organisations(
        by=cast.standing("astrid"), dialogue_id=cast.dialogue.pk, organisation_ids=[twin.pk]
    )
    assert len(sheet_of(cast).lines) == 3
    twin.merged_into = cast.organisations["navet"]
    twin.save()
    assert len(sheet_of(cast).lines) == 2
    with pytest.raises(Problem):
        invite_organisations(
            by=cast.standing("astrid"), dialogue_id=cast.dialogue.pk, organisation_ids=[twin.pk]
        )
    take_back_invitation(
        by=cast.standing("astrid"), dialogue_id=cast.dialogue.pk, organisation_id=twin.pk
    )
    assert [line.organisation.name for line in sheet_of(cast).lines] == ["Region Norrvik"]


@pytest.mark.parametrize(
    ("keys", "code"), [([], "nobody-to-invite"), ([10**9], "organisations-not-there")]
)
def test_a_refused_invitation_leaves_nothing(cast, keys, code):
    lines = JournalLine.objects.count()
    wanted = [*keys, cast.organisations["navet"].pk] if keys else []
    with pytest.raises(Problem) as refusal:
        invite_organisations(
            by=cast.standing("astrid"), dialogue_id=cast.dialogue.pk, organisation_ids=wanted
        )
    assert refusal.value.code == code
    assert (InvitedOrganisation.objects.count(), JournalLine.objects.count()) == (0, lines)


@pytest.mark.parametrize(("name", "code"), [("bo", "not-yours"), ("diyar", "not-allowed")])
def test_only_the_organiser_keeps_the_list(cast, name, code):
    invite(cast, "navet")
    with pytest.raises(Problem) as refusal:
        invite(cast, "region", by=name)
    assert refusal.value.code == code
    with pytest.raises(Problem) as refusal:
        take_back_invitation(
            by=cast.standing(name),
            dialogue_id=cast.dialogue.pk,
            organisation_id=cast.organisations["navet"].pk,
        )
    assert refusal.value.code == code


def test_who_is_not_on_the_list_cannot_be_taken_off(cast):
    with pytest.raises(Problem) as refusal:
        take_back_invitation(
            by=cast.standing("astrid"),
            dialogue_id=cast.dialogue.pk,
            organisation_id=cast.organisations["navet"].pk,
        )
    assert refusal.value.code == "not-invited"


def test_companies_are_proposed_only_when_asked_for(cast):
    invite(cast, "navet")
    by = cast.standing("astrid")
    plain, _more = organisations_to_invite(by, cast.dialogue)
    kinds = {each.kind for each in plain}
    assert OrganisationKind.COMPANY not in kinds
    assert "Navet Norr" not in [each.name for each in plain]
    companies, _more = organisations_to_invite(by, cast.dialogue, kind="company", county="25")
    assert [each.name for each in companies] == ["Norrfors Mek AB"]


def test_the_page_invites_those_ticked_and_those_named(cast, client):
    client.force_login(cast.people["astrid"], backend=BACKEND)
    where = reverse("dialogue:invited_add", args=[cast.dialogue.pk])
    assert "Region Norrvik" in client.get(where).content.decode()
    sent = {"organisation_ids": [cast.organisations["region"].pk], "names": "Navet Norr\n\n"}
    answer = client.post(where, sent, follow=True)
    text = answer.content.decode()
    assert "2 organisationer är inbjudna" in text
    assert "Navet Norr" in text
    assert "Navet Norr" in client.get(f"/dialogues/{cast.dialogue.pk}/").content.decode()


def test_the_page_says_which_name_it_does_not_know(cast, client):
    client.force_login(cast.people["astrid"], backend=BACKEND)
    where = reverse("dialogue:invited_add", args=[cast.dialogue.pk])
    answer = client.post(where, {"names": "Navet Norr\nNågon annan"})
    assert answer.status_code == 422
    assert "Rad 2" in answer.content.decode()
    assert client.post(where, {"names": ""}).status_code == 422
    assert not InvitedOrganisation.objects.exists()


def test_an_invitation_is_taken_back_by_page_and_given_again(cast, client):
    invite(cast, "navet", "region")
    client.force_login(cast.people["astrid"], backend=BACKEND)
    key = cast.organisations["navet"].pk
    where = reverse("dialogue:invitation_take_back", args=[cast.dialogue.pk, key])
    assert "Navet Norr" in client.post(where, follow=True).content.decode()
    assert InvitedOrganisation.objects.count() == 1
    again = reverse("dialogue:invited_add", args=[cast.dialogue.pk])
    client.post(again, {"organisation_ids": str(key)})
    assert InvitedOrganisation.objects.count() == 2


def test_the_list_comes_as_excel(cast, client):
    invite(cast, "navet")
    client.force_login(cast.people["bo"], backend=BACKEND)
    answer = client.get(
        reverse("dialogue:invited_list", args=[cast.dialogue.pk]), {"format": "xlsx"}
    )
    assert answer["Content-Type"].endswith("sheet")


def test_the_list_asks_as_little_for_many(cast, client, django_assert_max_num_queries):
    for number in range(30):
        made = organisation(f"Aktör {number}", OrganisationKind.SCIENCE_PARK, False, "01")
        InvitedOrganisation.objects.create(
            dialogue=cast.dialogue, organisation=made, invited_on=timezone.localdate()
        )
    client.force_login(cast.people["bo"], backend=BACKEND)
    with django_assert_max_num_queries(12):
        client.get(reverse("dialogue:invited_list", args=[cast.dialogue.pk]))


def test_the_api_keeps_the_list(cast, client):
    client.force_login(cast.people["astrid"], backend=BACKEND)
    where = f"/api/dialogues/{cast.dialogue.pk}/invited/"
    key = cast.organisations["navet"].pk
    sent = {"organisation_ids": [key]}
    made = client.post(where, sent, content_type="application/json")
    assert made.status_code == 201
    assert [each["organisation_id"] for each in made.json()["items"]] == [key]
    refused = client.post(where, sent, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (422, "invited-already")
    assert client.delete(f"{where}{key}/").json()["items"] == []
    assert client.delete(f"{where}{key}/").json()["code"] == "not-invited"


def said_of(cast):
    return analysis_for(cast.standing("bo"), cast.dialogue.pk).voices[0]


def test_a_known_room_is_less_uncertain_and_a_changed_list_tells_another_answer(cast):
    voters = hall(cast, np.array([[1.0, 1]] * 7 + [[-1.0, 1]]))
    by, dialogue = cast.standing("astrid"), cast.dialogue
    keys = [each.pk for each in voters]
    invite_organisations(by=by, dialogue_id=dialogue.pk, organisation_ids=keys)
    assert said_of(cast).room is None
    change_dialogue(
        by=by,
        dialogue_id=dialogue.pk,
        title=dialogue.title,
        question=dialogue.question,
        kind=dialogue.kind,
        opens_on=dialogue.opens_on,
        closes_on=dialogue.closes_on,
        is_everybody_invited=True,
    )
    voice = said_of(cast)
    assert voice.room == 8
    assert voice.data["method"]["room"] == 8
    first = voice.found["agreed"][0]
    assert first.low == first.high, "all have voted: nothing is uncertain"
    assert statement_words(voice, "agreed")[0].interval == "Alla 8 har röstat på det."
    invite(cast, "region", "institute")
    assert said_of(cast).room == 10
    take_back_invitation(by=by, dialogue_id=dialogue.pk, organisation_id=keys[0])
    assert said_of(cast).room == 10, "who has voted is concerned, invited or not"


def test_the_page_says_of_whom_the_figures_are(cast, client):
    voters = hall(cast, np.array([[1.0, 1]] * 7 + [[-1.0, 1]]))
    client.force_login(cast.people["bo"], backend=BACKEND)
    where = reverse("dialogue:dialogue_agreement", args=[cast.dialogue.pk])
    assert "ingen lista över inbjudna" in client.get(where).content.decode()
    invite(cast, "navet", "region")
    assert "av 2 inbjudna organisationer har röstat" in client.get(where).content.decode()
    invite_organisations(
        by=cast.standing("astrid"),
        dialogue_id=cast.dialogue.pk,
        organisation_ids=[each.pk for each in voters],
    )
    Dialogue.objects.filter(pk=cast.dialogue.pk).update(is_everybody_invited=True)
    text = client.get(where).content.decode()
    assert "10 organisationer är inbjudna eller har röstat" in text
    assert "Av alla 10 organisationer håller troligen" in text
