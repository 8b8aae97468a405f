"""`samsyn loose-ends`: what hangs loose, in the order of the thread."""

import argparse
from typing import TYPE_CHECKING, Any

from samsyn.cli.frame import Answer, Command, standing, store

if TYPE_CHECKING:
    from samsyn.results.queries.loose_ends import LooseEnd


def loose_ends(args: argparse.Namespace) -> Answer:
    """What hangs loose among what `by` may see: one thing by name, many of a kind together."""
    with store():
        from samsyn.results.queries.loose_ends import loose_ends_for

        ends = loose_ends_for(standing(args))
        lines = [f"{end.age or '–':>10}  {end.sentence}" for end in ends]
        return Answer(
            {"loose_ends": [end_data(end) for end in ends]},
            "\n".join(lines) or "Nothing hangs loose.",
        )


def end_data(end: "LooseEnd") -> dict[str, Any]:
    """`key` is null where there are several; `stake_sek` where no money is at stake."""
    return {
        "rule": end.rule,
        "sentence": end.sentence,
        "kind": str(end.kind),
        "key": end.key,
        "count": end.count,
        "owner": end.owner,
        "since": end.since.isoformat() if end.since else None,
        "stake_sek": None if end.stake_sek is None else float(end.stake_sek),
        "url": end.url,
    }


COMMAND = Command("loose-ends", "show what hangs loose", loose_ends, speaks_json=True, acts=True)
