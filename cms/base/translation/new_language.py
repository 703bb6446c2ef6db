"""Adds a language to a site: does what can be automated, and lists what is left for people.

Each app registers its share in `parts`. Every step checks whether it is needed, so adding a language twice changes
nothing and lists what is still left.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from wagtail.models import Locale, Site

from cms.base.access.roles import translators_key
from cms.base.delivery.offered import is_offered
from cms.base.delivery.related_pages import placeholders, with_translations
from cms.base.i18n import language_codes
from cms.base.languages import language_name
from cms.base.models import SiteSettings
from cms.base.translation import new_catalogue
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.refresh import refresh_all_after_commit

Steps = Callable[[Locale], Iterable[str]]


def nothing(*args: object) -> Iterable[str]:
    return ()


@dataclass(frozen=True)
class Part:
    """What one app does for a new language. Both report in sentences; what is left has its command or its URL."""

    order: int  # lower ones come first
    begin: Steps = nothing
    left: Steps = nothing
    prepare: Callable[[], Iterable[str]] = nothing  # needs no database, and may be slow


@dataclass
class Begun:
    language: str  # its native name
    done: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


class Refused(Exception):
    """The language cannot be added; the message says what to change first."""


parts: list[Part] = []


def add_language(code: str, tell: Callable[[str], object] = nothing) -> Begun:
    """All or nothing. Raises `Refused`. `tell` is called before steps that take a while."""
    code = language_codes.normalised(code)
    refuse_unless_configured(code)
    ordered = sorted(parts, key=lambda part: part.order)
    begun = Begun(language_name(code))
    for part in ordered:
        begun.done += part.prepare()
    with transaction.atomic():
        locale, is_new = Locale.objects.get_or_create(language_code=code)
        if is_new:
            begun.done.append(f"The locale “{code}”.")
        for part in ordered:
            begun.done += part.begin(locale)
        before = _at_desk(locale)
        refresh_all_after_commit()
        begun.done += new_catalogue.begin(code)  # last, because a file is not rolled back
        tell("Filling the translation desk ...")
    if new := _at_desk(locale) - before:
        begun.done.append(f"{new} items at the translation desk: everything that is published.")
    begun.left += new_catalogue.left(code)
    for part in ordered:
        begun.left += part.left(locale)
    begun.left += _left(locale)
    return begun


def refuse_unless_configured(code: str) -> None:
    if not language_codes.is_known(code):
        raise Refused(f"“{code}” is not the code (BCP 47) of a known language, such as “uk” or “pt-br”.")
    if code not in settings.LANGUAGE_CODES:
        line = ",".join([*settings.LANGUAGE_CODES, code])
        raise Refused(
            f"The site does not have the language “{code}”. Set this variable where it is deployed (it is also "
            f"WAGTAIL_CONTENT_LANGUAGES), restart the site and the worker, and run this again:\n\n"
            f"    CONTENT_LANGUAGES={line}\n"
        )


def admin_url(name: str, *args: object) -> str:
    """The full URL of an admin view at the site's own host: in a terminal, `SITE_URL` may not be that of the server."""
    site = Site.objects.filter(is_default_site=True).first()
    return urljoin(site.root_url if site else settings.WAGTAILADMIN_BASE_URL, reverse(name, args=args))


def _at_desk(locale: Locale) -> int:
    return TranslationItem.objects.filter(locale=locale).count()


def _left(locale: Locale) -> Iterator[str]:
    code, name = locale.language_code, language_name(locale.language_code)
    if not _has_translators(code):
        yield f"Invite translators into {name}: {admin_url('people_invite', translators_key(code))}"
    for site in Site.objects.select_related("sitesettings").order_by("pk"):
        site_settings = getattr(site, "sitesettings", None) or SiteSettings(site=site)
        url = admin_url("wagtailsettings:edit", "base", "sitesettings", site.pk)
        if site_settings.tagline and not site_settings.tagline.get(code):
            yield f"Write the site's tagline, and what else it says in each language: {url}"
        if not _is_offered(site, site_settings, code):
            yield (
                f"When enough is translated, publish the home page and tick {name} among the languages: {url} "
                "If none is ticked, every language with a published home page is offered."
            )


def _has_translators(code: str) -> bool:
    return get_user_model()._default_manager.filter(groups__role__key=translators_key(code)).exists()


def _is_offered(site: Site, site_settings: SiteSettings, code: str) -> bool:
    homes = with_translations(f"w.id IN ({placeholders([site.root_page_id])})", [site.root_page_id])
    return any(home.language == code and is_offered(home, site_settings) for home in homes)
