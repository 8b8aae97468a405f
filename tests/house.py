"""What the tests of the house share: its files, its rooms, and how to read them."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "samsyn"
ROOMS = ("directory", "dialogue", "strategy", "company", "programme", "funding", "results")


def python_files(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Every Python file of ours below the folders, with its tree; migrations are Django's."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                tree = ast.parse(path.read_text(encoding="utf-8"))
                yield path.relative_to(ROOT).as_posix(), tree


def modules(room: str, part: str) -> Iterator[tuple[str, ast.Module]]:
    """The files of a part of a room: queries.py, or every file of queries/."""
    for name, tree in python_files(f"samsyn/{room}"):
        inside = name.removeprefix(f"samsyn/{room}/")
        if inside == f"{part}.py" or inside.startswith(f"{part}/"):
            yield name, tree


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """The functions at the top of a module that others may call."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def committed_files() -> list[Path]:
    """What is, or is about to be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]
