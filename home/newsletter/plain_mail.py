"""The plain-text part of an issue's mail, rendered from the same data as the other formats."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from home.newsletter.edition import Edition, Item, Kind
from home.newsletter.lines import contact_line, demo_note, kicker_line, language_note, number_line, registration_line
from home.newsletter.words import WIDTH, plain_text_of, wrapped

RULE = "=" * WIDTH
THIN_RULE = "-" * WIDTH


def plain_mail(edition: Edition, preferences_url: str, unsubscribe_url: str) -> str:
    """The language of `edition` must be active."""
    parts = [
        _masthead(edition),
        plain_text_of(edition.editorial),
        *(_item(item) for item in edition.items),
        THIN_RULE,
        "\n".join(_footer(edition, preferences_url, unsubscribe_url)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _masthead(edition: Edition) -> str:
    tagline = edition.site.tagline_text
    lines = [edition.site.name, tagline and wrapped(tagline), RULE, number_line(edition)]
    return "\n".join(filter(None, lines)) + "\n\n" + wrapped(edition.title)


def _item(item: Item) -> str:
    if item.kind is Kind.HEADING:
        return f"{wrapped(item.title)}\n{THIN_RULE}"
    if item.kind is Kind.PICTURE:
        shown = item.picture.alt if item.picture else ""
        return "\n".join(filter(None, [wrapped(f"[{shown}]") if shown else "", plain_text_of(item.text)]))
    head = [kicker_line(item), wrapped(item.title), language_note(item)]
    registration = f"{registration_line(item)}\n{item.registration_url}" if item.registration_url else ""
    body = [wrapped(item.highlight), plain_text_of(item.text), registration, item.url]
    return "\n\n".join(filter(None, ["\n".join(filter(None, head)), *body]))


def _footer(edition: Edition, preferences_url: str, unsubscribe_url: str) -> Iterator[str]:
    links = [
        (_("Read this issue on the web:"), edition.url),
        (_("As a newspaper to print (PDF):"), edition.pdf_url),
        (_("Change what you receive, or in which language:"), preferences_url),
        (_("Unsubscribe:"), unsubscribe_url),
    ]
    for label, url in links:
        if url:
            yield from (label, url, "")
    if note := demo_note(edition):
        yield from (wrapped(note), "")
    yield wrapped(contact_line(edition))
    if funding := edition.site.funding:
        yield from ("", wrapped(funding["programme_line"]), wrapped(funding["disclaimer"]))
