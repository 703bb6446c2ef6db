"""Every test starts in the demonstration's site without its practices: five partners, news, pages and accounts."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, settings
from wagtail.models import Locale, Page, Site
from wagtail.users.models import UserProfile

from cms.base.languages import ensure_locales
from home.demo.load import load_site
from practices.models import ReviewSettings
from search.engines.database import engine as database_engine
from search.engines.elasticsearch import request as elasticsearch_request
from search.models import SynonymGroup
from search.query import results
from tests import databases
from tests.forgetting import begin_afresh
from tools.prepare import migrate

pytest_plugins = [
    "tests.commits",
    "tests.demo_site",
    "tests.idle_workers",
    "tests.outermost",
    "tests.sampling",
    "tests.translated",
]

# The duration of an example depends on the machine and should not fail tests.
settings.register_profile("any machine", deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", settings.get_profile("any machine"), max_examples=2000)  # make test-full
settings.load_profile("any machine")


def pytest_collection_finish() -> None:
    gc.freeze()  # what has been imported and collected stays: no need to look through it again, three times at the end


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Every process collects the tests, and their ids must agree, although packed files contain timestamps."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session", autouse=True)
def dictionaries() -> None:
    """The dictionaries of the site's languages, as built by `make run`."""
    call_command("build_dictionaries")


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> str:
    """The name of a migrated database."""
    folder = databases.folder_of_run(tmp_path_factory)
    with django_db_blocker.unblock():
        return databases.made_once(folder, "empty", "", migrate)


@pytest.fixture(scope="session")
def site_database(empty_database: str, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> str:
    """The name of the database that tests start with."""

    def load() -> None:
        with translation.override("en"):
            load_site(ensure_locales(), lambda text: None, illustrated=False)  # tests add their own pictures
        SynonymGroup.objects.all().delete()  # and the synonyms
        # Reviews start with the coordinators: the step before is tested in tests/practices/review.
        ReviewSettings.objects.update_or_create(site=Site.objects.get(), defaults={"by_partner": False})

    folder = databases.folder_of_run(tmp_path_factory)
    with django_db_blocker.unblock():
        return databases.made_once(folder, "site", empty_database, load)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, site_database: str, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any
) -> Iterator[None]:
    """The database for the tests of this process."""
    own = databases.name_in(tmp_path_factory.getbasetemp(), databases.WORKER or "alone")
    with django_db_blocker.unblock():
        databases.copy(site_database, own)
    with databases.default_database(own):
        yield
    with django_db_blocker.unblock():
        databases.remove(own)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """pytest removes files, but databases on a server must be dropped."""
    if not databases.WORKER and connection.vendor != "sqlite":  # the workers have already exited
        for name in ("empty", "site", "demo"):
            databases.remove(databases.name_in(Path(), name))


@pytest.fixture(autouse=True)
def fresh_process() -> Iterator[None]:
    begin_afresh()
    yield
    translation.activate("en")


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test's database without a surrounding transaction, so that other processes see what is written.

    Pages that the test adds are removed afterwards.
    """
    with django_db_blocker.unblock():
        before = set(Page.objects.values_list("pk", flat=True))
        yield
        for pk in list(Page.objects.exclude(pk__in=before).order_by("-pk").values_list("pk", flat=True)):
            if page := Page.objects.filter(pk=pk).first():  # unless already deleted with another
                page.specific.delete()
        connection.close()


@pytest.fixture
def locales(db: None) -> dict[str, Locale]:
    return {locale.language_code: locale for locale in Locale.objects.all()}


@pytest.fixture
def signed_in(db: None) -> Callable[[str], Client]:
    """`signed_in("partner-kpmpc")`: a client of that demonstration account (see `home/demo/users.py`)."""

    def sign_in(username: str) -> Client:
        client = Client()
        client.force_login(get_user_model().objects.get(username=username))
        return client

    return sign_in


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> int:
    """The size of a page of results: so small that a few practices fill several."""
    size = 4
    for module in (database_engine, elasticsearch_request, results):
        monkeypatch.setattr(module, "PAGE_SIZE", size)
    return size


@pytest.fixture
def english_admin(db: None) -> None:
    """For tests that check messages, which demonstration accounts would otherwise see in their own languages."""
    UserProfile.objects.update(preferred_language="en")
