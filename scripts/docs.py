"""Write the pages of docs/reference that are made from the code: problems, deeds, commands.

    python scripts/docs.py    (or `make docs`)

A test compares them with what stands in the folder, so they are never typed by hand.
"""

import argparse
import ast
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from samsyn.cli import COMMANDS
from samsyn.cli.frame import parser_of
from samsyn.directory.rules.roles import DEEDS

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs/reference"
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MADE = "*Made from the code by `make docs`.*"


def problems() -> str:
    """Every refusal: its code, where it is raised, and its sentences."""
    rows: dict[str, tuple[set[str], list[str]]] = defaultdict(lambda: (set(), []))
    for path in sorted((ROOT / "samsyn").rglob("*.py")):
        name = path.relative_to(ROOT / "samsyn").as_posix()
        if "/migrations/" in name or "/tests/" in name or name == "basics/problem.py":
            continue
        for code, sentence in codes_in(ast.parse(path.read_text(encoding="utf-8"))):
            places, sentences = rows[code]
            places.add(name)
            if sentence and sentence not in sentences:
                sentences.append(sentence)
    lines = [
        "# Problems",
        "",
        "Every refusal has a code that never changes, for programs, and a sentence for people. "
        'The API answers `{"code", "text"}`; `samsyn … --json` prints `{"refused", "text"}`. '
        "`%(name)s` stands for a value.",
        MADE,
        "",
        "| Code | What it says | Raised in |",
        "| --- | --- | --- |",
    ]
    for code, (places, sentences) in sorted(rows.items()):
        text = "<br>".join(sentence.replace("|", "\\|") for sentence in sentences)
        files = ", ".join(f"`{place}`" for place in sorted(places))
        lines.append(f"| `{code}` | {text} | {files} |")
    return "\n".join(lines) + "\n"


def codes_in(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The codes of a module, each with its sentence where that stands beside it."""
    named = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            parts = node.args
            raises = isinstance(node.func, ast.Name) and node.func.id == "Problem"
        elif isinstance(node, ast.Tuple):
            parts, raises = node.elts, False
        else:
            continue
        for place, part in enumerate(parts):
            after = parts[place + 1] if place + 1 < len(parts) else None
            if isinstance(after, ast.Name):
                after = named.get(after.id)
            sentence = marked_text(after)
            if (
                isinstance(part, ast.Constant)
                and isinstance(part.value, str)
                and CODE.fullmatch(part.value)
                and (sentence or (raises and place == 0))
            ):
                yield part.value, sentence


def marked_text(node: ast.expr | None) -> str:
    """The text inside words(…), or nothing."""
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "words"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ):
        return str(node.args[0].value)
    return ""


def deeds() -> str:
    """Every deed, who may do it, and whether only to what belongs to one's own organisation."""
    lines = [
        "# Deeds",
        "",
        "What can be done, and which roles may do it. *Own* means: only to what belongs to the "
        "organisation one acts for. The table is `samsyn/directory/rules/roles.py`; the operator "
        "at the command line may do everything. Each deed is written in the journal.",
        MADE,
        "",
        "| Deed | Own | Roles |",
        "| --- | --- | --- |",
    ]
    for name, deed in DEEDS.items():
        roles = ", ".join(sorted(role.value.replace("_", " ") for role in deed.roles))
        lines.append(f"| {name} | {'own' if deed.own else ''} | {roles} |")
    return "\n".join(lines) + "\n"


def commands() -> str:
    """What `--help` says, for the whole and for each command."""
    os.environ["COLUMNS"] = "100"
    whole = parser_of(COMMANDS)
    lines = [
        "# The command line",
        "",
        "`make setup` puts `samsyn` in `.venv/bin`. Any command on an empty `SAMSYN_HOME` makes "
        "the store first, without the demo. Without `--by` a command acts as the built-in "
        "operator, who sees everything and is named in the journal. With `--json` one JSON object "
        "goes to standard output and nothing else does; messages go to standard error.",
        "",
        'Exit status: 0 done · 1 refused (`--json` then prints `{"refused": code, "text": …}`, '
        "see [problems](problems.md)) · 2 called wrongly.",
        MADE,
    ]
    for name, parser in [("samsyn", whole), *parsers_below(whole)]:
        lines += ["", f"## {name}", "", "```text", parser.format_help().rstrip(), "```"]
    return "\n".join(lines) + "\n"


def parsers_below(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command of a parser, and theirs in turn."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield below.prog, below
                yield from parsers_below(below)


PAGES = {"problems.md": problems, "deeds.md": deeds, "commands.md": commands}


def main() -> None:
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, made in PAGES.items():
        (REFERENCE / name).write_text(made(), encoding="utf-8")


if __name__ == "__main__":
    main()
