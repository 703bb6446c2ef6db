"""Accounts without a role, and closed ones, are kept out. For what each role may do, see `tests/permissions`."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cms.base.delivery.parent_urls import list_above
from tests.base.admin import edit_url, fresh
from tests.factories import make_practice, partner_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_an_account_without_a_role_stays_out(django_user_model: type, client: Client) -> None:
    client.force_login(django_user_model.objects.create_user("nobody"))
    assert client.get(reverse("wagtailadmin_home")).status_code == 302


def test_an_account_that_was_closed_may_nothing(django_user_model: type) -> None:
    user = django_user_model.objects.get(username="translator-nl")
    page = make_practice()
    page = page.copy_for_translation(partner_page(language="nl").locale)
    assert page.permissions_for_user(user).can_publish()
    user.is_active = False
    user.save()
    user = django_user_model.objects.get(pk=user.pk)
    may = page.permissions_for_user(user)
    assert not any((may.can_edit(), may.can_publish(), may.can_manage(), may.can_delete(), may.can_copy()))


def test_forged_json_is_no_way_around(signed_in: Callable[[str], Client]) -> None:
    """Autosave sends JSON, and gets the same response as the form."""
    page = make_practice("kpmpc", title="Live")
    url = edit_url(page)
    response = signed_in("translator-nl").post(url, {"title": "Mine"}, headers={"accept": "application/json"})
    assert response.status_code in (302, 403)
    assert fresh(page).title == "Live"


def test_what_may_not_be_seen_or_is_not_there_is_said_in_the_admin_in_its_language(
    signed_in: Callable[[str], Client],
) -> None:
    client = signed_in("partner-kpmpc")
    refused = client.get(reverse("wagtailadmin_pages:edit", args=[partner_page("csci").pk]), follow=True)
    assert "neturite leidimo" in refused.content.decode()
    missing = client.get(reverse("wagtailadmin_pages:edit", args=[999_999]), headers={"Accept-Language": "es"})
    assert (missing.status_code, missing.templates[0].name) == (404, "wagtailadmin/404.html")
    assert '<html lang="lt"' in missing.content.decode()
    assert f'href="{reverse("wagtailadmin_explore_root")}">Atgal į sąrašą' in missing.text
    assert "Wagtail" not in Client().get(reverse("wagtailadmin_login")).text.split("<main")[1].split("</h1>")[0]


@pytest.mark.parametrize(
    ("path", "above"),
    [
        ("/admin/people/partner-kpmpc/12/", "/admin/people/"),
        ("/admin/snippets/practices/concept/edit/12/", "/admin/snippets/practices/concept/"),
        ("/admin/nothing/", "/admin/"),
        ("/admin/", ""),
    ],
)
def test_what_is_gone_leads_to_the_list_it_was_in(path: str, above: str) -> None:
    assert list_above(path) == above
