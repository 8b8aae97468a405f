"""The rules of the house. Each failure says what to do."""

import ast
import hashlib
import importlib
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from types import FunctionType, ModuleType

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from scripts import texts
from tests.house import (
    HOUSE,
    ROOMS,
    ROOT,
    committed_files,
    functions,
    modules,
    python_files,
)

NEEDED = {"models", "queries", "actions", "pages", "api", "urls"}
NEEDED_FOLDERS = {"rules", "migrations", "tests", "templates"}
MAY = {"forms", "reports", "apps", "typst"}
ALSO_IN_DIRECTORY = {"middleware", "adapter"}
"""The sign-in library's adapter and who is acting for whom."""

PARTS = HOUSE / "web" / "templates" / "parts"
SHOWN_ELSEWHERE = {
    "account.html": "in the header of every page",
    "broken_thread.html": "on the pages that say no",
    "chips.html": "under the filters",
    "field_notes.html": "inside a field",
    "form.html": "what a form draws by itself",
    "knot_count.html": "inside the thread bar",
    "language.html": "in the menu of every page",
    "list_count.html": "beside the name of a list",
    "loose_mark.html": "in the rows of lists",
    "messages.html": "at the top of every page",
    "nothing_fits.html": "an empty state, with the words of lists",
    "rooms.html": "in the header of every page",
    "scheme.html": "in the menu of every page",
    "sort_column.html": "what the tag sort_column draws",
}
"""Parts that the page has no sample of, and where they are seen instead."""


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_the_same_files(room: str) -> None:
    place = HOUSE / room
    files = {path.stem for path in place.glob("*.py")} - {"__init__"}
    folders = {path.name for path in place.iterdir() if path.is_dir()} - {"__pycache__"}
    twice = files & folders
    assert not twice, f"{room}: either a file or a folder: {sorted(twice)}"
    missing = (NEEDED | NEEDED_FOLDERS) - files - folders
    assert not missing, f"{room} lacks {sorted(missing)}; an empty one says so in its docstring"
    allowed = NEEDED | NEEDED_FOLDERS | MAY
    allowed |= ALSO_IN_DIRECTORY if room == "directory" else set()
    strange = (files | folders) - allowed
    assert not strange, f"{room}: {sorted(strange)} belongs in one of {sorted(allowed)}"
    assert {"__init__.py"} <= {path.name for path in place.glob("*.py")}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        name
        for name, tree in python_files("samsyn", "scripts")
        if tree.body and not ast.get_docstring(tree)
    ]
    assert not silent, f"begin with a line that says what the file is for: {silent}"


def test_a_room_says_in_one_line_what_it_is_for() -> None:
    for room in ROOMS:
        text = ast.get_docstring(ast.parse((HOUSE / room / "__init__.py").read_text("utf-8")))
        assert text and len(text.splitlines()) == 1, room


def test_basics_stays_small() -> None:
    files = {path.name for path in (HOUSE / "basics").glob("*.py")}
    assert files == {"__init__.py", "period.py", "problem.py", "swedish.py"}, (
        "basics holds what every room needs and nothing else; find the room it belongs to"
    )


@pytest.mark.parametrize("room", ROOMS)
def test_actions_say_who_acts(room: str) -> None:
    wrong = [
        f"{name}: {function.name}"
        for name, tree in modules(room, "actions")
        for function in functions(tree)
        if function.args.args
        or function.args.posonlyargs
        or [each.arg for each in function.args.kwonlyargs][:1] != ["by"]
        or not ast.get_docstring(function)
    ]
    assert not wrong, f"an action begins with `*, by` and has a docstring: {wrong}"


@pytest.mark.parametrize("room", ROOMS)
def test_doors_say_who_looks(room: str) -> None:
    wrong = set()
    for part in ("pages", "api", "reports"):
        for name, tree in modules(room, part):
            for query in queries_used(tree):
                if not knows_who_looks(query):
                    wrong.add(f"{name} calls {query.__module__}.{query.__name__}")
    assert not wrong, (
        "a query that a door calls takes `viewer` first, or rows that another query gave for "
        f"this viewer: {sorted(wrong)}"
    )


def knows_who_looks(query: FunctionType) -> bool:
    first = next(iter(inspect.signature(query).parameters.values()), None)
    if first is None:
        return False
    given = str(first.annotation)
    return first.name == "viewer" or "QuerySet" in given or ".models." in given


def queries_used(tree: ast.Module) -> Iterator[FunctionType]:
    """The functions of any room's queries that a module imports, by name or through a module."""
    brought: dict[str, ModuleType] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            source = importlib.import_module(node.module)
            for alias in node.names:
                thing = getattr(source, alias.name, None)
                if isinstance(thing, ModuleType) and ".queries" in thing.__name__:
                    brought[alias.asname or alias.name] = thing
                elif isinstance(thing, FunctionType) and ".queries" in thing.__module__:
                    yield thing
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id in brought
        ):
            thing = getattr(brought[node.value.id], node.attr, None)
            if isinstance(thing, FunctionType):
                yield thing


def test_links_to_another_room_look_one_way() -> None:
    wrong = []
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            for field in model._meta.get_fields():
                if not isinstance(field, (models.ForeignKey, models.ManyToManyField)):
                    continue
                if field.related_model._meta.app_label in {room, "contenttypes"}:
                    continue
                protected = (
                    isinstance(field, models.ManyToManyField)
                    or field.remote_field.on_delete is models.PROTECT
                )
                if not (protected and field.remote_field.hidden):
                    wrong.append(f"{model._meta.label}.{field.name}")
    assert not wrong, f'a link to another room has related_name="+" and PROTECT: {wrong}'


def test_rules_run_without_django() -> None:
    names = [
        name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for room in ("basics", *(f"{room}/rules" for room in ROOMS))
        for name, _tree in python_files(f"samsyn/{room}")
    ]
    program = (
        "import sys, importlib\n"
        "for gone in ('django', 'ninja', 'allauth'): sys.modules[gone] = None\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, *names], cwd=ROOT, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr


def test_files_and_functions_stay_short() -> None:
    long = []
    for name, tree in python_files("samsyn", "scripts", "tests"):
        lines = len((ROOT / name).read_text("utf-8").splitlines())
        if lines > 400:
            long.append(f"{name} has {lines} lines; at 400 it becomes a folder of its name")
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > 50:
                    long.append(f"{name}: {node.name} has {length} lines; at most 50")
    assert not long, "\n".join(long)


def test_nothing_is_called_after_what_it_is_not() -> None:
    vague = {"utils", "helpers", "common", "core", "base", "services", "lib", "misc", "managers"}
    deeds = re.compile(r"(handle|process|manage|do)_")
    wrong = []
    for name, tree in python_files("samsyn"):
        if vague & set(name.removesuffix(".py").split("/")):
            wrong.append(name)
        wrong += [
            f"{name}: {node.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
            and deeds.match(node.name)
            and node.name != "process_exception"  # Django's name
        ]
    assert not wrong, f"say what it is or does: {wrong}"


def test_no_arrow_is_hidden() -> None:
    hidden = {"django.db.models.signals", "django.dispatch"}
    wrong = []
    for name, tree in python_files("samsyn"):
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module in hidden:
                wrong.append(f"{name}: signals")
            if isinstance(node, ast.Attribute) and node.attr in {"get_model", "import_string"}:
                wrong.append(f"{name}: {node.attr}")
    assert not wrong, f"call the other room's action instead: {wrong}"


def test_every_part_is_shown_live_or_said_where() -> None:
    templates = PARTS.parent / "design"
    used = "".join(file.read_text("utf-8") for file in templates.glob("*.html"))
    shown = set(re.findall(r'include "parts/(\w+\.html)"', used)) | {"field.html"}
    there = {file.name for file in PARTS.glob("*.html")}
    assert there - shown - set(SHOWN_ELSEWHERE) == set(), (
        "show the new part on /design/ (web/templates/design/), or add it to SHOWN_ELSEWHERE"
    )
    assert set(SHOWN_ELSEWHERE) <= there - shown, "no longer there, or shown after all"


def test_only_the_wiring_reads_the_environment() -> None:
    wrong = [
        name
        for name, tree in python_files("samsyn")
        if not name.startswith(("samsyn/config/", "samsyn/cli/"))
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    ]
    assert not wrong, f"make it a setting in samsyn/config/settings.py: {wrong}"


def test_every_text_has_its_swedish() -> None:
    wrong = texts.faults()
    assert not wrong, "run `make texts`, then write the Swedish:\n" + "\n".join(wrong)


def test_every_marked_text_is_written_out() -> None:
    wrong = texts.broken_joins()
    assert not wrong, f"a text that is put together cannot be found and translated: {wrong}"


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.parametrize("folder", ["samsyn/web/static/vendor", "tests/browser/vendor"])
def test_vendored_files_are_unchanged(folder: str) -> None:
    table = (ROOT / folder / "README.md").read_text("utf-8")
    listed = dict(re.findall(r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$", table, re.MULTILINE))
    there = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (ROOT / folder).iterdir()
        if path.name != "README.md" and "LICENSE" not in path.name
    }
    assert listed == there, "copy the file anew, or correct the table in README.md"


def test_no_file_names_a_package_registry_or_a_place_on_one_machine() -> None:
    registries = ["pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "npmjs" + ".com"]
    places = [f"/{place}/" for place in ("work", "root", "opt/pypi")]
    wrong = []
    for path in committed_files():
        if "vendor" in path.parts and path.name != "README.md":
            continue
        content = path.read_bytes()
        wrong += [
            f"{path.relative_to(ROOT)}: {word}"
            for word in registries + places
            if re.search(rb"(?<![\w.\]}])" + re.escape(word.encode()), content)
        ]
    assert not wrong, f"these work on one machine only: {wrong}"


def test_the_lock_has_hashes_and_no_addresses() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pins = re.findall(r"^[a-z0-9].*==.*$", lock, re.MULTILINE)
    assert len(pins) > 30
    assert all(pin.endswith("\\") for pin in pins), "run `make lock`"
    assert "://" not in lock
