"""Every test starts in the demonstration's site without its practices: five partners, news, pages and accounts."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from hypothesis import HealthCheck, settings
from wagtail.models import Locale, Page

from cms.base.languages import ensure_locales
from home.demo.load import load_site
from search.answering.completion import used_values
from search.engines.current import current_engine
from search.facets.labels import label_cache
from search.query.curation import curation_cache
from search.query.spelling import spelling

pytest_plugins = ["tests.demo_site"]

# How long an example takes is a matter of the machine, and no test's.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", settings.get_profile("any machine"), max_examples=2000)  # make test-full
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """The database of the tests, whichever of them are run: pytest-django's own looks only for its own marks."""
    with django_db_blocker.unblock(), translation.override("en"):
        created = setup_databases(verbosity=0, interactive=False, aliases=["default"])
        load_site(ensure_locales(), lambda text: None)
    yield
    with django_db_blocker.unblock():
        teardown_databases(created, verbosity=0)


@pytest.fixture(autouse=True)
def fresh_process() -> Iterator[None]:
    """What a process keeps between requests would outlive the database that a test rolls back."""
    current_engine.cache_clear()
    spelling.cache_clear()
    for clock_cache in (label_cache, curation_cache, used_values):
        clock_cache.clear()
    cache.clear()
    translation.activate("en")
    yield
    translation.activate("en")


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test's database without a transaction around the test: other processes see what is written.

    Pages that the test adds are removed afterwards.
    """
    with django_db_blocker.unblock():
        before = set(Page.objects.values_list("pk", flat=True))
        yield
        for page in Page.objects.exclude(pk__in=before):
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
