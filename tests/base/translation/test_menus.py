"""Menus are built once for all users, and everyone sees them in their own language."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import override
from wagtail.admin.menu import Menu, admin_menu, help_menu, reports_menu, settings_menu

from cms.base.models import User
from tests.base.admin import edit_url
from tests.factories import make_practice, partner_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MENUS: list[Menu] = [admin_menu, settings_menu, reports_menu, help_menu]


def forget() -> None:
    for menu in MENUS:
        menu.__dict__.pop("registered_menu_items", None)


@pytest.fixture
def built_in_lithuanian() -> Iterator[None]:
    """As if the first reader after the start of the site were Lithuanian."""
    forget()
    with override("lt"):
        for menu in MENUS:
            assert menu.registered_menu_items
    yield
    forget()


def prefer(client: Client, username: str, language: str) -> Client:
    profile = User.objects.get(username=username).wagtail_userprofile
    profile.preferred_language = language
    profile.save()
    return client


def test_menus_speak_the_readers_language(built_in_lithuanian: None, signed_in: Callable[[str], Client]):
    client = signed_in("coordinator")
    english = prefer(client, "coordinator", "en").get(reverse("wagtailadmin_home")).content.decode()
    assert "Vertimai" not in english
    dutch = prefer(client, "coordinator", "nl").get(reverse("wagtailadmin_home")).content.decode()
    assert '"Vertalingen"' in dutch


def test_menus_still_need_us(built_in_lithuanian: None):
    """A further name is a label that has to be translated, or hidden (`cms/base/translation/hooks.py`)."""
    items = {item.name: item.label for menu in MENUS for item in menu.registered_menu_items}
    assert {name for name, label in items.items() if not isinstance(label, Promise)} == {
        "vertimai",  # which nobody is shown, nor the next
        "whats-new-in-wagtail-8.0",
    }


def test_the_button_for_submitting_names_no_workflow(signed_in: Callable[[str], Client]):
    client = prefer(signed_in("partner-kpmpc"), "partner-kpmpc", "en")
    new = reverse("wagtailadmin_pages:add", args=["practices", "practicepage", partner_page("kpmpc").pk])
    for url in (edit_url(make_practice("kpmpc")), new):
        html = client.get(url).content.decode()
        assert 'name="action-submit"' in html
        assert "Submit for review" in html
        assert "Submit to" not in html


def test_one_list_of_translations_is_enough(signed_in: Callable[[str], Client]):
    client, report = signed_in("coordinator"), reverse("wagtail_localize:translations_report")
    assert report not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(report).url == reverse("translation_desk")
