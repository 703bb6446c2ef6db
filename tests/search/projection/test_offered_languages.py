"""The search has what can be read in the languages offered, and follows the settings and the home pages."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.base.models import SiteSettings
from home.models import HomePage
from practices.models import PracticePage
from tests.base.admin import WITH_TRANSLATIONS, bulk, send
from tests.factories import make_practice, translate
from tests.home.test_frame import sitemap
from tests.search.site import count, is_found, search, site_search

pytestmark = [pytest.mark.usefixtures("in_sync"), pytest.mark.once]
OTHERS = ["en", "nl", "it", "lt"]


def home() -> HomePage:
    return HomePage.objects.get(locale__language_code="es")


def tick(admin: Client, languages: list[str]) -> None:
    url = reverse("wagtailsettings:edit", args=["base", "sitesettings", SiteSettings.objects.get().site_id])
    assert send(admin, url, "w-editor-form", languages=languages).status_code == 302


def unpublish(admin: Client) -> None:
    admin.post(reverse("wagtailadmin_pages:unpublish", args=[home().pk]), WITH_TRANSLATIONS)


def publish(admin: Client) -> None:
    bulk(admin, "publish", home())


Change = Callable[[Client], None]
WITHDRAWN: list[tuple[Change, Change]] = [
    (lambda admin: tick(admin, OTHERS), lambda admin: tick(admin, [])),
    (unpublish, publish),
    (lambda admin: bulk(admin, "unpublish", home()), lambda admin: home().save_revision().publish()),
]


@pytest.fixture
def spanish() -> PracticePage:
    return make_practice("csci", language="es", title="Huerto", countries=["es"])


@pytest.mark.sample(2)
@pytest.mark.parametrize(("withdraw", "offer"), WITHDRAWN, ids=["settings", "home page", "in bulk"])
def test_what_is_written_in_a_language_follows_it(
    admin: Client, spanish: PracticePage, withdraw: Change, offer: Change
) -> None:
    english = make_practice(title="Gardening")
    translate(english, "es", title="Jardinería")
    translated = make_practice("csci", language="es", title="Bosque", countries=["es"])
    translate(translated, "it", title="Foresta")

    def assert_offered() -> None:
        assert is_found(spanish, "huerto")
        assert is_found(english, "jardineria")
        assert is_found(translated, "bosque")
        assert (count("language", "es"), count("country", "es")) == (3, 2)

    assert_offered()
    withdraw(admin)
    assert not is_found(spanish, "huerto")
    assert not is_found(english, "jardineria")
    assert is_found(english, "gardening")
    assert not is_found(translated, "bosque")
    (found,) = search("foresta")["results"]
    assert (found["language"], "/it/" in found["url"]) == ("it", True)
    assert (count("language", "es"), count("country", "es")) == (0, 1)  # the facts of the original count
    assert not [entry for entry in site_search()["results"] if "/es/" in entry["url"]]
    assert Client().get("/en/search/suggestions/", {"q": "huert"}).json()["suggestions"] == []
    offer(admin)
    assert_offered()


def check(*arguments: str) -> str:
    output = StringIO()
    call_command("check_search", *arguments, stdout=output)
    return output.getvalue()


def test_a_language_that_is_taken_out_of_the_deployment_is_reported(spanish: PracticePage) -> None:
    remaining = [(code, name) for code, name in settings.LANGUAGES if code != "es"]
    with override_settings(LANGUAGES=remaining, WAGTAIL_CONTENT_LANGUAGES=remaining):
        with pytest.raises(CommandError, match="entries differ"):
            check()
        check("--repair")
        assert not is_found(spanish, "huerto")
        assert "matches" in check()
    check("--repair")
    assert is_found(spanish, "huerto")


def test_as_everybody_is_shown_the_same(spanish: PracticePage) -> None:
    """The first of the site's languages, not the one that it was written in."""
    dutch = make_practice("kpmpc", language="nl", title="Tuin")
    translate(dutch, "en", title="Garden")
    (found,) = search("tuin", reader="it")["results"]
    assert found["language"] == "en"


def test_a_home_page_that_is_published_and_withdrawn_on_schedule(spanish: PracticePage) -> None:
    """The language goes and comes with it, in the search and in the sitemap alike."""

    def run_schedule(**due: Any) -> tuple[bool, bool, int]:
        page = home()
        for name, value in due.items():
            setattr(page, name, value)
        page.save_revision(approved_go_live_at=due.get("go_live_at"))
        Page.objects.filter(pk=page.pk).update(**due)
        call_command("publish_scheduled", stdout=StringIO())
        is_listed = any(url.endswith(spanish.url) for url in sitemap(Client()))
        return is_found(spanish), is_listed, Client().get("/es/").status_code

    minute_ago = timezone.now() - timedelta(minutes=1)
    assert run_schedule(expire_at=minute_ago) == (False, False, 404)
    assert run_schedule(expire_at=None, go_live_at=minute_ago) == (True, True, 200)
