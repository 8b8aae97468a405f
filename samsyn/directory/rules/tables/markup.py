"""XML from strangers, read piece by piece in flat memory.

Entities, document types and external references are refused, as ECMA-376 part 2
(open packaging) demands of every part; that closes the "billion laughs" and
external-entity attacks. Nesting and the length of one tag have ceilings too.
"""

from collections.abc import Callable, Iterator
from typing import IO
from xml.parsers import expat

_BLOCK = 64 * 1024
_DEEPEST = 100
_LONGEST_TAG = 4 * 1024 * 1024

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class NotAllowedError(Exception):
    """The XML does something that no honest workbook does."""


def local(name: str) -> str:
    """The name without its namespace, so that both dialects of the format are read.

    >>> local("http://purl.oclc.org/ooxml/spreadsheetml/main}row")
    'row'
    """
    return name.rpartition("}")[2]


def parse(stream: IO[bytes], start: Start, end: End, text: Text) -> Iterator[None]:
    """Reads the stream and calls back; yields after each block, so the caller may drain and stop.

    Names come with their namespace before a brace.
    """
    depth = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise NotAllowedError("nested too deep")
        start(name, attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.EntityDeclHandler = _refuse_entity
    fed = 0
    while block := stream.read(_BLOCK):
        parser.Parse(block, False)
        fed += len(block)
        if fed - parser.CurrentByteIndex > _LONGEST_TAG:
            raise NotAllowedError("one tag is too long")
        yield
    parser.Parse(b"", True)
    yield


def _refuse_doctype(*_: object) -> None:
    raise NotAllowedError("it declares a document type")


def _refuse_entity(*_: object) -> None:
    raise NotAllowedError("it declares entities")
