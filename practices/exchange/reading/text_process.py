"""A separate program, with limits, that writes all text of a workbook or document on standard input as JSON.

Includes what imports ignore, such as headers, comments, links and the author. One line per paragraph or cell, even if
parts of it are formatted.
"""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from practices.exchange.reading.limited import Refused, TooLarge, answer
from practices.exchange.reading.limits import MAX_PARTS, MAX_UNPACKED

# Element names, without namespaces, of OOXML and OpenDocument.
WITHIN = {
    "r",
    "t",
    "hyperlink",
    "ins",
    "moveTo",
    "smartTag",
    "sdt",
    "sdtContent",
    "customXml",
    "fldSimple",
    "span",
    "a",
}
SPACES = {"tab", "br", "cr", "s", "line-break"}
TOLD = {"Target", "href", "descr", "title", "author", "name"}  # attributes
PIECE = 64 * 1024


class _Text:
    """A target for lxml's parser, which collects the text."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.told: list[str] = []
        self.begins: list[int] = []  # length of the output before each open element

    def start(self, tag: str, attributes: Any) -> None:
        self.begins.append(len(self.said))
        self.told += [value for name, value in attributes.items() if _local(name) in TOLD]

    def data(self, text: str) -> None:
        self.said.append(text)

    def end(self, tag: str) -> None:
        name, begin = _local(tag), self.begins.pop()
        if name in SPACES:
            self.said.append(" ")
        elif name not in WITHIN and len(self.said) > begin:
            self.said.append("\n")

    def close(self) -> str:
        return "".join([*self.said, "\n", "\n".join(self.told)])


def text_of(data: bytes) -> str:
    with ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise TooLarge
        if any(part.flag_bits & 1 for part in parts):
            raise Refused("password")
        texts = [_text_of(archive, part) for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
    lines = (" ".join(line.split()) for text in texts for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _text_of(archive: ZipFile, part: Any) -> str:
    parser: Any = etree.XMLParser(target=_Text(), resolve_entities=False, no_network=True, load_dtd=False)
    with archive.open(part) as stream:
        while piece := stream.read(PIECE):
            parser.feed(piece)
    return str(parser.close())


def _local(name: str) -> str:
    return name.rpartition("}")[2]


if __name__ == "__main__":
    answer(lambda data: {"text": text_of(data)})
