"""What was noted in visits stands in the comparison of a tour beside the votes."""

from io import BytesIO

from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from samsyn.dialogue.models import RegionNote
from samsyn.dialogue.queries.regions_compared import comparison_for
from samsyn.dialogue.tests.tours import planned, region, votes

BACKEND = "sesame.backends.ModelBackend"


def noted(dialogue, place, stance, *answers):
    note = RegionNote.objects.create(
        dialogue=dialogue,
        statement=dialogue.statements.order_by("pk")[place],
        stance=stance,
        text="Så sades det.",
        noted_on=dialogue.opens_on,
    )
    for kind, instead in answers:
        note.answers.create(kind=kind, stance=instead, answered_on=dialogue.opens_on)


def visited(cast):
    """Votes and notes in the north, notes alone in the south, nothing elsewhere."""
    tour = planned(cast, on=timezone.localdate())
    north, south = region(tour, "25"), region(tour, "12")
    votes(north, *["+++"] * 4)
    noted(north, 0, "holds", ("confirmed", ""))
    noted(south, 0, "holds", ("corrected", "not"))
    noted(south, 1, "partly")
    return tour


def test_a_cell_has_the_votes_the_note_or_both(cast):
    tour = visited(cast)
    found = comparison_for(cast.standing("bo", timezone.localdate()), tour.pk)
    assert [one.name for one in found.columns] == ["Norrbotten", "Skåne"]
    first, second, third = (line.cells for line in found.lines)
    assert (first[0].counted.tally.agree, first[0].noted.stance) == (4, "holds")
    assert (first[1].counted, first[1].noted.stance) == (None, "not")
    assert [cell.noted.is_answered for cell in first] == [True, True]
    assert (second[0].noted, second[1].noted.stance) == (None, "partly")
    assert not second[1].noted.is_answered
    assert third[1].noted is None


def test_notes_are_in_no_test_and_no_figure(cast):
    found = comparison_for(cast.standing("bo", timezone.localdate()), visited(cast).pk)
    assert all(line.difference is None for line in found.lines)
    assert found.figures == ()


def test_the_page_says_them_in_words_and_the_file_has_them(cast, client):
    tour = visited(cast)
    client.force_login(cast.people["bo"], backend=BACKEND)
    address = reverse("dialogue:tour_detail", args=[tour.pk])
    text = client.get(address).content.decode()
    assert "Så är det här (antecknat, bekräftat)" in text
    assert "Delvis (antecknat)" in text
    assert "Antecknat vid besök: Så är det här 1, Inte här 1." in text
    answer = client.get(address, {"format": "xlsx"})
    cells = load_workbook(BytesIO(b"".join(answer.streaming_content))).worksheets[1]
    rows = [[cell.value for cell in row] for row in cells.iter_rows(min_row=2)]
    assert [row[-3:] for row in rows if row[1] == "Skåne"] == [
        ["Inte här", 1, 1],
        ["Delvis", 1, 0],
    ]
    found = client.get(f"/api/dialogues/tours/{tour.pk}/comparison/").json()
    assert found["points"][1]["cells"][1]["noted"] == {
        "stance": "partly",
        "notes": 1,
        "answered": 0,
    }
