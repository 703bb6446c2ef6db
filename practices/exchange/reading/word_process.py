"""A separate program, with limits, that reads a Word document from standard input and writes its content as JSON.

python-docx finds the headings, however they were made, and mammoth converts the rest to HTML. Does not load Django.
"""

import re
from base64 import b64encode
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import mammoth
from docx import Document
from docx.text.paragraph import Paragraph
from lxml import etree, html

from practices.exchange.reading.limited import Refused, answer
from practices.exchange.reading.limits import (
    MAX_BYTES,
    MAX_FRAMES,
    MAX_PARAGRAPHS,
    MAX_PARTS,
    MAX_PICTURES,
    MAX_PIXELS,
    MAX_TEXT,
    MAX_UNPACKED,
)
from practices.exchange.reading.picture_headers import header_of

MAIN = "word/document.xml"
# Names of heading styles that were made by hand, or by programs other than Word and LibreOffice.
HEADING = re.compile(
    r"(?:heading|title|antraštė|antraste|kop|titolo|titulo|título|titre|überschrift|nagłówek|virsraksts)\s*([1-9])",
    re.I,
)
TITLES = {"title", "pavadinimas", "antraštė", "titel", "titolo", "título", "titulo"}
MAX_HEADING = 120  # characters of a bold paragraph that may be a heading
MARKS = {"XTitle": "h1.level0", "XBold": "h1.bold", **{f"XHeading{n}": f"h1.level{n}" for n in range(1, 10)}}
STYLES = "\n".join(f"p.{style} => {element}:fresh" for style, element in MARKS.items())
SCHEMES = ("http://", "https://", "mailto:", "tel:")
PICTURES = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}


def parts_of(data: bytes) -> list[dict[str, Any]]:
    """The parts in order: headings (with a level: 0 for a title, None if only bold), tables, and the rest."""
    with ZipFile(BytesIO(data)) as archive:
        _refuse(archive)
    document = Document(BytesIO(data))
    if document.part.partname != f"/{MAIN}":  # not the part whose size was checked
        raise Refused("other")
    _drop_contents(document)
    levels = _levels_of_styles(document)
    for element in document.element.body.xpath("w:p | w:sdt//w:p"):
        _mark(Paragraph(element, document), levels)
    marked = BytesIO()
    document.save(marked)
    pictures: list[dict[str, str]] = []
    converted = mammoth.convert_to_html(
        marked, style_map=STYLES, convert_image=_collecting(pictures), include_embedded_style_map=False
    )
    return _parts(converted.value, pictures)


def _refuse(archive: ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Refused("large")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("password")
    if MAIN not in names:
        raise Refused("other")
    if archive.getinfo(MAIN).file_size > MAX_TEXT:
        raise Refused("large")
    if any(name.endswith("vbaProject.bin") for name in names) or b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise Refused("macros")
    with archive.open(MAIN) as stream:
        paragraphs = etree.iterparse(
            stream, events=("end",), tag="{*}p", resolve_entities=False, no_network=True, load_dtd=False
        )
        for number, (_event, paragraph) in enumerate(paragraphs, 1):
            paragraph.clear()
            if number > MAX_PARAGRAPHS:
                raise Refused("large")


def _drop_contents(document: Any) -> None:
    """Removes tables of contents, which repeat the headings."""
    styles = document.styles.element.style_lst
    lines = {style.styleId for style in styles if (style.name_val or "").lower().startswith(("toc ", "contents "))}
    body = document.element.body
    fields = body.xpath("w:sdt[w:sdtPr//w:docPartGallery[@w:val='Table of Contents']]")
    for element in [*fields, *(each for each in body.xpath("w:p | w:sdt//w:p") if each.style in lines)]:
        element.getparent().remove(element)


# -- headings ---------------------------------------------------------------------------------------------------------


def _levels_of_styles(document: Any) -> dict[str, int]:
    """Heading levels by style id, from its outline level, its name, or the style that it is based on."""
    styles = {style.styleId: style for style in document.styles.element.style_lst}

    def level(name: str | None, depth: int = 0) -> int | None:
        style = styles.get(name) if name else None
        if style is None or depth > 10:
            return None
        called = (style.name_val or "").strip().lower()
        if called in TITLES:
            return 0
        if found := HEADING.fullmatch(called):
            return int(found[1])
        outline = style.xpath("w:pPr/w:outlineLvl/@w:val")
        if outline:
            return int(outline[0]) + 1 if int(outline[0]) < 9 else None
        return level("".join(style.xpath("w:basedOn/@w:val")), depth + 1)

    return {name: found for name in styles if name and (found := level(name)) is not None}


def _mark(paragraph: Paragraph, levels: dict[str, int]) -> None:
    """Gives a heading a style that mammoth maps, and removes it from lists, since headings may be numbered."""
    element: Any = paragraph._p
    own = element.xpath("w:pPr/w:outlineLvl/@w:val")
    level = int(own[0]) + 1 if own and int(own[0]) < 9 else levels.get(element.style or "")
    if not paragraph.text.strip():
        return
    if level is not None:
        element.style = f"XHeading{level}" if level else "XTitle"
    elif _is_bold(paragraph):
        element.style = "XBold"
    else:
        return
    for numbering in element.xpath("w:pPr/w:numPr"):
        numbering.getparent().remove(numbering)


def _is_bold(paragraph: Paragraph) -> bool:
    """Whether it looks like a heading: a short, entirely bold line that is not a sentence or a list item."""
    text = paragraph.text.strip()
    element: Any = paragraph._p
    if len(text) > MAX_HEADING or text.endswith((".", ",", ";", "!")) or element.xpath("w:pPr/w:numPr"):
        return False
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


# -- from HTML to parts -----------------------------------------------------------------------------------------------


def _collecting(pictures: list[dict[str, str]]) -> Any:
    """Collects pictures. Those over the limits of number or size are included without data."""
    total = pixels = 0

    @mammoth.images.img_element
    def collect(image: Any) -> dict[str, str]:
        nonlocal total, pixels
        with image.open() as stream:
            data = stream.read()
        ending = PICTURES.get(image.content_type, "")
        size = _pixels(data, ending)
        kept = bool(ending and size) and len(pictures) < MAX_PICTURES
        kept = kept and total + len(data) < MAX_BYTES and pixels + size <= MAX_PIXELS
        if kept:
            total, pixels = total + len(data), pixels + size
        pictures.append(
            {"data": b64encode(data).decode() if kept else "", "ending": ending, "alt": image.alt_text or ""}
        )
        return {"src": str(len(pictures) - 1)}

    return collect


def _pixels(data: bytes, ending: str) -> int:
    """The pixels of all frames; 0 if it cannot be opened as a picture."""
    try:
        return header_of(data, ending, MAX_FRAMES)[0]
    except Exception:  # image libraries raise all kinds of exceptions
        return 0


def _parts(source: str, pictures: list[dict[str, str]]) -> list[dict[str, Any]]:
    if not source:
        return []
    body = html.fragment_fromstring(source, create_parent="div")
    _put_notes_where_they_belong(body)
    for link in body.xpath(".//a"):
        if not link.get("href", "").lower().startswith(SCHEMES):
            link.drop_tag()
    found: list[dict[str, Any]] = []
    for element in body:
        images = [pictures[int(image.get("src"))] for image in element.iter("img")]
        for image in list(element.iter("img")):
            image.drop_tree()
        text = " ".join(element.text_content().split())
        if element.tag == "h1" and text:
            level = element.get("class", "").removeprefix("level")
            found.append({"heading": text, "level": int(level) if level.isdecimal() else None})
        elif element.tag == "table":
            rows = element.xpath("./tr | ./thead/tr | ./tbody/tr")
            cells = [[_inside(cell) for cell in row] for row in rows]
            found.append({"table": cells, "has_heading_row": bool(element.xpath("./thead"))})
        elif text:
            found.append({"html": html.tostring(element, encoding="unicode", with_tail=False)})
        found += [{"picture": image} for image in images]
    return found


def _inside(cell: Any) -> str:
    return "".join(html.tostring(each, encoding="unicode") for each in cell)


def _put_notes_where_they_belong(body: Any) -> None:
    """Puts footnotes into the text in brackets, because pages have none."""
    items = body.xpath("//li[starts-with(@id, 'footnote') or starts-with(@id, 'endnote')]")
    notes = {item.get("id"): item for item in items}
    for item in notes.values():
        for back in item.xpath(".//a[starts-with(@href, '#')]"):
            back.drop_tree()
    for link in body.xpath("//a[starts-with(@href, '#')]"):
        note = notes.get(link.get("href")[1:])
        if note is None:
            link.drop_tag()  # internal link
            continue
        link.text = f" ({' '.join(note.text_content().split())})"
        parent = link.getparent()
        link.drop_tag()
        if parent.tag == "sup":
            parent.drop_tag()
    for lists in {item.getparent() for item in notes.values()}:
        lists.drop_tree()


if __name__ == "__main__":
    answer(lambda data: {"parts": parts_of(data)})
