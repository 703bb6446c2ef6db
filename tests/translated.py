"""The demonstration in two further languages: every page is translated, by words that no other has, and published.

The project has no catalogue for them, so the site's own words on these pages are English.
"""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from itertools import cycle
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString
from django.core.management import call_command
from django.db import connection
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from cms.base.models import BasePage
from cms.base.signals import announced_once
from cms.base.translation import new_catalogue
from practices.models import Concept
from tests import databases
from tests.demo_site import environment, run
from tests.processes import serving

LANGUAGES = {"CONTENT_LANGUAGES": "en,nl,it,lt,es,uk,ar"}
WORDS = {
    "ar": "تعلم اللغة العربية مع الجيران في المدينة كل أسبوع ومجانا للجميع",
    "mt": "Korsijiet",
    "uk": "вивчення мови разом із сусідами у місті щотижня і безкоштовно для всіх",
}
WORD = re.compile(r"<[^>]*>|&\w+;|[^\W\d_]+")
IN = {
    "ar": re.compile("[\u0600-\u06ff]"),
    "uk": re.compile("[\u0400-\u04ff]"),
}  # the letters of no other


@pytest.fixture(scope="session")
def translated_database(demo_database: str, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> str:
    """Its name. Nothing may be written to it."""
    folder = databases.folder_of_run(tmp_path_factory)

    def load() -> None:
        code = "from tests.translated import translate_site; translate_site('uk'); translate_site('ar')"
        variables = environment(str(connection.settings_dict["NAME"]), folder / "static")
        run("manage.py", "shell", "--no-imports", "--command", code, **variables, **LANGUAGES)

    # In a thread: where a browser has been started before, Django takes Playwright's loop for asynchronous code.
    with django_db_blocker.unblock(), ThreadPoolExecutor(1) as threads:
        return threads.submit(databases.made_once, folder, "translated", demo_database, load).result()


@pytest.fixture(scope="session")
def translated_site(
    translated_database: str, static_root: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The URL of it. It is only read."""
    folder = tmp_path_factory.mktemp("translated")
    copy = databases.name_in(folder, f"{folder.name}{databases.WORKER}")
    databases.copy(translated_database, copy)
    with serving(folder / "log", **environment(copy, static_root), **LANGUAGES) as url:
        yield url
    databases.remove(copy)


def translate_site(code: str) -> Locale:
    """`code` must be one of the site's languages. Pages, labels and settings say the words of `WORDS`."""
    locale = add_language(code)
    with announced_once():  # the search and the translators' desk follow once
        for concept in Concept.objects.all():
            concept.labels = {**concept.labels, code: in_words_of(code, concept.labels["en"])}
            concept.save()
        for site in Site.objects.select_related("sitesettings"):
            site.sitesettings.tagline = {**site.sitesettings.tagline, code: in_words_of(code, "One line about it")}
            site.sitesettings.save()
        for page in Page.objects.filter(depth__gt=1, live=True).order_by("path").specific():
            if isinstance(page, BasePage) and page.original == page and page.locale != locale:
                publish_translation(page, locale)
    return locale


def add_language(code: str) -> Locale:
    """As where the site is installed: without a catalogue among those of the project."""
    with patch.object(new_catalogue, "is_source_checkout", return_value=False):
        call_command("add_language", code, stdout=StringIO())
    return Locale.objects.get(language_code=code)


def publish_translation(original: BasePage, locale: Locale) -> None:
    if not original.has_translation(locale):
        translate_object(original, [locale])
    translation = Translation.objects.get(source__object_id=original.translation_key, target_locale=locale)
    segments = StringSegment.objects.filter(source=translation.source).select_related("string", "context")
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(
                translation_of=each.string,
                context=each.context,
                locale=locale,
                data=in_words_of(locale.language_code, each.string.data),
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
            for each in segments
            if each.context.path != "slug"
        ],
        ignore_conflicts=True,
    )
    translation.save_target(publish=False)
    original.get_translation(locale).get_latest_revision().publish()


def in_words_of(code: str, text: str) -> str:
    """`text` with each of its words replaced; markup stays."""
    words = cycle(WORDS[code].split())
    return WORD.sub(lambda found: found[0] if found[0][0] in "<&" else next(words), text)


def language_around(tag: Tag) -> str:
    return next(parent["lang"] for parent in (tag, *tag.parents) if parent.get("lang"))


def direction_around(tag: Tag) -> str:
    return next((parent["dir"] for parent in (tag, *tag.parents) if parent.get("dir")), "ltr")


def mislabelled(soup: BeautifulSoup, code: str) -> list[str]:
    """Texts in the words of the language that are not marked as such, and others that are."""
    wrong = []
    for text in soup.body.find_all(string=True):
        if not text.strip() or isinstance(text, PreformattedString) or text.parent.name in ("script", "option"):
            continue
        is_in_it = bool(IN[code].search(text))
        if re.search(r"[^\W\d_]", text) and is_in_it != (language_around(text.parent) == code):
            wrong.append(" ".join(text.split()))
    return wrong
