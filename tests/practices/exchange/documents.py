"""Word documents as people write them, made by python-docx."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

Part = tuple[str, Any]  # what kind, and what it says


def docx(parts: Sequence[Part], document: Any = None) -> bytes:
    """Parts are paragraphs by their style, or `link`, `bold`, `table` and `picture`."""
    document = document or Document(BytesIO(empty()))
    for kind, said in parts:
        if kind == "link":
            _link(document, *said)
        elif kind == "bold":
            document.add_paragraph().add_run(said).bold = True
        elif kind == "table":
            table = document.add_table(len(said), len(said[0]))
            for row, texts in zip(table.rows, said, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
        elif kind == "picture":
            document.add_picture(BytesIO(said))
        else:
            document.add_paragraph(said, style=kind or None)
    return saved(document)


@cache
def empty() -> bytes:
    return saved(Document())


def saved(document: Any) -> bytes:
    """Without python-docx's hundred styles of tables, whose parsing takes longer than all the rest."""
    for style in document.styles.element.xpath("w:style[@w:type='table'][not(@w:default)]"):
        style.getparent().remove(style)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _link(document: Any, before: str, text: str, url: str) -> None:
    relation = document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    paragraph = document.add_paragraph(before)
    paragraph._p.append(
        parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{relation}"><w:r><w:t>{text}</w:t></w:r></w:hyperlink>')
    )


def lithuanian() -> Any:
    """As a Word in Lithuanian names the styles of headings that were made by hand, with an id that says nothing."""
    document = Document(BytesIO(empty()))
    for level in (1, 2):
        style = document.styles.add_style(f"Antraštė {level}", 1)
        style.element.set(f"{{{nsdecls('w').split(chr(34))[1]}}}styleId", f"Antrat{level}")
    return document
