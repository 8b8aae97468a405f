"""`samsyn import`: bring a list of grants or participants in, and say what became of each row."""

import argparse
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samsyn.basics.problem import Problem
from samsyn.cli.frame import REFUSED, Answer, Command, file_that_exists, standing, store
from samsyn.cli.work import carry_out, takers

if TYPE_CHECKING:
    from samsyn.directory.models import Import
    from samsyn.directory.rules.access import Standing

KINDS = ("grants", "participants")
BLOCK = 1024 * 1024


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", choices=KINDS, help=" or ".join(KINDS))
    parser.add_argument("file", metavar="FILE", type=file_that_exists, help="CSV or Excel (.xlsx)")
    parser.add_argument(
        "--mapping",
        metavar="TITLE",
        default="",
        help="the saved column mapping to use (default: one that fits, else a proposal)",
    )
    parser.add_argument(
        "--programme",
        metavar="KEY",
        type=int,
        help="participants: the programme that the activities belong to (default: none)",
    )
    parser.add_argument(
        "--row-is-person",
        action="store_true",
        help="participants: each row is one person, so rows without counts count one",
    )
    parser.add_argument("--check", action="store_true", help="say what would happen; take nothing")


def bring_in(args: argparse.Namespace) -> Answer:
    """Take the good rows of the file in, or with --check only say what would become of each."""
    if args.kind == "grants" and (args.programme is not None or args.row_is_person):
        args.wrong("--programme and --row-is-person are for participants")
    with store():
        by = standing(args)
        the_import = uploaded(args, by)
        try:
            run_here(the_import, by, check=args.check)
            return answer_of(the_import, by)
        finally:
            from samsyn.directory.actions.imports import forget_file

            the_import.refresh_from_db()
            list_kind, _taker = takers()[args.kind]
            forget_file(by=by, import_id=the_import.pk, list_kind=list_kind)


def uploaded(args: argparse.Namespace, by: "Standing") -> "Import":
    from samsyn.directory.actions.imports import upload_import
    from samsyn.programme.actions.imports import check_programme_of_list

    check_programme_of_list(by=by, programme_id=args.programme)
    list_kind, _taker = takers()[args.kind]
    given = {"programme": args.programme, "row_is_person": args.row_is_person}
    return upload_import(
        by=by,
        list_kind=list_kind,
        file_name=args.file.name,
        chunks=blocks(args.file),
        options={name: value for name, value in given.items() if value},
        mapping=args.mapping,
    )


def blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            yield block


def run_here(the_import: "Import", by: "Standing", *, check: bool) -> None:
    """Do the job at once, in this process; Ctrl-C cancels it. Were it killed, a worker goes on."""
    from samsyn.directory.actions.import_runs import fail_import
    from samsyn.directory.actions.imports import start_check, start_take
    from samsyn.directory.actions.jobs import was_cancelled

    list_kind, _taker = takers()[the_import.kind]  # type: ignore[index]  # a column holds text
    holder = uuid.uuid4().hex
    asked: dict[str, Any] = {
        "by": by,
        "import_id": the_import.pk,
        "list_kind": list_kind,
        "holder": holder,
    }
    started = start_check(**asked) if check else start_take(**asked, previewed=False)
    if started.job is None:
        return
    try:
        carry_out(started.job, holder)
    except KeyboardInterrupt:
        fail_import(by=by, job=started.job, holder=holder, problem=was_cancelled(by=by))
        raise


def answer_of(the_import: "Import", by: "Standing") -> Answer:
    """What became of the rows; or why the file as a whole was refused, with status 1."""
    from samsyn.directory.queries.imports import counts_of, questions_of
    from samsyn.directory.rules.imports import stopped_after
    from samsyn.directory.rules.kinds import Verdict
    from samsyn.web.answer import in_words, sentence

    the_import.refresh_from_db()
    job = the_import.job
    if job is not None and job.problem_code:
        problem = Problem(job.problem_code, job.problem_text, **job.problem_values)
        text = in_words(problem)
        if job.total:
            far = stopped_after(job.cursor or job.total, taken=job.cursor > 0)
            text = f"{text} {sentence(far.text, far.values)}"
        return Answer({"refused": problem.code, "text": text}, text, REFUSED)
    counts = counts_of(the_import)
    refused = the_import.rows.filter(verdict=Verdict.REFUSED).order_by("number")
    data: dict[str, Any] = {
        "rows": sum(counts.values()),
        "taken": counts[Verdict.TAKEN],
        "changed": counts[Verdict.CHANGED],
        "unchanged": counts[Verdict.UNCHANGED],
        "refused": [
            {"row": row.number, "code": row.code, "text": sentence(row.text, row.values)}
            for row in refused.iterator(chunk_size=2000)
        ],
        "to_confirm": [
            {
                "kind": asked.kind,
                "value": asked.value,
                "proposals": [name for _code, name in asked.proposals],
            }
            for asked in questions_of(the_import.rows.exclude(to_confirm=[]).order_by("number"))
        ],
    }
    return Answer(data, text_of(data))


def text_of(data: dict[str, Any]) -> str:
    """The same for people: the counts, then each refused row and each question."""
    lines = [
        f"{data['rows']} rows: {data['taken']} taken, {data['changed']} changed, "
        f"{data['unchanged']} unchanged, {len(data['refused'])} refused"
    ]
    lines += [f"Row {row['row']}: {row['text']} ({row['code']})" for row in data["refused"]]
    lines += [
        f"To confirm, {asked['kind']}: {asked['value']}"
        + (f" – {', '.join(asked['proposals'])}?" if asked["proposals"] else "")
        for asked in data["to_confirm"]
    ]
    return "\n".join(lines)


COMMAND = Command(
    "import",
    "bring in a list of grants or participants",
    bring_in,
    arguments,
    speaks_json=True,
    acts=True,
)
