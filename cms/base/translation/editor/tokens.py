"""Inline markup as tokens that people can type and cannot break unnoticed.

`<b>bold</b> and <a id="a1">link</a><br/>` is `{1}bold{/1} and {2}link{/2}{3/}`. Entities are decoded. Text
in the original that only looks like a token is escaped with a backslash (`\\{1}`); a backslash directly before
something like a token is doubled.
"""

import re

from django.utils.translation import gettext as _

from cms.base.translation.editor.markup import (
    BrokenTokens,
    Piece,
    Tag,
    aligned,
    check,
    crossed,
    elements,
    merged,
    not_closed,
    not_opened,
    parse,
    write,
)

__all__ = ["BrokenTokens", "from_tokens", "shown_as_token", "to_tokens"]

TOKEN = re.compile(r"(?<!\\)(\\*)\{(/?)([0-9]{1,3})(/?)\}")


def shown_as_token(tag: Tag) -> str:
    before, after = ("/" if tag.kind == "close" else ""), ("/" if tag.kind == "void" else "")
    return f"{{{before}{tag.number}{after}}}"


def to_tokens(html: str, source_html: str | None = None) -> tuple[str, list[Tag]]:
    """`html` with tokens for its tags, and the elements that they stand for (with `number`, `name` and `id`).

    A translation is numbered like the same elements of the original, `source_html`. Formatting that the original lacks
    is dropped.
    """
    pieces = parse(html)
    if source_html is not None:
        source = parse(source_html)
        pieces = merged(each for each in aligned(pieces, source) if isinstance(each, str) or each.number)
    else:
        source = pieces
    return _typed(pieces), elements(source)


def from_tokens(text: str, source_html: str) -> str:
    """The HTML of a translation that was typed with the tokens of its original.

    Raises `BrokenTokens`, which names the token that is missing, unknown, crossed or used twice.
    """
    source = parse(source_html)
    known = {tag.number: tag for tag in elements(source)}
    pieces: list[Piece] = []
    stack: list[Tag] = []
    end = 0
    for match in TOKEN.finditer(text):
        backslashes = len(match[1])
        before = text[end : match.start()] + "\\" * (backslashes // 2)
        end = match.end()
        if backslashes % 2:
            pieces.append(before + match[0][backslashes:])
            continue
        pieces.append(before)
        tag = known.get(int(match[3]))
        if tag is None or bool(match[4]) != (tag.kind == "void") or (match[2] and match[4]):
            token = match[0][backslashes:]
            message = _("%(token)s is not in the original. If readers are to see it as it is, write %(escaped)s.")
            raise BrokenTokens(message % {"token": token, "escaped": f"\\{token}"})
        if match[2]:
            _close(tag.closing, stack)
            tag = tag.closing
        elif tag.kind == "open":
            stack.append(tag)
        pieces.append(tag)
    pieces.append(text[end:])
    if stack:
        raise not_closed(stack[-1], shown_as_token)
    pieces = merged(pieces)
    check(pieces, source, shown_as_token)
    return write(pieces)


def _close(tag: Tag, stack: list[Tag]) -> None:
    if all(each.number != tag.number for each in stack):
        raise not_opened(tag, shown_as_token)
    last = stack.pop()
    if last.number != tag.number:
        raise crossed(tag, last, shown_as_token)


def _typed(pieces: list[Piece]) -> str:
    typed: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            typed.append(TOKEN.sub(lambda found: found[1] * 2 + "\\" + found[0][len(found[1]) :], piece))
        else:
            if typed:  # backslashes before a token belong to the text
                typed.append("\\" * (len(typed[-1]) - len(typed[-1].rstrip("\\"))))
            typed.append(shown_as_token(piece))
    return "".join(typed)
