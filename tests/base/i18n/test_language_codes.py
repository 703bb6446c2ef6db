"""Which languages a site can have, and how it writes their codes."""

import os
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import polib
import pytest
from django.conf import settings as django_settings
from django.core.checks import run_checks
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import get_language_info, gettext, ngettext, trans_real

from cms.base.i18n.language_codes import has_messages, is_right_to_left, language_tag, mistakes, own_name, usable
from cms.base.templatetags.language_tags import body_attributes, words_lang
from cms.base.translation.new_catalogue import plural_forms
from tests.languages import configure, need_dictionaries

pytestmark = pytest.mark.once


@pytest.mark.parametrize("code", "ar de es-419 fa pt-br rom so sr-latn ti uk zh-hans zh-cn nl-be cnr".split())
def test_any_language_will_do(code: str) -> None:
    assert usable([code]) == [code]
    assert list(mistakes([code])) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], "names no language"),
        ([" "], "names no language"),
        (["en", "xx-foo!"], "“xx-foo!” is not the code"),
        (["ua"], "“ua” is not the code"),
        (["de_DE"], "“de_de” is not the code"),
        (["de", "en", "DE"], "“de” more than once"),
    ],
)
def test_a_mistake_is_named_in_one_sentence(settings: pytest.FixtureRequest, given: list[str], expected: str) -> None:
    settings.CONTENT_LANGUAGES = given
    [message] = [message for message in run_checks() if message.id == "base.E007"]
    assert expected in message.msg


def test_what_is_wrong_is_left_out() -> None:
    """So that the check is reached."""
    assert usable(["DE", "xx-foo!", " pt-BR", "de"]) == ["de", "pt-br"]
    assert usable([]) == ["en"]


@pytest.mark.parametrize(
    ("code", "tag"),
    [("lt", "lt"), ("pt-br", "pt-BR"), ("zh-hans", "zh-Hans"), ("es-419", "es-419"), ("zh-hant-tw", "zh-Hant-TW")],
)
def test_tags_are_written_as_bcp_47_does(code: str, tag: str) -> None:
    assert language_tag(code) == tag


@pytest.mark.parametrize(
    ("code", "name"),
    [("lt", "Lietuviškai"), ("ti", "ትግርኛ"), ("es-419", "Español (Latinoamérica)"), ("sr-latn", "Srpski (latinica)")],
)
def test_languages_have_their_own_name(code: str, name: str) -> None:
    assert own_name(code) == name


@pytest.mark.parametrize("code", "ar arc ckb dv fa he ku-arab pa-arab ps sd ug ur yi".split())
def test_right_to_left(code: str) -> None:
    assert is_right_to_left(code)


@pytest.mark.parametrize("code", "en lt pa ku sd-deva az rom ti zh-hans".split())
def test_left_to_right(code: str) -> None:
    assert not is_right_to_left(code)


@pytest.mark.parametrize("codes", [("ti", "en"), ("lt", "ti")])
def test_a_language_without_catalogue_speaks_the_default_one(settings: pytest.FixtureRequest, codes: tuple) -> None:
    configure(settings, *codes)
    assert translation.check_for_language("ti")
    assert not translation.check_for_language("xx")
    expected = {"ti": "Skip to main content", "lt": "Pereiti prie turinio"}[codes[0]]
    with translation.override("ti"):
        assert translation.get_language() == "ti"
        assert gettext("Skip to main content") == expected
        assert ngettext("%(count)s unknown page", "%(count)s unknown pages", 2) == "%(count)s unknown pages"
        assert get_language_info("ti")["name_local"] == "ትግርኛ"


def test_a_site_starts_in_a_language_without_catalogue() -> None:
    need_dictionaries("ar")
    variables = {"CONTENT_LANGUAGES": "ti,ar", "DJANGO_SETTINGS_MODULE": "cms.settings.dev"}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=django_settings.BASE_DIR, env={**os.environ, **variables}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_with_a_catalogue_all_of_it_is_in_the_language(settings: Any, tmp_path: Path) -> None:
    configure(settings, "en", "ar")
    with translation.override("ar"):
        assert gettext("January") == "January"
        assert body_attributes() == ' class="other-direction" lang="en" dir="rtl"'
        assert words_lang("ar") == ' lang="ar" dir="rtl"'
    header = polib.POFile()
    header.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": plural_forms("ar")}
    assert not has_messages("ar", compiled(header, tmp_path / "empty"))
    header.append(polib.POEntry(msgid="Skip to main content", msgstr="انتقل إلى المحتوى"))
    settings.LOCALE_PATHS = [compiled(header, tmp_path / "begun"), *settings.LOCALE_PATHS[1:]]
    with translation.override("ar"):
        assert gettext("Skip to main content") == "انتقل إلى المحتوى"
        assert gettext("January") == "يناير"
        assert date_format(date(2026, 1, 8)) == "8 يناير 2026"
        assert body_attributes() == words_lang("ar") == ""


def compiled(catalogue: polib.POFile, folder: Path) -> str:
    path = folder / "ar/LC_MESSAGES/django.mo"
    path.parent.mkdir(parents=True)
    catalogue.save_as_mofile(str(path))
    return str(folder)


def test_the_admin_speaks_only_languages_that_its_words_are_in() -> None:
    permitted = [code for code, _ in django_settings.WAGTAILADMIN_PERMITTED_LANGUAGES]
    assert permitted == django_settings.LANGUAGE_CODES
    variables = {"CONTENT_LANGUAGES": "ti,lt,ar", "DJANGO_SETTINGS_MODULE": "cms.settings.dev"}
    code = "from cms.settings.dev import WAGTAILADMIN_PERMITTED_LANGUAGES as found; print(*dict(found))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=django_settings.BASE_DIR, env={**os.environ, **variables}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout.split() == ["lt"], done.stderr


@pytest.mark.parametrize("code", ["en", "nl", "lt"])
def test_catalogues_with_the_same_plural_forms_are_one_dictionary(code: str) -> None:
    """Otherwise every message is looked up in that of each app."""
    rules = [rule.__code__ for rule in trans_real.translation(code)._catalog._plurals]
    assert all(one != following for one, following in pairwise(rules))
    with translation.override("nl"):
        assert gettext("Search") == "Zoeken"  # ours takes precedence over those of apps
        assert ngettext("%(counter)s practice", "%(counter)s practices", 2) == "%(counter)s praktijken"
