"""The parts of a citation of a practice, and its form as a sentence."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.base.delivery.sites import settings_for
from cms.base.i18n.language_codes import language_tag
from practices.repository.context import details_of
from practices.repository.permanent import permanent_url, short_key
from practices.repository.practice import PracticePage
from practices.versions.shown import Version, versions_of


@dataclass(frozen=True)
class Citation:
    key: str  # the same in all languages
    author: str  # the partner; empty if there is none
    title: str
    site: str
    url: str  # of the cited version or, if there is none, of the practice
    language: str  # the language tag of the text
    published: date | None  # first, in any language
    changed: date | None  # last, in this language
    lasting_url: str = ""  # of the practice

    @property
    def dates(self) -> str:
        """For instance "First published on 1 May 2021, last changed on 2 June 2022."."""
        if not self.published:
            return ""
        texts = {"published": date_format(self.published), "changed": date_format(self.changed or self.published)}
        if self.published == (self.changed or self.published):
            return _("Published on %(published)s.") % texts
        return _("First published on %(published)s, last changed on %(changed)s.") % texts

    @property
    def plain(self) -> str:
        year = f"({self.published.year})" if self.published else ""
        who = " ".join(filter(None, (self.author, year)))
        return " ".join(filter(None, (who and f"{who}.", f"{self.title}.", f"{self.site}.", self.dates, self.url)))


def citation_of(page: PracticePage, request: HttpRequest) -> Citation:
    """The practice in the language of `page`. Computed once per page, for the head and the text."""
    if not hasattr(page, "_citation"):
        page._citation = _citation(page, request)
    return page._citation


def _citation(page: PracticePage, request: HttpRequest) -> Citation:
    partner = details_of(page, request).partner
    author = (partner.title if partner.is_shown else partner.short_name) if partner else ""
    lasting_url, version = permanent_url(page, request), _cited_version(page, request)
    published, changed = _day(page.original.first_published_at), _day(page.last_published_at)
    if version and not version.is_current:
        changed = _day(version.published_at)
        published = min(filter(None, (published, changed)), default=None)
    return Citation(
        key=short_key(page.translation_key),
        author=author,
        title=page.title,
        site=settings_for(request).name,
        url=version.url if version else lasting_url,
        lasting_url=lasting_url,
        language=language_tag(page.locale.language_code),
        published=published,
        changed=changed,
    )


def _cited_version(page: PracticePage, request: HttpRequest) -> Version | None:
    """The version shown: the current or an old one."""
    versions = versions_of(page, request)
    at = getattr(page, "shown_version", None)
    return next((each for each in versions if at is None or each.number == at), None)


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
