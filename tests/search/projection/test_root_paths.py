"""Entries have the URLs of their pages, whatever Wagtail has cached."""

from collections.abc import Callable

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat, Length, Substr
from wagtail.models import Page, Site

from search.projection.project import project
from tests.factories import make_practice, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def move_home(old: str, new: str) -> None:
    """As another process does: this one is not notified."""
    rest = Substr(F("url_path"), Value(1) + Length(Value(old)))
    moved = Page.objects.filter(url_path__startswith=old).update(url_path=Concat(Value(new), rest))
    assert moved > 1


def test_a_home_page_that_another_process_has_moved() -> None:
    page = make_practice()
    url = translate(page, "nl").url
    before = project([page.translation_key])
    roots = {root.language_code: root.root_path for root in Site.get_site_root_paths()}  # now cached
    move_home(roots["nl"], "/elsewhere/")
    assert project([page.translation_key]) == before
    assert before[page.translation_key].words["nl"]["url"] == url
    assert "/elsewhere/" in {root.root_path for root in Site.get_site_root_paths()}


def test_the_cache_is_kept_while_it_is_valid(django_assert_num_queries: Callable) -> None:
    page = make_practice()
    project([page.translation_key])
    with django_assert_num_queries(0):
        assert Site.get_site_root_paths()
