"""What the page of a practice shows: its sections of text, its list of facts, and its links, files and contact."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.rich_text import expand_db_html

from cms.base.delivery.related_pages import related_pages_of
from cms.base.delivery.urls import url_of
from practices.facts import load_concepts
from practices.partners.page import PartnerPage
from practices.repository.choices import LICENCE_URLS
from practices.repository.index import PracticeIndexPage
from practices.repository.practice import PracticePage
from practices.repository.sections import SECTIONS


@dataclass
class Value:
    label: str
    url: str = ""
    slug: str = ""  # of a vocabulary term
    is_words: bool = False  # free text, in the language of the original


@dataclass
class Fact:
    label: str
    values: list[Value] = field(default_factory=list)
    name: str = ""  # of the fact, if its values are vocabulary terms


@dataclass
class Section:
    id: str
    heading: str
    html: SafeString


class PracticeDetails:
    """`page` as it is shown; a translation shows the facts of its original."""

    def __init__(self, page: PracticePage, request: HttpRequest) -> None:
        self.page, self.original = page, page.original
        load_concepts([self.original], *self.original.concept_fields())
        self.partner, self.index_url = _partner_and_index(page, request)

    @property
    def facts_language(self) -> str:
        return self.original.locale.language_code

    @property
    def sections(self) -> list[Section]:
        """The sections that have a text."""
        return [
            Section(name, str(heading), SafeString(expand_db_html(getattr(self.page, name))))
            for name, heading in SECTIONS.items()
            if getattr(self.page, name)
        ]

    @property
    def facts(self) -> list[Fact]:
        """The facts that have a value."""
        return [fact for fact in self._all_facts() if any(value.label for value in fact.values)]

    @cached_property
    def links(self) -> list[Any]:
        return list(self.original.links.all())

    @cached_property
    def files(self) -> list[Any]:
        return list(self.original.files.select_related("document"))

    @property
    def licence_url(self) -> str | None:
        return LICENCE_URLS.get(self.original.licence)

    @property
    def contact(self) -> SafeString | None:
        """The contact person, if they have consented."""
        original = self.original
        if not original.contact_consent or not (original.contact_name or original.contact_email):
            return None
        if not original.contact_email:
            return format_html("{}", original.contact_name)
        return format_html(
            '<a href="mailto:{}">{}</a>', original.contact_email, original.contact_name or original.contact_email
        )

    def _all_facts(self) -> Iterator[Fact]:
        original = self.original
        countries, *concepts = original.concept_fields()
        yield self._concepts(countries)
        yield self._text("area")
        yield Fact(_("Period"), [Value(period(original))])
        for name in concepts:
            yield self._concepts(name)
        yield self._lines("organisations")
        yield self._lines("funding")
        yield Fact(self._label("evidence_level"), [Value(original.get_evidence_level_display())])
        if partner := self.partner:
            name = partner.original.short_name
            yield Fact(_("Partner"), [Value(name, url=partner.url if partner.is_shown else "")])
        yield self._text("source_report")
        if original.source_url:
            yield Fact(
                pgettext("where it is from", "Source"),
                [Value(_("Website of the practice"), url=original.source_url)],
            )

    def _label(self, name: str) -> str:
        return str(capfirst(self.original._meta.get_field(name).verbose_name))

    def _concepts(self, name: str) -> Fact:
        values = [Value(concept.label(), slug=concept.slug) for concept in getattr(self.original, name).all()]
        return Fact(self._label(name), values, name)

    def _text(self, name: str) -> Fact:
        return Fact(self._label(name), [Value(getattr(self.original, name), is_words=True)])

    def _lines(self, name: str) -> Fact:
        lines = getattr(self.original, name).splitlines()
        return Fact(self._label(name), [Value(line.strip(), is_words=True) for line in lines if line.strip()])


def details_of(page: PracticePage, request: HttpRequest) -> PracticeDetails:
    """Computed once per page shown, even if several parts of the response need it."""
    if not hasattr(page, "_details"):
        page._details = PracticeDetails(page, request)
    return page._details


def period(original: PracticePage) -> str:
    """For instance "2012–2015", "since 2012", "until 2015"; empty if nothing is known."""
    start, end = original.start_year, original.end_year
    if start and end:
        return str(start) if start == end else f"{start}–{end}"
    if start:
        return _("since %(year)s") % {"year": start} if original.ongoing else str(start)
    if end:
        return _("until %(year)s") % {"year": end}
    return _("ongoing") if original.ongoing else ""


def _partner_and_index(page: PracticePage, request: HttpRequest) -> tuple[PartnerPage | None, str]:
    """The partner's page and the URL of the repository, both in the language of `page`.

    The partner's page may be a draft. The URL is empty while the repository's page is a draft.
    """
    ancestors = {ancestor.specific_class: ancestor for ancestor in related_pages_of(page).ancestors}
    above, index = ancestors.get(PartnerPage), ancestors.get(PracticeIndexPage)
    partner = PartnerPage.objects.filter(pk=above.pk).select_related("original_page").first() if above else None
    return partner, url_of(index, request) if index and index.live else ""
