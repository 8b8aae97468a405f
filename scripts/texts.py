"""Find every text that people read, keep the Swedish catalogue up to date, and compile it.

    python scripts/texts.py             bring the .po up to date, compile the .mo
    python scripts/texts.py --take DIR  the same, with translations from DIR/*.json
    python scripts/texts.py --check     change nothing; list what lacks good Swedish
    python scripts/texts.py --compile   only write the .mo

A JSON file holds {"English": "Swedish", "one|several": ["en", "flera"]}. Texts in a context
are written "context\\u0004English". Only Babel is used, so no gettext needs to be installed.
"""

import argparse
import ast
import json
import os
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "samsyn/locale/sv/LC_MESSAGES/django.po"
MO = PO.with_suffix(".mo")
KEYWORDS: dict[str, Any] = {
    "_": None,
    "_deed": None,  # the names of deeds are shown to people as well
    "words": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
CONTEXT_END = "\x04"
GAP = re.compile(r"%\((\w+)\)[sd]|%[sd]")
HEADER = "Swedish texts of Samsyn. The English ones stand in the code; `make texts` finds them."


def found() -> Iterator[tuple[str, Any, str | None]]:
    """Every text of the code and the templates: file, text (or pair of texts), context."""
    # Django reads its settings when a template is looked at; none of them matters here.
    from django.conf import settings
    from django.utils.translation import template

    if not settings.configured:
        settings.configure()
    for path in sorted((ROOT / "samsyn").rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        if "/migrations/" in name or "/tests/" in name or not path.is_file():
            continue
        if path.suffix == ".py":
            source = path.read_text(encoding="utf-8")
        elif "/templates/" in name and path.suffix in {".html", ".txt"}:
            calls = template.templatize(path.read_text(encoding="utf-8"), origin=name)
            # What is left beside the calls are words without sense, indented at random.
            source = "\n".join(line.strip() for line in calls.splitlines())
        else:
            continue
        stream = BytesIO(source.encode("utf-8"))
        for _line, text, _comments, context in extract("python", stream, KEYWORDS, options={}):
            yield name, text, context


def texts_in_code() -> dict[tuple[str, str | None], tuple[Any, list[str]]]:
    """The texts by their key in the catalogue: the text or pair of texts, and where it stands."""
    texts: dict[tuple[str, str | None], tuple[Any, list[str]]] = {}
    for name, text, context in found():
        key = (text[0] if isinstance(text, tuple) else text, context)
        if not key[0]:
            continue
        whole, places = texts.setdefault(key, (text, []))
        if isinstance(text, tuple) and not isinstance(whole, tuple):
            texts[key] = (text, places)
        if name not in places:
            places.append(name)
    return texts


def old_catalogue() -> Catalog:
    if not PO.exists():
        return Catalog(locale="sv")
    with PO.open("rb") as file:
        return read_po(file, locale="sv")


def new_catalogue(old: Catalog) -> Catalog:
    """All texts of the code in a fixed order, with the Swedish that the old catalogue has."""
    new = Catalog(locale="sv", charset="utf-8", header_comment=f"# {HEADER}")
    for (key, context), (text, places) in sorted(
        texts_in_code().items(), key=lambda item: (item[1][1][0], item[0][0], item[0][1] or "")
    ):
        before = old.get(key, context)
        string: Any = before.string if before else ""
        flags = {"fuzzy"} if before and before.fuzzy else set()
        if isinstance(text, tuple) != isinstance(string, (tuple, list)):
            string = ("", "") if isinstance(text, tuple) else ""
        new.add(
            text,
            string,
            locations=[(place, None) for place in places],
            flags=flags,
            context=context,
        )
    return new


def as_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as a .po with no dates and no line numbers, so that diffs stay small."""
    written = BytesIO()
    write_po(written, catalogue, omit_header=True, include_lineno=False, width=100)
    head = (
        f"# {HEADER}\n"
        'msgid ""\nmsgstr ""\n'
        '"Language: sv\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    return head.encode() + written.getvalue()


def compile_mo() -> None:
    """Write the .mo that Django reads, as a whole: a running program never sees half of it."""
    with PO.open("rb") as file:
        catalogue = read_po(file, locale="sv")
    fresh = MO.with_suffix(".mo.new")
    with fresh.open("wb") as file:
        write_mo(file, catalogue)
    os.replace(fresh, MO)


def take(folder: Path, catalogue: Catalog) -> list[str]:
    """Put the translations of the folder's JSON files in; returns the texts not in the code."""
    strangers = []
    for path in sorted(folder.glob("*.json")):
        for key, swedish in json.loads(path.read_text(encoding="utf-8")).items():
            context, _end, text = key.rpartition(CONTEXT_END)
            if isinstance(swedish, list):
                text, swedish = text.split("|")[0], tuple(swedish)
            message = catalogue.get(text, context or None)
            if message is None or isinstance(message.id, str) != isinstance(swedish, str):
                strangers.append(f"{path.name}: {key}")
            elif swedish and all(swedish):
                message.string = swedish
                message.flags.discard("fuzzy")
    return strangers


def faults() -> list[str]:
    """What is wrong with the Swedish, one line each; nothing when all is well."""
    old = old_catalogue()
    wrong = []
    for (key, context), (_text, places) in sorted(texts_in_code().items(), key=str):
        message = old.get(key, context)
        where = f"{places[0]}: {key!r}"
        if message is None or not message.string or not all(message.string):
            wrong.append(f"{where} has no Swedish")
        elif message.fuzzy:
            wrong.append(f"{where} is marked fuzzy")
        elif gaps_differ(message):
            wrong.append(f"{where} has other gaps in Swedish: {message.string!r}")
    return wrong


def gaps_differ(message: Message) -> bool:
    """Whether a %(name)s of the English is missing in the Swedish, or a strange one is there.

    The singular may leave a gap out ("en dag").
    """
    english = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    swedish = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    allowed = [sorted(match.group() for match in GAP.finditer(text)) for text in english]
    every = {gap for gaps in allowed for gap in gaps}
    if len(swedish) == 2:
        one = {match.group() for match in GAP.finditer(swedish[0])}
        many = sorted(match.group() for match in GAP.finditer(swedish[1]))
        return not one <= every or many != allowed[1]
    return sorted(match.group() for match in GAP.finditer(swedish[0])) != allowed[0]


def broken_joins() -> list[str]:
    """Places where a text is put together inside the mark, so that nobody can translate it."""
    wrong = []
    for path in sorted((ROOT / "samsyn").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in KEYWORDS
                and any(
                    isinstance(it, (ast.BinOp, ast.JoinedStr, ast.IfExp)) for it in node.args[:1]
                )
            ):
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description="Keep the Swedish texts.")
    parser.add_argument("--check", action="store_true", help="only list what lacks good Swedish")
    parser.add_argument("--compile", action="store_true", help="only write the .mo")
    parser.add_argument("--take", type=Path, metavar="DIR", help="put in DIR/*.json")
    args = parser.parse_args()
    if args.compile:
        compile_mo()
        return
    if args.check:
        wrong = faults()
        print(*wrong, sep="\n")
        sys.exit(bool(wrong))
    catalogue = new_catalogue(old_catalogue())
    for stranger in take(args.take, catalogue) if args.take else []:
        print(f"not in the code: {stranger}", file=sys.stderr)
    fresh = as_bytes(catalogue)
    if not PO.exists() or PO.read_bytes() != fresh:
        PO.write_bytes(fresh)
    compile_mo()
    wrong = faults()
    print(f"{len(catalogue)} texts, {len(wrong)} without good Swedish (--check lists them)")


if __name__ == "__main__":
    main()
