"""Files of votes: what is read, and what is refused with the line."""

from pathlib import Path

import pytest

from samsyn.basics.problem import Problem
from samsyn.dialogue.rules.vote_file import StatementText, read_statements, read_votes

HEAD = "timestamp,datetime,comment-id,voter-id,vote\n"


def written(tmp_path: Path, text: str, name: str = "votes.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "5,Tue Jun 30 15:49:52 WIB 2015,7,3,-1\n6,whatever,8,3,0\n",
        "\ufeffvote,voter-id,timestamp,comment-id\n-1,3,5,7\n0,3,6,8\n",  # any order, with a mark
        "comment-id;voter-id;vote;timestamp\r\n7;3;-1;5\r\n8;3;0;6\r\n",  # as a Swedish Excel
        "comment-id,voter-id,vote,timestamp\n7,3,-1.0,5\n8,3,0.0,6\n",  # as some programs write
        "Comment ID\tVoter ID\tVote\tTimestamp\n7\t3\t−1\t5\n\n8\t3\t0\t6\n",
    ],
)
def test_votes_are_read(tmp_path, text):
    assert read_votes(written(tmp_path, text)) == [("3", "7", -1, 5), ("3", "8", 0, 6)]


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (HEAD + "5,,7,3,1\n6,,7,4,2\n", "vote-unknown", "Row 3"),
        (HEAD + "5,,7,3,\n", "vote-unknown", "Row 2"),
        (HEAD + "5,,7,3,0.5\n", "vote-unknown", "0.5"),
        (HEAD + "5,,7,3,1,9\n", "votes-row-shifted", "Row 2"),
        (HEAD + "then,,7,3,1\n", "votes-timestamp", "Row 2"),
        (HEAD + "5.5,,7,3,1\n", "votes-timestamp", "5.5"),
        (HEAD + ",,7,3,1\n", "votes-timestamp", "timestamp"),
        (HEAD + "5,,,3,1\n", "votes-id-missing", "comment-id"),
        (HEAD + "5,,7,,1\n", "votes-id-missing", "voter-id"),
        ("timestamp,comment-id,vote\n5,7,1\n", "votes-columns", "voter-id"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(tmp_path, text, code, said):
    with pytest.raises(Problem) as refusal:
        read_votes(written(tmp_path, text))
    assert refusal.value.code == code
    assert said in str(refusal.value)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 not votes", b"\x00\x01\x02" * 50])
def test_what_is_no_table_is_refused(tmp_path, content):
    path = tmp_path / "votes.csv"
    path.write_bytes(content)
    with pytest.raises(Problem):
        read_votes(path)


def test_a_file_with_headers_only_has_no_votes(tmp_path):
    assert read_votes(written(tmp_path, HEAD)) == []


def test_statements_are_read(tmp_path):
    text = (
        "comment-id,author-id,moderated,comment-body\n"
        '0,5,1,"We agree,\nwholly"\n1,5,-1,Buy my bread\n2,5,0,Not looked at\n'
    )
    assert read_statements(written(tmp_path, text)) == {
        "0": StatementText("We agree, wholly", taken_out=False),
        "1": StatementText("Buy my bread", taken_out=True),
        "2": StatementText("Not looked at", taken_out=False),
    }


def test_statements_may_lack_moderation_and_not_be_there_twice(tmp_path):
    text = "comment-id,comment-body\n0,One\n0,Another\n"
    with pytest.raises(Problem) as refusal:
        read_statements(written(tmp_path, text))
    assert refusal.value.code == "statement-listed-twice"
    one = written(tmp_path, "comment-id,comment-body\n0,One\n")
    assert read_statements(one) == {"0": StatementText("One", taken_out=False)}
