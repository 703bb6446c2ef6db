"""An item as an XLIFF 1.2 file, with `<g>` and `<x>` for inline markup.

Untranslated texts have the state `needs-translation`, changed ones `needs-adaptation`, with their former original and
translation.
"""

from collections.abc import Iterator
from datetime import UTC

from django.utils.translation import gettext as _
from lxml import etree

from cms.base.i18n.language_codes import language_tag
from cms.base.ids import id_in
from cms.base.text import storable
from cms.base.translation.editor.markup import LINK, BrokenTokens, Piece, Tag, aligned, merged, parse
from cms.base.translation.editor.markup import write as html
from cms.base.translation.files.item import (
    Entry,
    FileItem,
    Read,
    UnreadableFile,
    decoded,
    language_code,
    moment,
    one_line,
)
from cms.base.translation.texts.text import Text

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
XLIFF = f"{{{NAMESPACE}}}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
KINDS = {"b": "bold", "i": "italic", "br": "lb", LINK: "link"}  # others become x-code, …
TAGS = {kind: name for name, kind in KINDS.items()}
STATES = {"missing": "needs-translation", "changed": "needs-adaptation", "done": "translated"}


def write(item: FileItem) -> bytes:
    languages = language_tag(item.source_language), language_tag(item.language)
    root = etree.Element(f"{XLIFF}xliff", {"version": "1.2"}, nsmap={None: NAMESPACE})
    file = _add(
        root,
        "file",
        {
            "original": storable(item.id),
            "source-language": languages[0],
            "target-language": languages[1],
            "datatype": "html",
            "date": item.exported.astimezone(UTC).isoformat(),
        },
    )
    header = _add(file, "header")
    counts = _add(header, "count-group", {"name": "texts"})
    _add(counts, "count", {"count-type": "total", "unit": "trans-unit"}).text = str(len(item.texts))
    _add(header, "note").text = one_line(f"{item.title} · {item.url}")
    body = _add(file, "body")
    for number, text in enumerate(item.texts, 1):
        _add_unit(body, number, text, languages)
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written


def read(data: bytes) -> Read:
    """Raises `UnreadableFile` if it is not an XLIFF 1.2 file of a single item."""
    root = _parsed(data)
    if root.tag != f"{XLIFF}xliff":
        is_other = etree.QName(root).localname == "xliff"
        message = (
            _("This is another version of XLIFF: save it as 1.2.") if is_other else _("This is not an XLIFF file.")
        )
        raise UnreadableFile(message)
    files = root.findall(f"{XLIFF}file")
    if len(files) != 1:
        raise UnreadableFile(_("The file must have one page, not %(count)d.") % {"count": len(files)})
    for name in ("original", "target-language", "date"):
        if not files[0].get(name):
            message = _("“%(header)s” of the file is missing: it does not say what it translates. Export it again.")
            raise UnreadableFile(message % {"header": name})
    count = files[0].findtext(f"{XLIFF}header/{XLIFF}count-group/{XLIFF}count", "")
    return Read(
        id=files[0].get("original"),
        source_language=language_code(files[0].get("source-language", "")),
        language=language_code(files[0].get("target-language")),
        exported=moment(files[0].get("date")),
        entries=[_entry(unit) for unit in files[0].iter(f"{XLIFF}trans-unit")],
        written=id_in(count),
    )


def _add(parent: etree._Element, name: str, attributes: dict[str, str] | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{XLIFF}{name}", attributes or {})
    element.tail = "\n"
    if not parent.text:
        parent.text = "\n"
    return element


def _add_unit(body: etree._Element, number: int, text: Text, languages: tuple[str, str]) -> None:
    # The format does not count words.
    in_characters = text.limit is not None and text.limit.unit == "characters"
    limits = {"maxwidth": str(text.limit.most), "size-unit": "char"} if text.limit and in_characters else {}
    attributes = {
        "id": str(number),
        "resname": storable(text.path),
        "approved": "yes" if text.state == "done" else "no",
    }
    unit = _add(body, "trans-unit", {**attributes, "datatype": "html" if text.is_rich else "plaintext", **limits})
    unit.set(SPACE, "preserve")
    source = _pieces(text.source, text.is_rich)
    kept = text.previous.translation if text.previous and text.state == "changed" else text.translation
    _write_pieces(_add(unit, "source", {LANGUAGE: languages[0]}), source)
    target = _add(unit, "target", {LANGUAGE: languages[1], "state": STATES[text.state]})
    _write_pieces(target, aligned(_pieces(kept, text.is_rich), source))
    for note in (text.label, *(f"{key}: {target}" for key, target in text.links), str(text.limit or "")):
        if note:
            _add(unit, "note").text = one_line(note)
    if text.previous and text.state == "changed":
        former = _add(unit, "alt-trans", {"alttranstype": "previous-version"})
        before = _pieces(text.previous.source, text.is_rich)
        _write_pieces(_add(former, "source", {LANGUAGE: languages[0]}), before)
        said = aligned(_pieces(text.previous.translation, text.is_rich), before)
        _write_pieces(_add(former, "target", {LANGUAGE: languages[1]}), said)


def _pieces(text: str, is_rich: bool) -> list[Piece]:
    text = storable(text)
    return parse(text) if is_rich else merged([text])


def _write_pieces(parent: etree._Element, pieces: list[Piece]) -> None:
    stack = [parent]
    for piece in pieces:
        if isinstance(piece, str):
            _append(stack[-1], piece)
        elif piece.kind == "close":
            stack.pop()
        else:
            is_void = piece.kind == "void"
            attributes = {"id": piece.id or str(piece.number), "ctype": KINDS.get(piece.name, f"x-{piece.name}")}
            element = etree.SubElement(stack[-1], f"{XLIFF}{'x' if is_void else 'g'}", attributes)
            if not is_void:
                stack.append(element)


def _append(element: etree._Element, text: str) -> None:
    """Appends `text` to the content of `element`."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _entry(unit: etree._Element) -> Entry:
    is_rich = unit.get("datatype", "html") == "html"
    path, source = unit.get("resname", ""), ""
    known: dict[str, Tag] = {}
    try:
        source = _read_text(unit.find(f"{XLIFF}source"), is_rich, known)
        target = unit.find(f"{XLIFF}target")
        translation = _read_text(target, is_rich, known)
    except BrokenTokens as broken:
        return Entry(path, source, "", problem=str(broken))
    # A text with `needs-translation` was exported without a translation, so any text was written by the translator.
    state = target.get("state", "") if target is not None else ""
    is_open = state.startswith("needs-") and state != STATES["missing"] and unit.get("approved") != "yes"
    return Entry(path, source, translation, is_fuzzy=is_open)


def _read_text(element: etree._Element | None, is_rich: bool, known: dict[str, Tag]) -> str:
    """The text in `element`. `known`: the elements of the original by id, filled while reading the original.

    Raises `BrokenTokens` for an element that is not allowed in texts.
    """
    if element is None:
        return ""
    pieces = list(_read_pieces(element, known))
    if not is_rich and any(isinstance(piece, Tag) for piece in pieces):
        raise BrokenTokens(_("This text can have no markup."))
    return html(pieces) if is_rich else "".join(piece for piece in pieces if isinstance(piece, str))


def _read_pieces(element: etree._Element, known: dict[str, Tag]) -> Iterator[Piece]:
    yield element.text or ""
    for child in element:
        name = etree.QName(child).localname
        if name == "mrk":  # programs mark segments and terms
            yield from _read_pieces(child, known)
        else:
            tag = _tag(child, name, known)
            yield tag
            if tag.kind == "open":
                yield from _read_pieces(child, known)
                yield tag.closing
        yield child.tail or ""


def _tag(element: etree._Element, name: str, known: dict[str, Tag]) -> Tag:
    number, kind = element.get("id", ""), element.get("ctype", "")
    if number not in known and kind and name in ("g", "x"):
        tag = TAGS.get(kind, kind.removeprefix("x-"))
        known[number] = Tag(
            "void" if name == "x" else "open", tag, number if tag == LINK and not number.isdecimal() else ""
        )
    if number not in known or (known[number].kind == "void") != (name == "x"):
        message = _(
            "“%(markup)s” is not allowed here: use only the bold, italics, links and similar markup of the original."
        )
        raise BrokenTokens(message % {"markup": f'<{name} id="{number}">' if number else f"<{name}>"})
    return known[number]


def _parsed(data: bytes) -> etree._Element:
    text = decoded(data)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise UnreadableFile(_("The file declares a document type or entities, which XLIFF does not need."))
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        if not text.lstrip().startswith("<"):
            raise UnreadableFile(_("This is not an XLIFF file.")) from error
        message = _("The file is damaged or not complete: line %(line)d cannot be read.")
        raise UnreadableFile(message % {"line": error.lineno or 1}) from error
