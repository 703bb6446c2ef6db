"""Template tags for the newsletter."""

from dataclasses import dataclass, field
from typing import Any

from django import template
from django.utils.safestring import SafeString

from cms.base.covers.urls import cover_url
from home.newsletter import composing
from home.newsletter.edition import Edition, Item, Kind, Picture
from home.newsletter.lines import kicker_line, language_note, number_line
from home.newsletter.words import html_of, relative

register = template.Library()
register.filter(number_line)
register.filter(kicker_line)
register.filter(language_note)
register.filter(relative)


@dataclass
class Section:
    """Items below one heading; those before the first heading have none."""

    heading: Item | None = None
    items: list[Item] = field(default_factory=list)


@register.simple_tag(takes_context=True)
def edition_of(context: dict[str, Any], page: Any) -> Edition:
    return composing.edition_of(page, context.get("request"))


@register.simple_tag
def sections_of(edition: Edition) -> list[Section]:
    """The sections, without the lead."""
    sections, lead = [Section()], edition.lead
    for item in edition.items:
        if item.kind is Kind.HEADING:
            sections.append(Section(item))
        elif item is not lead:
            sections[-1].items.append(item)
    return [section for section in sections if section.items]


@register.filter
def as_html(tree: Any, edition: Edition) -> SafeString:
    return html_of(tree, edition.site_url)


@register.filter
def drawn(picture: Picture) -> str:
    """The URL of the item's cover."""
    return cover_url(picture.cover)
