"""A Word document that is written sequentially.

python-docx makes everything but the text: styles, lists, links and the parts of the ZIP. The text is streamed to a
temporary file, and pictures are read when the document is assembled, so neither uses much memory.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from tempfile import TemporaryFile
from typing import IO, Any
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls

from cms.base.i18n.language_codes import is_right_to_left
from cms.base.text import storable
from practices.exchange.writing.word import markup
from practices.exchange.writing.word.styles import BULLETS, LEVELS, NUMBERS, list_element, prepare

PIECE = 64 * 1024
MAIN = "word/document.xml"
CONTENTS = r'TOC \o "1-1" \h \z \u'  # the first level of headings, as links
BETWEEN = "\0"
AFTER_UPDATE = ("w:hdrShapeDefaults", "w:footnotePr", "w:endnotePr", "w:compat", "w:docVars", "w:rsids")
Read = Callable[[], bytes]


class WordFile:
    """`language` is the code of its texts, except where stated otherwise."""

    def __init__(self, language: str, title: str, author: str, link_colour: str) -> None:
        self.language, self.mirrored = language, is_right_to_left(language)
        self.document = Document()
        _drop_thumbnail(self.document)
        prepare(self.document, language, link_colour)
        properties = self.document.core_properties
        properties.title, properties.author = storable(title)[:255], storable(author)[:255]
        properties.comments, properties.created = "", datetime.now(UTC)
        self.front: list[str] = []  # before the table of contents
        self.body: IO[bytes] = TemporaryFile()  # noqa: SIM115 (closed by `save`)
        self.contents: list[tuple[str, str, str]] = []  # bookmark, text and language
        self.links: dict[str, str] = {}  # relationship ids by URL
        self.lists, self.pictures = NUMBERS, 0

    # -- the text -----------------------------------------------------------------------------------------------------

    def add(self, xml: str) -> None:
        self.body.write(xml.encode())

    def add_table(self, rows: list[tuple[str, list[str]]], name: str) -> None:
        """Adds a table of facts: the name of each, and its value as paragraphs."""
        self.add(markup.facts_table(rows, storable(name), self.mirrored))
        self.add(self.paragraph("Normal", ""))

    def text(self, text: str, language: str = "", **look: Any) -> str:
        return markup.run(text, self.other(language), **look)

    def other(self, language: str) -> str:
        return language if language != self.language else ""

    def paragraph(self, style: str, content: str, language: str = "", **about: Any) -> str:
        mirrored = is_right_to_left(language or self.language)
        return markup.paragraph(style, content, mirrored=mirrored, **about)

    def heading(self, text: str, level: int, language: str = "", listed: bool = False) -> str:
        """`listed`: whether it is in the table of contents."""
        content = self.text(text, language)
        if listed:
            number = len(self.contents) + 1
            name = f"_Toc{number:06}"
            self.contents.append((name, text, language))
            content = markup.bookmark(number, name, content)
        return self.paragraph(f"Heading{level}", content, language)

    def link(self, url: str, text: str, language: str = "", **look: Any) -> str:
        relation = self.links.get(url)
        if relation is None:
            relation = self.links[url] = f"rLink{len(self.links) + 1}"
            relations: Any = self.document.part.rels
            relations.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, url, relation, is_external=True)
        content = self.text(text, language, style="Hyperlink", **look)
        return f'<w:hyperlink r:id="{relation}" w:history="1">{content}</w:hyperlink>'

    def new_list(self, numbered: bool) -> int:
        if not numbered:
            return BULLETS
        self.lists += 1
        self.document.part.numbering_part.element.append(list_element(self.lists, NUMBERS))
        return self.lists

    def item(self, content: str, number: int, level: int, language: str = "") -> str:
        style = "ListBullet" if number == BULLETS else "ListNumber"
        return self.paragraph(style, content, language, numbering=(number, min(level, LEVELS - 1)))

    def picture(self, read: Read, ending: str, size: tuple[int, int], alternative: str) -> str:
        """`ending` is "jpeg" or "png"; `size` is that on paper, in CSS pixels."""
        self.pictures += 1
        name, relation = f"/word/media/picture{self.pictures}.{ending}", f"rPicture{self.pictures}"
        part = _Picture(PackURI(name), f"image/{ending}", read)
        self.document.part.rels.add_relationship(RELATIONSHIP_TYPE.IMAGE, part, relation)
        return markup.drawing(self.pictures, relation, *size, alternative)

    # -- the file -----------------------------------------------------------------------------------------------------

    def new_page_for_each_part(self) -> None:
        self.document.styles["Heading 1"].paragraph_format.page_break_before = True
        self.document.styles["TOC Heading"].paragraph_format.page_break_before = False  # its base style has one

    def footer(self, text: str) -> None:
        """The text on each page, before its number."""
        line = self.document.sections[0].footer.paragraphs[0]._p
        xml = self.paragraph("Smallprint", f"{self.text(text + ' · ')}{markup.field('PAGE', self.text('1'))}")
        line.getparent().replace(line, parse_xml(xml.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)))

    def save(self, stream: IO[bytes], contents_heading: str) -> None:
        """Writes the ZIP to `stream`, which must be seekable."""
        update = OxmlElement("w:updateFields")  # Word updates the table of contents when it opens the file
        self.document.settings.element.insert_element_before(update, *AFTER_UPDATE)
        with TemporaryFile() as package, self.body:
            self.document.save(package)
            with ZipFile(package) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
                for part in source.infolist():
                    with target.open(part.filename, "w") as goal:
                        if part.filename == MAIN:
                            self._write_text(source.read(MAIN), goal, contents_heading)
                        else:
                            goal.write(source.read(part))

    def _write_text(self, empty: bytes, goal: IO[bytes], contents_heading: str) -> None:
        before, body, after = empty.partition(b"<w:body>")
        goal.write(before + body)
        for xml in (*self.front, *self._contents(contents_heading)):
            goal.write(xml.encode())
        self.body.seek(0)
        while piece := self.body.read(PIECE):
            goal.write(piece)
        goal.write(after)

    def _contents(self, heading: str) -> list[str]:
        """A table of contents that Word and LibreOffice can update, prefilled with links; Word adds page numbers."""
        if not self.contents:
            return []
        begin, end = markup.field(CONTENTS, BETWEEN).split(BETWEEN)
        lines = [
            f'<w:hyperlink w:anchor={quoteattr(name)} w:history="1">{self.text(text, language)}</w:hyperlink>'
            for name, text, language in self.contents
        ]
        lines[0] = begin + lines[0]
        lines[-1] += end
        return [
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
            "</w:docPartObj></w:sdtPr><w:sdtContent>",
            self.paragraph("TOCHeading", self.text(heading)),
            *(self.paragraph("toc1", line) for line in lines),
            "</w:sdtContent></w:sdt>",
        ]


def _drop_thumbnail(document: Any) -> None:
    """Removes the thumbnail of python-docx’s template."""
    relations = document.part.package.rels
    for name in [name for name, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[name]


class _Picture(Part):
    """A picture that is read when the file is written."""

    def __init__(self, name: PackURI, content_type: str, read: Read) -> None:
        super().__init__(name, content_type)
        self._read = read

    @property
    def blob(self) -> bytes:
        return self._read()
