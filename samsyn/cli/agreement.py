"""`samsyn agreement`: how far people agree, from a file of votes. Needs no store."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samsyn.cli.frame import Answer, Command, file_that_exists

if TYPE_CHECKING:
    from samsyn.dialogue.rules.vote_file import StatementText


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "votes",
        metavar="VOTES.csv",
        type=file_that_exists,
        help="columns comment-id, voter-id, vote (1, 0, -1) and timestamp; CSV or Excel",
    )
    parser.add_argument(
        "--comments",
        metavar="FILE",
        type=file_that_exists,
        help="what the statements say: comment-id, comment-body; those with moderated -1 are left "
        "out of the analysis",
    )
    parser.add_argument(
        "--before",
        metavar="FILE",
        type=file_that_exists,
        help="the votes of an earlier round: also says how the samsyn figure changed over the "
        "statements of both",
    )
    parser.add_argument(
        "--seed", metavar="N", type=int, default=0, help="of the draws that test for chance"
    )
    parser.add_argument(
        "--room",
        metavar="N",
        type=int,
        help="how many everybody concerned is; without it the voters are a sample of a larger "
        "public",
    )


def agreement(args: argparse.Namespace) -> Answer:
    """The analysis of the votes in the file, the same for the same votes in any order."""
    if args.seed < 0 or (args.room is not None and args.room < 1):
        args.wrong("--seed is 0 or more, and --room at least 1")
    votes: Path = args.votes
    # One thread: the arrays are small, and threads that wait for each other cost five times more.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from samsyn.dialogue.rules.analysis import analyse
    from samsyn.dialogue.rules.analysis_data import as_data, change_data
    from samsyn.dialogue.rules.ballots import ballots_of
    from samsyn.dialogue.rules.samsyn_figure import change_of
    from samsyn.dialogue.rules.vote_file import read_statements, read_votes

    rows = read_votes(votes)
    said: dict[str, StatementText] = read_statements(args.comments) if args.comments else {}
    taken_out = {name for name, each in said.items() if each.taken_out}
    wanted = ({row[1] for row in rows} | set(said)) - taken_out
    analysis = analyse(ballots_of(rows, wanted), seed=args.seed, room=args.room)
    texts = {name: each.text for name, each in said.items()}
    data = as_data(analysis, texts)
    if args.before is not None:
        earlier = ballots_of(row for row in read_votes(args.before) if row[1] in wanted)
        data["change"] = change_data(change_of(earlier, analysis.ballots))
    return Answer(data, as_text(data))


def as_text(data: dict[str, Any]) -> str:
    """The same for people: counts first, then the lists, the surest first."""
    people = data["participants"]
    lines = [
        f"{people} people, {data['statements']} statements, {data['votes']} votes",
        _groups_text(data),
        *_stability_text(data),
    ]
    samsyn = data["samsyn"]
    if samsyn["value"] is not None:
        low, high = samsyn["interval"]
        lines.append(
            f"Samsyn {samsyn['value']:.2f} ({low:.2f}–{high:.2f}), over {samsyn['statements']} "
            f"statements and {samsyn['people']} people"
        )
    if "change" in data:
        lines.append(_change_text(data["change"]))
    for name, title in (
        ("agreed", "All groups agree"),
        ("divides", "Divides"),
        ("unsure", "We know too little"),
    ):
        lines += ["", f"{title}: {len(data[name])} of {data['statements']} statements"]
        lines += [_statement_text(each) for each in data[name][:10]]
    return "\n".join(lines)


def _groups_text(data: dict[str, Any]) -> str:
    sizes = [group["size"] for group in data["groups"]]
    if not sizes:
        return "Fewer than three have voted on enough statements to be on a side"
    if len(sizes) == 1:
        return f"One common view, {sizes[0]} people"
    border = "with a gap between them" if data["border"] == "gap" else "with no gap between them"
    return f"{len(sizes)} groups {border}: {', '.join(str(size) for size in sizes)} people"


def _stability_text(data: dict[str, Any]) -> list[str]:
    stability = data["stability"]
    same = stability["number_of_groups"].get(str(len(data["groups"])))
    if same is None:
        return []
    return [f"The same number of groups in {same:.0%} of {stability['redraws_that_tell']} redraws"]


def _change_text(change: dict[str, Any]) -> str:
    if change["value"] is None:
        return "No statement has two votes in both rounds, so there is no change to speak of"
    low, high = change["interval"]
    return (
        f"Since the earlier round {change['value']:+.2f} ({low:+.2f} to {high:+.2f}), over the "
        f"{change['statements']} statements of both"
    )


def _statement_text(each: dict[str, Any]) -> str:
    text = each["text"] or ""
    share = "–" if each["agreement"] is None else f"{each['agreement']:.0%}"
    low, high = each["interval"]
    return (
        f"{each['statement']:>6}  {each['side']} {share} ({low:.0%}–{high:.0%}), "
        f"{each['agree']} agree, {each['disagree']} disagree, {each['pass']} pass  {text[:80]}"
    )


COMMAND = Command(
    "agreement",
    "how far people agree, from a file of votes",
    agreement,
    arguments,
    speaks_json=True,
)
