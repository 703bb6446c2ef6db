"""The inline markup of wagtail-localize's rich texts as a list of pieces, and what a translation may do with it.

A piece is a string of real characters, or a tag. Whatever the input, `write` only ever outputs the tags below.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from html import escape, unescape
from itertools import zip_longest
from typing import Literal

from django.utils.translation import gettext as _
from wagtail_localize.strings import INLINE_TAGS

VOID = "br"
LINK = "a"
SAME = {"strong": "b", "em": "i", "acronym": "abbr"}  # equivalent tags
TAG = re.compile(r"""<(/?)([a-zA-Z]+)(?:\s+id=(?:"([^"<>]*)"|'([^'<>]*)'))?\s*(/?)>""")
MARKUP = re.compile(r"<[a-zA-Z/!?][^<>]*>?")  # "1 < 2" is not markup


class BrokenTokens(ValueError):
    """A translation cannot keep its markup like this. The message is meant for the translator."""


@dataclass(frozen=True, slots=True)
class Tag:
    """`number` is that of the element in the original, from 1; 0 for an element that the original lacks."""

    kind: Literal["open", "close", "void"]
    name: str
    id: str = ""
    number: int = 0

    @property
    def html(self) -> str:
        if self.kind == "close":
            return f"</{self.name}>"
        given = f' id="{escape(self.id)}"' if self.id else ""
        return f"<{self.name}{given}{'/' if self.kind == 'void' else ''}>"

    @property
    def closing(self) -> "Tag":
        return replace(self, kind="close")


Piece = str | Tag
Shown = Callable[[Tag], str]  # how messages show a tag


def shown_as_html(tag: Tag) -> str:
    return tag.html


def parse(html: str, is_strict: bool = False) -> list[Piece]:
    """The pieces of `html`, its elements numbered as they begin.

    Drops tags that are not allowed or not balanced, or raises `BrokenTokens` if `is_strict`.
    """
    pieces: list[Piece] = []
    stack: list[Tag] = []
    number = end = 0
    if not is_strict:
        html = _without_comments(html)
    for match in MARKUP.finditer(html):
        _append(pieces, unescape(html[end : match.start()]))
        end = match.end()
        tag = _tag(match[0])
        if tag is None:
            if is_strict:
                message = _(
                    "“%(markup)s” is not allowed here: use only the bold, italics, links and similar markup "
                    "of the original."
                )
                raise BrokenTokens(message % {"markup": match[0][:40]})
        elif tag.kind == "close":
            pieces += _closed(tag, stack, is_strict)
        else:
            number += 1
            tag = replace(tag, number=number)
            pieces.append(tag)
            if tag.kind == "open":
                stack.append(tag)
    _append(pieces, unescape(html[end:]))
    if stack and is_strict:
        raise not_closed(stack[-1], shown_as_html)
    return [*pieces, *(tag.closing for tag in reversed(stack))]


def _without_comments(html: str) -> str:
    kept, place = [], 0
    while (begin := html.find("<!--", place)) >= 0 and (end := html.find("-->", begin + 4)) >= 0:
        kept.append(html[place:begin])
        place = end + 3
    return "".join([*kept, html[place:]])


def write(pieces: Iterable[Piece]) -> str:
    """The pieces as HTML, escaped the way wagtail-localize (BeautifulSoup) does."""
    return "".join(escape(piece, quote=False) if isinstance(piece, str) else piece.html for piece in pieces)


def elements(pieces: Iterable[Piece]) -> list[Tag]:
    """The opening tags."""
    return [piece for piece in pieces if isinstance(piece, Tag) and piece.kind != "close"]


def merged(pieces: Iterable[Piece]) -> list[Piece]:
    """The same pieces with adjacent strings joined and empty ones removed."""
    found: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Tag):
            found.append(piece)
        else:
            _append(found, piece)
    return found


def words(pieces: Iterable[Piece]) -> str:
    """The pieces as plain text; `<br>` becomes a line break."""
    texts = (piece if isinstance(piece, str) else "\n" if piece.name == VOID else "" for piece in pieces)
    return "".join(texts)


def aligned(pieces: list[Piece], source: list[Piece]) -> list[Piece]:
    """`pieces`, numbered like the same elements of `source`: links by id, others in order.

    Formatting used more often than in `source` gets the number of its last occurrence.
    """
    left: dict[tuple[str, str], list[int]] = defaultdict(list)  # the numbers, in reverse order
    for tag in reversed(elements(source)):
        left[_identity(tag)].append(tag.number)
    numbers: dict[int, int] = {}
    for tag in elements(pieces):
        same = left.get(_identity(tag), [0])
        numbers[tag.number] = same.pop() if len(same) > 1 else same[0]
    return [piece if isinstance(piece, str) else replace(piece, number=numbers[piece.number]) for piece in pieces]


def check(pieces: list[Piece], source: list[Piece], shown: Shown) -> None:
    """Raises `BrokenTokens` unless `pieces`, numbered and balanced, has each link of `source` once and nothing new.

    Formatting may be dropped or repeated: a verb in bold may be two words in another language.
    """
    seen: set[int] = set()
    stack: list[int] = []  # the enclosing links
    for piece, following in zip_longest(pieces, pieces[1:]):
        if isinstance(piece, str):
            continue
        if not piece.number:
            raise BrokenTokens(_("%(token)s is not in the original.") % {"token": shown(piece)})
        if piece.name == LINK and piece.kind == "close":
            stack.pop()
        elif piece.name == LINK:
            if piece.number in seen:
                raise BrokenTokens(_("%(token)s appears twice: keep each link once.") % {"token": shown(piece)})
            if stack:
                raise BrokenTokens(_("%(token)s is inside another link.") % {"token": shown(piece)})
            is_empty = isinstance(following, Tag) and following.kind == "close"
            if is_empty and not _is_empty_link(source, piece.number):
                message = _("The link has no text: write it between %(opening)s and %(closing)s.")
                raise BrokenTokens(message % {"opening": shown(piece), "closing": shown(piece.closing)})
            seen.add(piece.number)
            stack.append(piece.number)
    for tag in elements(source):
        if tag.name == LINK and tag.number not in seen:
            message = _("%(opening)s … %(closing)s is missing: keep every link of the original.")
            raise BrokenTokens(message % {"opening": shown(tag), "closing": shown(tag.closing)})


def check_html(html: str, source_html: str) -> str:
    """`html` as written by people or programs, normalised. Raises `BrokenTokens` if it is not a valid translation."""
    source = parse(source_html)
    pieces = aligned(parse(html, is_strict=True), source)
    check(pieces, source, shown_as_html)
    return write(pieces)


def not_closed(tag: Tag, shown: Shown) -> BrokenTokens:
    names = {"opening": shown(tag), "closing": shown(tag.closing)}
    return BrokenTokens(_("%(closing)s is missing: %(opening)s is not closed.") % names)


def not_opened(tag: Tag, shown: Shown) -> BrokenTokens:
    return BrokenTokens(_("%(closing)s closes nothing: what it belongs to is not open.") % {"closing": shown(tag)})


def crossed(tag: Tag, open_tag: Tag, shown: Shown) -> BrokenTokens:
    names = {"closing": shown(tag), "other": shown(open_tag.closing)}
    return BrokenTokens(_("%(closing)s comes before %(other)s: close first what was opened last.") % names)


def _append(pieces: list[Piece], text: str) -> None:
    if text and pieces and isinstance(pieces[-1], str):
        pieces[-1] += text
    elif text:
        pieces.append(text)


def _tag(markup: str) -> Tag | None:
    match = TAG.fullmatch(markup)
    name = match[2].lower() if match else ""
    if not match or name not in INLINE_TAGS:
        return None
    given = unescape(match[3] or match[4] or "")
    is_closing, is_void = bool(match[1]), name == VOID
    if (given and (name != LINK or is_closing)) or (is_closing and (match[5] or is_void)) or (match[5] and not is_void):
        return None
    return Tag("close" if is_closing else "void" if is_void else "open", name, given)


def _closed(tag: Tag, stack: list[Tag], is_strict: bool) -> list[Piece]:
    """The closing tags needed at `tag`, removed from `stack`."""
    if not any(each.name == tag.name for each in stack):
        if is_strict:
            raise not_opened(tag, shown_as_html)
        return []
    if is_strict and stack[-1].name != tag.name:
        raise crossed(tag, stack[-1], shown_as_html)
    found: list[Piece] = []
    while True:
        last = stack.pop()
        found.append(last.closing)
        if last.name == tag.name:
            return found


def _identity(tag: Tag) -> tuple[str, str]:
    return SAME.get(tag.name, tag.name), tag.id


def _is_empty_link(source: list[Piece], number: int) -> bool:
    opening = next(i for i, piece in enumerate(source) if isinstance(piece, Tag) and piece.number == number)
    following = source[opening + 1]
    return isinstance(following, Tag) and following.kind == "close"
