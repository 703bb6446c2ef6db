"""Structured data: a page as schema.org JSON-LD. What surrounds it is in `structured_data_tags`."""

import json
from datetime import datetime
from functools import singledispatch
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from wagtail.models import Page

from cms.base.i18n.language_codes import language_tag

# As in Django's `json_script`: nothing in the data can end the script element.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
HEADLINE = 110  # characters that search engines show
Node = dict[str, Any]


@singledispatch
def structured_data(page: Any, request: HttpRequest, url: str, publisher: Node) -> Node:
    """`page`, whose canonical URL is `url`, as schema.org describes it. `publisher` refers to the site's publisher."""
    return web_page(page, url)


def web_page(page: Page, url: str, kind: str = "WebPage") -> Node:
    return thing(
        kind,
        **{"@id": url},
        url=url,
        name=page.title,
        description=page.get_summary(),
        inLanguage=language_of(page),
        datePublished=iso(page.first_published_at),
        dateModified=iso(page.last_published_at),
    )


def thing(kind: str | list[str], **properties: Any) -> Node:
    """A thing of the schema.org type `kind`, or of several types, without empty properties."""
    return {"@type": kind, **{name: value for name, value in properties.items() if value}}


def headline(page: Page) -> str:
    return Truncator(page.title).chars(HEADLINE)


def language_of(page: Page) -> str:
    """The tag of the language of its text: an alias shows the text of its original."""
    return language_tag((page.alias_of or page).locale.language_code)


def iso(moment: datetime | None) -> str:
    """In ISO 8601, in the site's time zone; empty if there is no date."""
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""


def json_ld(nodes: list[Node]) -> SafeString:
    """`nodes` as a script element that no browser executes."""
    data = {"@context": "https://schema.org", "@graph": nodes}
    text = json.dumps(data, ensure_ascii=False)
    return SafeString(f'<script type="application/ld+json">{text.translate(ESCAPES)}</script>')
