"""An issue as a mail: composed once per language; only the personal links differ between readers.

No URL in it tracks the reader, and it loads nothing from other sites.
"""

from dataclasses import dataclass, replace
from html import unescape
from typing import Any, Self
from urllib.parse import urljoin

import mrml
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape, strip_tags
from django.utils.translation import gettext as _
from wagtail.images.models import SourceImageIOError

from cms.base.brand.colours import DARK_PAPER, LINK, PAPER, SUN, TEXT, readable
from cms.base.covers.cover import VERSION
from cms.base.i18n.language_codes import language_tag
from cms.base.printing.parts import without_scheme
from cms.base.text import storable
from home.newsletter.composing import edition_of
from home.newsletter.edition import Edition, Item, Kind
from home.newsletter.issue_page import NewsletterPage
from home.newsletter.lines import (
    contact_line,
    demo_note,
    kicker_line,
    language_note,
    number_line,
    registration_line,
)
from home.newsletter.plain_mail import plain_mail
from home.newsletter.words import html_of, strings_in

# Placeholders in a composed mail for each reader's personal links. The domain is reserved (RFC 6761).
PREFERENCES_URL = "https://reader.invalid/preferences/"
UNSUBSCRIBE_URL = "https://reader.invalid/unsubscribe/"

PHOTOGRAPH = "fill-1200x720|format-jpeg|jpegquality-76"  # twice the displayed size, for high-resolution screens
PICTURE = "width-1200|format-jpeg|jpegquality-76"
LOGO = "max-480x120|format-png"


class NotComposed(Exception):
    """The mail would lack parts of the issue."""


@dataclass(frozen=True)
class ComposedMail:
    language: str
    subject: str  # one line
    html: str
    text: str

    def for_reader(self, preferences_url: str, unsubscribe_url: str) -> Self:
        """The mail with one reader's personal links."""
        html, plain = self.html, self.text
        for placeholder, url in ((PREFERENCES_URL, preferences_url), (UNSUBSCRIBE_URL, unsubscribe_url)):
            html = html.replace(placeholder, escape(url))
            plain = plain.replace(placeholder, url)
        return replace(self, html=html, text=plain)


def compose_mail(issue: NewsletterPage) -> ComposedMail:
    """`issue` in its language. Raises `NotComposed` if the mail would lack any part of it."""
    edition = edition_of(issue)
    with translation.override(edition.language):
        mail = ComposedMail(
            language=edition.language,
            subject=subject_of(edition),
            html=_html(edition),
            text=plain_mail(edition, PREFERENCES_URL, UNSUBSCRIBE_URL),
        )
    _refuse_incomplete(mail, edition)
    return mail


def subject_of(edition: Edition) -> str:
    """The subject, always one line."""
    subject = _("%(site)s %(number)s: %(title)s") % {
        "site": edition.site.name,
        "number": edition.number,
        "title": edition.title,
    }
    return " ".join(storable(subject).split())


def _html(edition: Edition) -> str:
    absolute = _Absolute(edition)
    site, lead = edition.site, edition.lead
    context = {
        "edition": edition,
        "tag": language_tag(edition.language),
        "direction": "rtl" if edition.is_right_to_left else "ltr",
        "start": "right" if edition.is_right_to_left else "left",
        "end": "left" if edition.is_right_to_left else "right",
        "subject": subject_of(edition),
        "logo": absolute.rendition(site.logo, LOGO),
        "labels": _labels(edition),
        "contact": contact_line(edition),
        "funding": site.funding,
        "editorial": html_of(edition.editorial),
        "entries": [_entry(item, absolute, is_lead=item is lead) for item in edition.items],
        "emblem": absolute.url(static("images/eu-emblem.png")),
        "preferences_url": PREFERENCES_URL,
        "unsubscribe_url": UNSUBSCRIBE_URL,
        "sun": site.accent_colour or SUN,
        "link": site.link_colour or LINK,
        "night_link": readable(site.link_colour or LINK, DARK_PAPER, TEXT + 2),
        "paper": PAPER,
        "night": DARK_PAPER,
    }
    mjml = render_to_string("newsletter/mail.mjml", context)
    return mrml.to_html(mjml, render_options=mrml.RenderOptions(fonts={})).content  # no web fonts


def _entry(item: Item, absolute: "_Absolute", is_lead: bool) -> dict[str, Any]:
    return {
        "item": item,
        "kind": item.kind.value,
        "is_lead": is_lead,
        "kicker": kicker_line(item),
        "note": language_note(item),
        "words": html_of(item.text),
        "registration": registration_line(item) if item.registration_url else "",
        "picture": absolute.picture(item),
    }


def _labels(edition: Edition) -> dict[str, str]:
    """The words of the template, which is not HTML, so that `makemessages` ignores it."""
    return {
        "number": number_line(edition),
        "web": _("Read on the web"),
        "pdf": _("Newspaper to print (PDF)"),
        "read": _("Read more"),
        "demo": demo_note(edition),
        "why": _("You receive this e-mail because you subscribed to it on %(url)s.")
        % {"url": without_scheme(edition.site_url)},
        "preferences": _("Change what you receive"),
        "unsubscribe": _("Unsubscribe"),
        "emblem": _("Flag of the European Union"),
    }


class _Absolute:
    """Absolute URLs, for mail programs."""

    def __init__(self, edition: Edition) -> None:
        self.base = edition.site_url

    def url(self, url: str) -> str:
        return urljoin(self.base, url)

    def rendition(self, image: Any, spec: str) -> Any:
        """`url`, `width` and `height`; None without a picture, or if its file is missing."""
        try:
            found = image.get_rendition(spec) if image else None
        except SourceImageIOError:
            return None
        return found and {"url": self.url(found.url), "width": found.width, "height": found.height}

    def picture(self, item: Item) -> dict[str, Any] | None:
        if item.picture is None:
            return None
        spec = PICTURE if item.kind is Kind.PICTURE else PHOTOGRAPH
        if found := self.rendition(item.picture.image, spec):
            return {**found, "alt": item.picture.alt, "credit": item.picture.credit}
        if item.picture.cover:
            return {"url": self.url(reverse("cover_picture", args=[VERSION, item.picture.cover])), "alt": ""}
        return None


def _refuse_incomplete(mail: ComposedMail, edition: Edition) -> None:
    """MJML silently drops what it does not support, so check that nothing is missing."""
    links = {UNSUBSCRIBE_URL, PREFERENCES_URL, *(item.url for item in edition.items if item.url)}
    words = [edition.title, *strings_in(edition.editorial)]
    for item in edition.items:
        words += [item.title, item.highlight, *strings_in(item.text)]
    missing = [link for link in links if escape(link) not in mail.html or link not in mail.text]
    for content in map(_squeezed, (unescape(strip_tags(mail.html)), mail.text)):
        missing += [each for each in words if _squeezed(each) not in content]
    if missing:
        raise NotComposed(f"Not in the mail: {missing}")


def _squeezed(text: str) -> str:
    """`text` without whitespace, because line breaks differ."""
    return "".join(text.split())
