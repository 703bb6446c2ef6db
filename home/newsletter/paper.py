"""An issue as a newspaper: its edition as plain data for `newspaper.typ`."""

from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.base.covers.cover import Cover
from cms.base.covers.svg import svg
from cms.base.printing.parts import Data, language, printed_funding, printed_site, without_scheme
from cms.base.printing.pdf import LOGO, Printed
from cms.base.rich_text import Block
from home.newsletter.composing import edition_of
from home.newsletter.edition import Edition, Item, Kind
from home.newsletter.issue_page import NewsletterPage
from home.newsletter.lines import contact_line, demo_note, kicker_line, language_note, registration_line

TEMPLATE = Path(__file__).parent / "newspaper.typ"
PHOTOGRAPH = "fill-1200x720|format-jpeg|jpegquality-82"
PICTURE = "max-1200x1200|format-jpeg|jpegquality-82"


def newspaper(issue: NewsletterPage) -> Printed:
    edition = edition_of(issue, with_stories=True)
    with translation.override(edition.language):
        return _Paper(edition).printed()


class _Paper:
    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.pictures: dict[str, tuple[Any, str]] = {}
        self.drawings: dict[str, bytes] = {}

    def printed(self) -> Printed:
        edition = self.edition
        if edition.site.logo:
            self.pictures["logo.png"] = (edition.site.logo, LOGO)
        if edition.url:
            self.drawings["qr.svg"] = _qr_code(edition.url)
        data = {
            "language": language(edition.language),
            "site": printed_site(edition.site),
            "title": edition.title,
            "summary": edition.summary,
            "number": _("No. %(number)s") % {"number": edition.number},
            "date": date_format(edition.date, "DATE_FORMAT"),
            "editorial": edition.editorial,
            "items": [self._item(item, number) for number, item in enumerate(edition.items)],
            "demo": demo_note(edition),
            "contact": contact_line(edition),
            "url": edition.url,
            "printed-url": without_scheme(edition.url),
            "online": _("This issue on the web, in every language, with links to all that it mentions:"),
            "qr": _("QR code of the URL of this issue"),
            "read-on": _("Read on:"),
            "funding": printed_funding(edition.site),
        }
        return Printed(TEMPLATE, data, edition.changed_at, self.pictures, self.drawings)

    def _item(self, item: Item, number: int) -> Data:
        words = language(item.language)
        return {
            "kind": item.kind.value,
            "kicker": kicker_line(item),
            "note": language_note(item),
            "title": item.title,
            "title-language": language(item.title_language),
            "highlight": item.highlight,
            "text": item.text,
            "story": [self._block(block, f"{number}-{place}") for place, block in enumerate(item.story)],
            "words": words,
            "pictures": self._pictures(item, number),
            "url": item.url,
            "printed-url": without_scheme(item.url.partition("?")[0]),
            "registration": self._registration(item),
        }

    def _registration(self, item: Item) -> Data | None:
        url = item.registration_url
        return {"words": registration_line(item), "url": url, "printed-url": without_scheme(url)} if url else None

    def _block(self, block: Block, name: str) -> Block:
        if block["kind"] != "figure":
            return block
        picture, file = block["picture"], f"figure-{name}.jpg"
        self.pictures[file] = (picture.image, PICTURE)
        return {**block, "picture": {"file": file, "alt": picture.alt, "credit": picture.credit}}

    def _pictures(self, item: Item, number: int) -> list[Data]:
        """The photograph, and the cover that replaces it if its file is missing."""
        found = []
        if item.picture and item.picture.image:
            name = f"picture-{number}.jpg"
            self.pictures[name] = (item.picture.image, PICTURE if item.kind is Kind.PICTURE else PHOTOGRAPH)
            found.append({"file": name, "alt": item.picture.alt, "credit": item.picture.credit, "drawn": False})
        if item.picture and item.picture.cover:
            name = f"cover-{number}.svg"
            self.drawings[name] = svg(Cover.from_code(item.picture.cover))
            found.append({"file": name, "alt": "", "credit": "", "drawn": True})
        return found


def _qr_code(url: str) -> bytes:
    file = BytesIO()
    segno.make(url, error="m", micro=False).save(file, kind="svg", border=0, xmldecl=False)
    return file.getvalue()
