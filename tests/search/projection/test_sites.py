"""The stored URLs after a change of the site: of one site they have no host, of several sites they have."""

import pytest
from wagtail.models import Page, Site

from search.models import SearchEntry
from search.projection.indexing import find_differences
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def stored_url(page: Page) -> str:
    return SearchEntry.objects.get(key=page.translation_key).words["en"]["url"]


def test_urls_follow_the_sites() -> None:
    page, root = make_practice(), Page.objects.get(depth=1)
    relative = stored_url(page)
    assert relative.startswith("/en/")
    first = Site.objects.get()
    second = Site.objects.create(hostname="other.example.org", root_page=root.add_child(instance=Page(title="Other")))
    assert stored_url(page) == first.root_url + relative
    first.hostname, first.port = "www.example.org", 443
    first.save()
    assert stored_url(page) == "https://www.example.org" + relative
    assert not find_differences().keys
    second.delete()
    assert stored_url(page) == relative


def test_entries_follow_the_root_page_of_the_site() -> None:
    page, site = make_practice(), Site.objects.get()
    home = site.root_page
    site.root_page = Page.objects.get(depth=1).add_child(instance=Page(title="Other"))
    site.save()
    assert SearchEntry.objects.get(key=page.translation_key).removed
    site.root_page = home
    site.save()
    assert not find_differences().keys
    assert stored_url(page).startswith("/en/")
