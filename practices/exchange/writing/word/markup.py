"""Fragments of a Word document's XML. User text is escaped here and nowhere else."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from babel.core import get_global

from cms.base.i18n.language_codes import base_language, is_right_to_left
from cms.base.text import storable

LIKELY = {"en": "GB"}  # for others, the most likely country according to CLDR
EMU = 9525  # units of drawings per CSS pixel


def office_language(code: str) -> str:
    """The language as Word needs it for spell checking, with a country: "lt-LT"."""
    region = next((tag.upper() for tag in code.split("-")[1:] if len(tag) == 2), None)
    likely = get_global("likely_subtags").get(base_language(code), "").split("_")
    region = region or LIKELY.get(base_language(code)) or (likely[-1] if len(likely) == 3 else None)
    return "-".join(filter(None, [base_language(code), region]))


def run(text: str, language: str = "", *, bold: bool = False, italic: bool = False, style: str = "") -> str:
    """`language`: its code, if it differs from the document's. Line breaks in `text` become line breaks in Word."""
    about = [f"<w:rStyle w:val={quoteattr(style)}/>"] if style else []
    about += ["<w:b/>"] * bold + ["<w:i/>"] * italic
    if language:
        tag = quoteattr(office_language(language))
        about += ["<w:rtl/>"] if is_right_to_left(language) else []
        about.append(f"<w:lang w:val={tag} w:bidi={tag}/>")
    inside = f"<w:rPr>{''.join(about)}</w:rPr>" if about else ""
    return f"<w:r>{inside}{'<w:br/>'.join(map(_words, storable(text).split(chr(10))))}</w:r>"


def _words(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def paragraph(style: str, content: str, *, mirrored: bool = False, numbering: tuple[int, int] | None = None) -> str:
    """`style` is the style's id; `numbering` is the list and the level in it, from 0."""
    about = [f"<w:pStyle w:val={quoteattr(style)}/>"]
    if numbering:
        number, level = numbering
        about.append(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    about += ["<w:bidi/>"] * mirrored
    return f"<w:p><w:pPr>{''.join(about)}</w:pPr>{content}</w:p>"


def bookmark(number: int, name: str, content: str) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>{content}<w:bookmarkEnd w:id="{number}"/>'


def field(code: str, content: str = "") -> str:
    """A field that Word computes, with the text that is shown until then."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{instruction(code)}'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{content}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def instruction(code: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'


def facts_table(rows: Iterable[tuple[str, list[str]]], name: str, mirrored: bool) -> str:
    """A table of two columns: the name of each fact, and its value as paragraphs. `name` is for screen readers."""
    lines = "".join(
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cell(3000, [label])}{_cell(6000, values)}</w:tr>"
        for label, values in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Facts"/>{"<w:bidiVisual/>" * mirrored}<w:tblW w:w="9000" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0080" w:firstRow="0" w:lastRow="0" w:firstColumn="1" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val={quoteattr(name)}/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="6000"/></w:tblGrid>{lines}</w:tbl>'
    )


def _cell(width: int, paragraphs: list[str]) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(paragraphs)}</w:tc>'


def drawing(number: int, relation: str, width: int, height: int, alternative: str) -> str:
    """An inline picture; its size is in CSS pixels. Its alternative text is a Word property."""
    wide, high, text = width * EMU, height * EMU, quoteattr(storable(alternative))
    main = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{main}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{number}" name="{number}" descr={text}/>'
        f'<a:graphic xmlns:a="{main}/main"><a:graphicData uri="{main}/picture"><pic:pic xmlns:pic="{main}/picture">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{number}" descr={text}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        f"</wp:inline></w:drawing></w:r>"
    )
