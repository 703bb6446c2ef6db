"""One command adds a language: it does what can be automated, and lists the rest."""

import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import polib
import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import resolve
from wagtail.models import GroupPagePermission, Locale, Page, Site
from wagtail_localize.models import StringTranslation, Translation

from cms.base.access.roles import Role
from cms.base.models import TranslationItem
from cms.base.translation import new_catalogue, new_language
from cms.base.translation.desk.refresh import refresh_all
from home.models import HomePage
from practices.models import Concept
from tests.languages import configure

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DEFAULT = ("en", "nl", "it", "lt", "es")
EVERYTHING = (Locale, Page, Translation, StringTranslation, Concept, Group, Role, GroupPagePermission)


@pytest.fixture(autouse=True)
def two_more_languages(settings: Any) -> None:
    configure(settings, *DEFAULT, "uk", "ar")


@pytest.fixture(autouse=True)
def checkout(settings: Any, tmp_path: Path) -> Path:
    """A checkout of the source code with one catalogue, which the tests may write to."""
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "locale/nl/LC_MESSAGES"
    folder.mkdir(parents=True)
    original = Path(settings.LOCALE_PATHS[0]) / "nl/LC_MESSAGES"
    for name in ("django.po", "django.mo"):
        (folder / name).write_bytes((original / name).read_bytes())
    settings.LOCALE_PATHS = [tmp_path / "locale", *settings.LOCALE_PATHS[1:]]
    settings.BASE_DIR = tmp_path
    return tmp_path


def add(code: str) -> str:
    told = StringIO()
    call_command("add_language", code, stdout=told)
    return told.getvalue()


def left(told: str) -> list[str]:
    return re.findall(r"^\d+\. (.*)$", told, re.MULTILINE)


def everything() -> dict[str, Any]:
    return {model.__name__: sorted(map(repr, model.objects.values())) for model in EVERYTHING}


@pytest.mark.parametrize("code", ["uk", "ar"])
@pytest.mark.sample(1)
def test_what_a_machine_can_do_is_done(code: str) -> None:
    told = add(code)
    home = HomePage.objects.get(locale__language_code=code)
    root = Site.objects.get().root_page
    assert (home.slug, home.live, home.translation_key) == (f"home-{code}", False, root.translation_key)
    navigation = root.get_children().live().in_menu()
    assert navigation
    wanted = {page.translation_key for page in navigation}
    assert wanted <= {page.translation_key for page in home.get_children()}
    assert not home.get_descendants().live()
    italy = Concept.objects.get(scheme=Concept.Scheme.COUNTRY, slug="it")
    assert italy.label(code) == {"uk": "Італія", "ar": "إيطاليا"}[code]
    group = Role.objects.get(key=f"translators-{code}").group
    [granted] = GroupPagePermission.objects.filter(group=group)
    assert (granted.page_id, granted.permission.codename) == (home.pk, "translate_page")
    assert group.permissions.filter(codename="access_admin")
    coordinators = Role.objects.get(key="coordinators").group
    assert GroupPagePermission.objects.filter(group=coordinators, page=home, permission__codename="publish_page")
    assert f"home-{code}" in told


def at_desk(code: str) -> set[tuple[str, str]]:
    """What was not written in Ukrainian, of the rows of a language."""
    rows = TranslationItem.objects.filter(locale__language_code=code).exclude(source_language="uk")
    return set(rows.values_list("kind", "object_key"))


def test_everything_is_at_the_desk(django_capture_on_commit_callbacks: Any) -> None:
    refresh_all()
    others = at_desk("lt") | at_desk("en")
    with django_capture_on_commit_callbacks(execute=True):
        told = add("uk")
    assert at_desk("uk") >= others
    assert "Filling the translation desk ..." in told
    TranslationItem.objects.filter(locale__language_code="uk", kind="page").delete()
    with django_capture_on_commit_callbacks(execute=True):
        add("uk")
    assert at_desk("uk") >= others, "what is missing is added, however it came to be missing"


def test_a_language_that_is_added_in_the_admin_is_at_the_desk(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        Locale.objects.create(language_code="ar")
    assert at_desk("ar") >= at_desk("lt")


@pytest.mark.parametrize("code", ["uk", "ar"])
@pytest.mark.sample(1)
def test_twice_changes_nothing(code: str, checkout: Path) -> None:
    first = add(code)
    before, catalogue = everything(), (checkout / f"locale/{code}/LC_MESSAGES/django.po").read_bytes()
    second = add(code)
    assert everything() == before
    assert (checkout / f"locale/{code}/LC_MESSAGES/django.po").read_bytes() == catalogue
    assert "Nothing was missing" in second
    assert left(second) == left(first)


def test_what_is_left_has_a_url_or_a_command(signed_in: Callable[[str], Client]) -> None:
    site = Site.objects.get(is_default_site=True)
    site.port = 8123
    site.save()
    told = left(add("uk"))
    urls = [url for line in told for url in re.findall(re.escape(site.root_url) + r"(/\S*)", line)]
    assert len(urls) == sum(line.count("http") for line in told), "at the URL of the site"
    client = signed_in("admin")
    for url in urls:
        assert resolve(url.partition("?")[0])
        assert client.get(url).status_code == 200, url
    for line in told:
        assert re.search(r"https?://|make \w|manage\.py \w", line), line
    # What is done is not left to do.
    Group.objects.get(role__key="translators-uk").user_set.add(1)
    assert not any("Invite translators" in line for line in left(add("uk")))


@pytest.mark.parametrize(
    ("code", "expected"),
    [("ua", "“ua” is not the code"), ("pl", "CONTENT_LANGUAGES=en,nl,it,lt,es,uk,ar,pl"), ("", "is not the code")],
)
def test_a_language_that_the_site_does_not_have_is_refused(code: str, expected: str) -> None:
    before = everything()
    with pytest.raises(CommandError, match=expected):
        add(code)
    assert everything() == before


def test_without_a_site_there_is_nothing_to_add_to() -> None:
    Site.objects.all().delete()
    with pytest.raises(CommandError, match=r"manage\.py start_site"):
        add("uk")
    assert not Locale.objects.filter(language_code="uk").exists()


def test_what_fails_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(code: str) -> None:
        raise OSError("The disk is full.")

    monkeypatch.setattr(new_language.new_catalogue, "begin", fails)
    before = everything()
    with pytest.raises(OSError, match="full"):
        add("uk")
    assert everything() == before


@pytest.mark.parametrize(("code", "plurals"), [("uk", 4), ("ar", 6)])
@pytest.mark.sample(1)
def test_the_catalogue_has_every_message_and_says_nothing_yet(code: str, plurals: int, checkout: Path) -> None:
    told = add(code)
    found = polib.pofile(str(checkout / f"locale/{code}/LC_MESSAGES/django.po"))
    known = polib.pofile(str(checkout / "locale/nl/LC_MESSAGES/django.po"))
    assert [(e.msgctxt, e.msgid, e.msgid_plural) for e in found] == [
        (e.msgctxt, e.msgid, e.msgid_plural) for e in known if not e.obsolete
    ]
    assert not any(entry.translated() for entry in found)
    assert found.metadata_is_fuzzy
    assert found.metadata["Plural-Forms"] == new_catalogue.plural_forms(code)
    assert found.metadata["Plural-Forms"].startswith(f"nplurals={plurals};")
    assert {len(entry.msgstr_plural) for entry in found if entry.msgid_plural} == {plurals}
    assert f"locale/{code}/LC_MESSAGES/django.po" in left(told)[0]


def test_where_the_site_is_installed_no_catalogue_is_written(checkout: Path) -> None:
    (checkout / ".git").rmdir()
    told = add("uk")
    assert not (checkout / "locale/uk").exists()
    assert "In a checkout of the source code" in left(told)[0]


def test_plural_forms_of_a_language_that_django_does_not_know_are_those_of_cldr() -> None:
    assert new_catalogue.plural_forms("mt").startswith("nplurals=")
