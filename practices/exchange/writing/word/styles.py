"""The look of our Word documents: only named styles, so that people can restyle them."""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from cms.base.i18n.language_codes import is_right_to_left
from practices.exchange.writing.word.markup import office_language

INK, GREY, LINE = "1A1A1A", "55595C", "C8CCD0"
SERIF, SANS = "Georgia", "Calibri"  # included in Word; other programs have something similar
SIZES: dict[str, tuple[str, float, float, float]] = {  # font size, and space above and below, in points
    "Normal": (SANS, 11, 0, 6),
    "Title": (SERIF, 26, 0, 6),
    "Subtitle": (SANS, 11, 0, 10),
    "Heading 1": (SERIF, 18, 22, 6),
    "Heading 2": (SERIF, 14, 16, 4),
    "Heading 3": (SERIF, 12, 12, 4),
    "TOC Heading": (SERIF, 14, 18, 6),
    "Caption": (SANS, 9, 2, 10),
    "List Bullet": (SANS, 11, 0, 3),
    "List Number": (SANS, 11, 0, 3),
}
# Style: the style it is based on, its size, the space above and below it, and its left indent in cm.
ADDED: dict[str, tuple[str, float, float, float, float]] = {
    "Summary": ("Normal", 12.5, 0, 10, 0.0),
    "Result": ("Normal", 12.5, 0, 10, 0.0),
    "Note": ("Normal", 10, 2, 8, 0.4),
    "Fact": ("Normal", 10, 2, 2, 0.0),
    "Fact name": ("Normal", 10, 2, 2, 0.0),
    "Small print": ("Normal", 9, 2, 4, 0.0),
    "Funding logo": ("Normal", 11, 24, 4, 0.0),
    "toc 1": ("Normal", 11, 0, 3, 0.0),
}
BULLETS, NUMBERS = 90, 91  # ids of our list definitions
LEVELS = 6


def prepare(document: Document, language: str, link_colour: str) -> None:
    """Sets up styles in the language of the texts, A4 paper, and multi-level lists."""
    for name, (typeface, size, before, after) in SIZES.items():
        _look(document.styles[name], typeface, size, before, after)
    document.styles["Title"].element.pPr.remove_all("w:pBdr")
    for name, (like, size, before, after, indent) in ADDED.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles[like]
        _look(style, SANS, size, before, after)
        style.paragraph_format.left_indent = Cm(indent)
    document.styles["Fact name"].font.bold = document.styles["Result"].font.bold = True
    document.styles["Funding logo"].paragraph_format.keep_with_next = True
    for name in ("Subtitle", "Caption", "Small print"):
        document.styles[name].font.color.rgb = RGBColor.from_string(GREY)
        document.styles[name].font.italic = document.styles[name].font.bold = False
    _border(document.styles["Note"].element)
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.underline = True
    link.font.color.rgb = RGBColor.from_string(link_colour.lstrip("#").upper())
    document.styles.element.append(parse_xml(_facts_style()))
    _speak(document, language)
    _lists(document)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.5)


def _look(style: Any, typeface: str, size: float, before: float, after: float) -> None:
    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor.from_string(INK)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()  # theme fonts would take precedence
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), typeface)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.15


def _border(style: Any) -> None:
    """A line beside a note."""
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="18" w:space="8" w:color="{GREY}"/></w:pBdr>'
    )
    style.get_or_add_pPr().insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _facts_style() -> str:
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
    return (
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Facts"><w:name w:val="Facts"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top {line}/><w:bottom {line}/><w:insideH {line}/>'
        f"</w:tblBorders></w:tblPr></w:style>"
    )


def _speak(document: Document, language: str) -> None:
    tag = office_language(language)
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    found = [defaults, document.styles["Normal"].element.get_or_add_rPr().makeelement(qn("w:lang"))]
    document.styles["Normal"].element.rPr.append(found[1])
    for element in found:
        element.set(qn("w:val"), tag)
        element.set(qn("w:bidi"), tag)
    if is_right_to_left(language):
        direction = parse_xml(f"<w:bidi {nsdecls('w')}/>")
        document.styles["Normal"].element.get_or_add_pPr().insert_element_before(
            direction, "w:spacing", "w:ind", "w:jc"
        )
    document.core_properties.language = tag


def _lists(document: Document) -> None:
    """Adds list definitions, which must precede the lists based on them."""
    lists = document.part.numbering_part.element
    at = len(lists.findall(qn("w:abstractNum")))
    for number, form in ((BULLETS, "bullet"), (NUMBERS, "decimal")):
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{"•" if form == "bullet" else f"%{level + 1}."}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{454 * (level + 1)}" w:hanging="340"/></w:pPr></w:lvl>'
            for level in range(LEVELS)
        )
        lists.insert(
            at,
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
                f"{levels}</w:abstractNum>"
            ),
        )
        at += 1
    lists.append(list_element(BULLETS, BULLETS))


def list_element(number: int, definition: int) -> Any:
    """A list whose numbering restarts at 1."""
    starts = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in range(LEVELS)
    )
    return parse_xml(
        f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{definition}"/>'
        f"{starts if definition == NUMBERS else ''}</w:num>"
    )
