"""What must be documented is documented."""

import ast
import re

import pytest
from django.apps import apps

from scripts import docs
from tests.house import ROOMS, ROOT, python_files


@pytest.mark.parametrize("page", docs.PAGES)
def test_the_reference_is_made_from_the_code(page: str) -> None:
    there = docs.REFERENCE / page
    assert there.exists() and there.read_text("utf-8") == docs.PAGES[page](), "run `make docs`"


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs/reference/settings.md").read_text("utf-8")
    documented = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    assert settings_read() == documented


def settings_read() -> set[str]:
    """The names that the code asks the environment for; secret("x") asks for SAMSYN_X."""
    names = set()
    for _name, tree in python_files("samsyn/config", "samsyn/cli"):
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            first = node.args[0]
            if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
                continue
            asked = ast.unparse(node.func)
            if asked in {"os.environ.get", "os.getenv"}:
                names.add(first.value)
            elif asked == "secret":
                names.add(f"SAMSYN_{first.value.upper()}")
    return names


def test_every_table_is_in_the_glossary() -> None:
    page = (ROOT / "docs/glossary.md").read_text("utf-8")
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", page, re.MULTILINE)
    listed = {
        english: what for english, _swedish, what in rows if english not in {"English", "---"}
    }
    missing = [
        model._meta.label
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        if re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower() not in listed
    ]
    assert not missing, f"add to docs/glossary.md, with its Swedish: {missing}"
    assert all(what.endswith(".") for what in listed.values()), "one whole sentence each"


def test_every_link_in_the_handbook_leads_somewhere() -> None:
    broken = []
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            elsewhere = "://" in target or target.startswith("mailto:")
            if not elsewhere and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert not broken
