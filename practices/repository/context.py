"""What the page of a practice shows: its sections of text, its list of facts, and its links, files and contact."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.rich_text import expand_db_html

from cms.base.delivery.related_pages import related_pages_of
from cms.base.delivery.urls import url_of
from cms.base.per_language.texts import Texts, language_shown, text_to_read
from cms.base.text import host_name, lines_of
from practices.facts import are_loaded, load_concepts
from practices.partners.listing import PartnerAbove, partner_above
from practices.partners.page import PartnerPage
from practices.repository.choices import LICENCE_URLS, EvidenceLevel
from practices.repository.credits import shown_credits
from practices.repository.index import PracticeIndexPage
from practices.repository.permanent import short_key
from practices.repository.practice import PracticePage
from practices.repository.ranges import group_size, language_level, period
from practices.repository.sections import SECTIONS

MIN_CONTENTS = 4  # sections


@dataclass
class Value:
    label: str
    url: str = ""
    slug: str = ""  # if it is a vocabulary term
    language: str = ""  # of the label; empty for the site's own words and names


@dataclass
class Link:
    """A link or file, with its text in the reader's language, if there is one."""

    url: str
    label: str
    language: str = ""  # of the label
    about: str = ""  # type and size of a file


@dataclass
class Fact:
    label: str
    values: list[Value] = field(default_factory=list)
    name: str = ""  # of the fact, if its values may be facet values
    meaning: str = ""  # what its value means
    legend: list[tuple[str, str]] = field(default_factory=list)  # every possible value, with its meaning


@dataclass
class Section:
    id: str
    heading: str
    html: SafeString


class PracticeDetails:
    """`page` as it is shown; a translation shows the facts of its original."""

    def __init__(self, page: PracticePage, request: HttpRequest) -> None:
        self.page, self.original = page, page.original
        if not are_loaded(self.original, self.original.concept_fields()):
            load_concepts([self.original], *self.original.concept_fields())
        self.partner, self.index_url = _partner_and_index(page, request)

    @property
    def key(self) -> str:
        return short_key(self.page.translation_key)

    @cached_property
    def sections(self) -> list[Section]:
        """The sections that have a text."""
        return [
            Section(name, str(heading), SafeString(expand_db_html(getattr(self.page, name))))
            for name, heading in SECTIONS.items()
            if getattr(self.page, name)
        ]

    @property
    def contents(self) -> list[Section]:
        """The sections for the table of contents; none if the text is too short to need one."""
        return self.sections if len(self.sections) >= MIN_CONTENTS else []

    @property
    def answers(self) -> list[Fact]:
        """What readers want to know first, as far as it is known. `facts` omits these facts."""
        return _known(self._all_answers())

    @property
    def facts(self) -> list[Fact]:
        """The other facts that have a value."""
        return _known(self._all_facts())

    @property
    def stage(self) -> Fact | None:
        """The stage of the practice, among all possible stages."""
        return next(iter(_known([self._evidence()])), None)

    @cached_property
    def links(self) -> list[Link]:
        return [Link(row.url, *(_words(row.label) or (host_name(row.url), ""))) for row in self.original.links.all()]

    @cached_property
    def files(self) -> list[Link]:
        files = self.original.files.select_related("document")
        return [Link(row.document.url, *self._file_label(row), _about(row.document)) for row in files]

    def _file_label(self, row: Any) -> tuple[str, str]:
        """The label of a file. The document's title is most likely in the language of the original."""
        return _words(row.label) or (row.document.title, self.original.locale.language_code)

    @cached_property
    def credits(self) -> list[tuple[str, list[str]]]:
        return shown_credits(self.original.credits.select_related("person"))

    @property
    def licence_url(self) -> str | None:
        return LICENCE_URLS.get(self.original.licence)

    @property
    def contact(self) -> SafeString | None:
        """The contact person, if they have given their consent."""
        original = self.original
        if not original.contact_consent or not (original.contact_name or original.contact_email):
            return None
        if not original.contact_email:
            return format_html("{}", original.contact_name)
        return format_html(
            '<a href="mailto:{}">{}</a>', original.contact_email, original.contact_name or original.contact_email
        )

    def _all_answers(self) -> Iterator[Fact]:
        original = self.original
        yield self._concepts("methods")
        yield Fact(_("Period"), [Value(period(original))])
        yield self._words("cost")
        yield Fact(_("Group size"), [Value(group_size(original))])
        yield Fact(_("Language level"), [Value(language_level(original))])
        yield self._words("materials")

    def _all_facts(self) -> Iterator[Fact]:
        original = self.original
        countries, *concepts = original.concept_fields()
        yield self._concepts(countries)
        yield self._words("area")
        for name in concepts:
            if name != "methods":
                yield self._concepts(name)
        yield self._words("organisations")
        yield self._words("funding")
        yield self._evidence()
        if partner := self.partner:
            yield Fact(_("Partner"), [Value(partner.short_name, url=partner.url if partner.is_shown else "")])
        yield self._text("source_report")
        if original.source_url:
            yield Fact(
                pgettext("where it is from", "Source"),
                [Value(_("Website of the practice"), url=original.source_url)],
            )

    def _label(self, name: str) -> str:
        return str(capfirst(self.original._meta.get_field(name).verbose_name))

    def _concepts(self, name: str) -> Fact:
        values = [
            Value(concept.label(), slug=concept.slug, language=language_shown(concept.labels))
            for concept in getattr(self.original, name).all()
        ]
        return Fact(self._label(name), values, name)

    def _evidence(self) -> Fact:
        fact = Fact(self._label("evidence_level"), name="evidence_level")
        if level := self.original.evidence_level:
            fact.values = [Value(self.original.get_evidence_level_display(), slug=level)]
            fact.meaning = EvidenceLevel(level).meaning
            fact.legend = [(str(each.label), each.meaning) for each in reversed(EvidenceLevel)]
        return fact

    def _text(self, name: str) -> Fact:
        language = self.original.locale.language_code
        return Fact(self._label(name), [Value(getattr(self.original, name), language=language)])

    def _words(self, name: str) -> Fact:
        """One value per line."""
        text, language = _words(getattr(self.original, name)) or ("", "")
        return Fact(self._label(name), [Value(line, language=language) for line in lines_of(text)])


def _known(facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if any(value.label for value in fact.values)]


def _words(texts: Texts) -> tuple[str, str] | None:
    """The text to show, and its language; None if there is no text."""
    text, language = text_to_read(texts)
    return (text, language) if text else None


def _about(document: Any) -> str:
    """Type and size, for instance "PDF, 1.2 MB"."""
    size = [filesizeformat(document.file_size)] if document.file_size else []
    return ", ".join([document.file_extension.upper(), *size])


def details_of(page: PracticePage, request: HttpRequest) -> PracticeDetails:
    """Computed once per page shown, even if several parts of the response need it."""
    if not hasattr(page, "_details"):
        page._details = PracticeDetails(page, request)
    return page._details


def _partner_and_index(page: PracticePage, request: HttpRequest) -> tuple[PartnerAbove | None, str]:
    """The partner and the URL of the repository, both in the language of `page`.

    The partner's page may be a draft. The URL is empty while the repository's page is a draft.
    """
    ancestors = {ancestor.specific_class: ancestor for ancestor in related_pages_of(page).ancestors}
    above, index = ancestors.get(PartnerPage), ancestors.get(PracticeIndexPage)
    partner = partner_above(above, request) if above else None
    return partner, url_of(index, request) if index and index.live else ""
