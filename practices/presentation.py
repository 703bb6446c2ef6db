"""What a practice page shows: its sections of words and its list of facts."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from cms.base.addresses import url_of
from cms.base.family import family_of
from practices.facts import load_concepts
from practices.models.choices import LICENCE_URLS
from practices.structured_data import learning_resource

if TYPE_CHECKING:
    from practices.models import PartnerPage, PracticePage

# The facts that can be searched by, with the parameter of the search page.
SEARCH_PARAMETERS = {
    "countries": "country",
    "target_groups": "target_group",
    "skill_types": "skill_type",
    "methods": "method",
}


@dataclass
class Value:
    label: str
    url: str = ""
    is_words: bool = False  # somebody's own words, in the language of the original


@dataclass
class Fact:
    label: str
    values: list[Value] = field(default_factory=list)


@dataclass
class Section:
    id: str
    heading: str
    html: SafeString


def practice_context(page: "PracticePage", request: HttpRequest) -> dict[str, Any]:
    """The context of a practice page; a translation shows the facts of its original."""
    original = page.original
    load_concepts([original], *original.concept_fields())
    partner, index_url = _partner_and_index(page, request)
    return {
        "sections": sections(page),
        "facts": facts(original, partner, index_url),
        "facts_language": original.locale.language_code,
        "partner": partner,
        "index_url": index_url,
        "links": list(original.links.all()),
        "files": list(original.files.select_related("document")),
        "licence_url": LICENCE_URLS.get(original.licence),
        "licence_label": original.get_licence_display(),
        "contact": _contact(original),
        "is_demo": original.is_demo,
        "shown_language": page.locale.language_code,
        "image": original.image,
        "structured_data": learning_resource(page, partner, request),
    }


def sections(page: "PracticePage") -> list[Section]:
    from practices.models.practice import SECTIONS

    return [
        Section(name, str(heading), SafeString(expand_db_html(getattr(page, name))))
        for name, heading in SECTIONS.items()
        if getattr(page, name)
    ]


def facts(original: "PracticePage", partner: "PartnerPage | None", index_url: str) -> list[Fact]:
    """Every fact that has a value, in the order of the facts panel."""
    listed = [
        _concepts(original, "countries", index_url),
        _text(original, "area"),
        Fact(_("Period"), [Value(text) for text in [period(original)] if text]),
        *(_concepts(original, name, index_url) for name in ("target_groups", "skill_types", "methods", "audiences")),
        _concepts(original, "learning_settings", index_url),
        _lines(original, "organisations"),
        _lines(original, "funding"),
        Fact(_label(original, "evidence_level"), [Value(original.get_evidence_level_display())]),
        Fact(_("Partner"), [_partner(partner)] if partner else []),
        _text(original, "source_report"),
        Fact(_("Source"), [Value(_("Website of the practice"), original.source_url)] if original.source_url else []),
    ]
    return [fact for fact in listed if any(value.label for value in fact.values)]


def period(original: "PracticePage") -> str:
    """For instance "2012–2015", "since 2012", "until 2015"."""
    start, end = original.start_year, original.end_year
    if start and end:
        return str(start) if start == end else f"{start}–{end}"
    if start:
        return _("since %(year)s") % {"year": start} if original.ongoing else str(start)
    if end:
        return _("until %(year)s") % {"year": end}
    return _("ongoing") if original.ongoing else ""


def _partner(partner: "PartnerPage") -> Value:
    return Value(partner.original.short_name, partner.url if partner.is_shown else "")


def _label(original: "PracticePage", name: str) -> str:
    return str(capfirst(original._meta.get_field(name).verbose_name))


def _concepts(original: "PracticePage", name: str, index_url: str) -> Fact:
    parameter = SEARCH_PARAMETERS.get(name)

    def url(slug: str) -> str:
        return f"{index_url}?{urlencode({parameter: slug})}" if parameter and index_url else ""

    values = [Value(concept.label(), url(concept.slug)) for concept in getattr(original, name).all()]
    return Fact(_label(original, name), values)


def _text(original: "PracticePage", name: str) -> Fact:
    return Fact(_label(original, name), [Value(getattr(original, name), is_words=True)])


def _lines(original: "PracticePage", name: str) -> Fact:
    lines = getattr(original, name).splitlines()
    return Fact(_label(original, name), [Value(line.strip(), is_words=True) for line in lines if line.strip()])


def _contact(original: "PracticePage") -> SafeString | None:
    """The contact person, only with consent."""
    if not original.contact_consent or not (original.contact_name or original.contact_email):
        return None
    if not original.contact_email:
        return format_html("{}", original.contact_name)
    return format_html(
        '<a href="mailto:{}">{}</a>', original.contact_email, original.contact_name or original.contact_email
    )


def _partner_and_index(page: "PracticePage", request: HttpRequest) -> "tuple[PartnerPage | None, str]":
    """The partner's page and the address of the repository, both in the language of `page`.

    The page may be a draft. The address is empty while the repository's page is one.
    """
    from practices.models import PartnerPage, PracticeIndexPage

    ancestors = {ancestor.specific_class: ancestor for ancestor in family_of(page).ancestors}
    above, index = ancestors.get(PartnerPage), ancestors.get(PracticeIndexPage)
    partner = PartnerPage.objects.filter(pk=above.pk).select_related("original_page").first() if above else None
    return partner, url_of(index, request) if index and index.live else ""
