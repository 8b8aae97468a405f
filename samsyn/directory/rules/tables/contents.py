"""What a file is, judged by what is in it and never by its name.

Signatures: the first bytes of each format, by the formats' own specifications
(ECMA-376 and ISO 26300 packages are ZIP files; [MS-CFB] holds old Excel files
and every password-protected workbook).
"""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from xml.parsers import expat

from samsyn.basics.problem import Problem, words
from samsyn.directory.rules.tables.limits import Limits
from samsyn.directory.rules.tables.markup import NotAllowedError
from samsyn.directory.rules.tables.refusals import broken, not_a_table

Kind = Literal["csv", "xlsx"]

_HEAD = 4096
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", words("a PDF")),
    (b"\xff\xd8\xff", words("a JPEG picture")),
    (b"\x89PNG", words("a PNG picture")),
    (b"GIF8", words("a GIF picture")),
    (b"II*\x00", words("a TIFF picture")),
    (b"MM\x00*", words("a TIFF picture")),
    (b"{\\rtf", words("a text document (RTF)")),
    (b"\x1f\x8b", words("a packed file (gzip)")),
    (b"7z\xbc\xaf", words("a packed file (7z)")),
    (b"Rar!", words("a packed file (rar)")),
    (b"SQLite format 3", words("a database")),
)
_MARKUP: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", words("a web page")),
    (b"<html", words("a web page")),
    (b"<table", words("a web page")),
    (b"<meta", words("a web page")),
    (b"<?xml", words("an XML file")),
    (b"<", words("a web page or XML file")),
    (b"{", words("a JSON file")),
    (b"[{", words("a JSON file")),
    (b"mime-version:", words("a web archive")),
)


def kind_of(path: Path, name: str, limits: Limits) -> Kind:
    """ "xlsx" or "csv", by content; anything else is refused with what it looks like."""
    size = path.stat().st_size
    if size == 0:
        raise Problem(
            "file-empty",
            words("%(name)s is empty (0 bytes). Save it again and choose the new file."),
            name=name,
        )
    if size > limits.file_bytes:
        raise Problem(
            "file-too-large",
            words(
                "%(name)s is %(size)s MB; at most %(most)s MB can be read. "
                "Split the list into several files."
            ),
            name=name,
            size=-(-size // 1024**2),
            most=limits.file_bytes // 1024**2,
        )
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if head.startswith(_COMPOUND):
        raise _compound(path, name)
    if head.startswith(_ZIP):
        return _packed(path, name)
    _refuse_other_formats(head, name)
    return "csv"


def _refuse_other_formats(head: bytes, name: str) -> None:
    for signature, looks_like in _SIGNATURES:
        if head.startswith(signature):
            raise not_a_table(name, looks_like)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for signature, looks_like in _MARKUP:
        if start.startswith(signature):
            raise not_a_table(name, looks_like)
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise not_a_table(name, words("neither text nor a workbook"))


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Turns what unpacking and parsing raise on a damaged file into Problem("file-broken")."""
    try:
        yield
    except NotAllowedError as error:
        raise broken(name, str(error)) from error
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        struct.error,
        expat.ExpatError,
        OSError,
        EOFError,
        ValueError,
        LookupError,
        ArithmeticError,
        RuntimeError,  # also NotImplementedError: a packing method nobody uses, a password
    ) as error:
        raise broken(
            name, words("the file is damaged, cut off or made by a faulty program")
        ) from error


def _compound(path: Path, name: str) -> Problem:
    if _contains(path, _ENCRYPTED):
        return Problem(
            "file-encrypted",
            words(
                "%(name)s is protected by a password. Open it in Excel, choose File, Info, "
                "Protect Workbook, Encrypt with Password, empty the password, and save."
            ),
            name=name,
        )
    return Problem(
        "file-old-excel",
        words(
            "%(name)s is in an Office format from before 2007 (.xls). Open it in Excel, "
            "choose Save as, and save it as “Excel Workbook (.xlsx)”."
        ),
        name=name,
    )


def _contains(path: Path, wanted: bytes) -> bool:
    tail = b""
    with path.open("rb") as stream:
        while block := stream.read(1024 * 1024):
            if wanted in tail + block:
                return True
            tail = block[-len(wanted) :]
    return False


def _packed(path: Path, name: str) -> Kind:
    with reading(name), zipfile.ZipFile(path) as package:
        names = set(package.namelist())
    if "[Content_Types].xml" in names and "xl/workbook.bin" in names:
        raise not_a_table(name, words("a binary Excel workbook (.xlsb)"))
    if "[Content_Types].xml" in names and any(part.startswith("word/") for part in names):
        raise not_a_table(name, words("a Word document"))
    if "[Content_Types].xml" in names and any(part.startswith("ppt/") for part in names):
        raise not_a_table(name, words("a PowerPoint presentation"))
    if "mimetype" in names and "content.xml" in names:
        raise not_a_table(name, words("an OpenDocument file (.ods)"))
    if any(part.endswith(".iwa") for part in names) or "Index.zip" in names:
        raise not_a_table(name, words("an Apple Numbers file"))
    if not any(part.lower() == "_rels/.rels" for part in names):
        raise not_a_table(name, words("a packed folder (.zip)"))
    return "xlsx"
