"""Our policy finds in one query what Wagtail's finds by combining one for each permission."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.base.access.permissions import SitePagePermissionPolicy, grant
from home.models import NewsIndexPage
from tests.factories import make_practice, partner_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def account_with(**granted: Page) -> Any:
    """An account with each action on one page and below."""
    user = get_user_model().objects.create_user("one", "one@example.org")
    group = Group.objects.create(name="Group of one")
    user.groups.add(group)
    for action, page in granted.items():
        grant(group, page, action)
    return user


@pytest.mark.parametrize("nested", [False, True])
def test_it_lets_explore_what_wagtail_does(nested: bool) -> None:
    partner = partner_page("kpmpc")
    make_practice("kpmpc")
    make_practice("csci", live=False)
    where = partner.get_parent() if nested else NewsIndexPage.objects.get(locale__language_code="it")
    user = account_with(change=partner, lock=where)
    ours, theirs = SitePagePermissionPolicy(), PagePermissionPolicy(Page)
    assert paths(ours.explorable_instances(user)) == paths(theirs.explorable_instances(user))


@pytest.mark.parametrize("action", ["add", "change", "publish", "lock", "bulk_delete"])
def test_it_finds_the_pages_that_wagtail_does(action: str) -> None:
    partner = partner_page("kpmpc")
    user = account_with(add=partner, publish=partner.get_parent(), lock=partner)
    own, of_another = make_practice("kpmpc"), make_practice("kpmpc")
    own.owner = user
    own.save(update_fields=["owner"], clean=False)
    found = paths(SitePagePermissionPolicy().instances_user_has_any_permission_for(user, {action}))
    assert found == paths(PagePermissionPolicy(Page).instances_user_has_any_permission_for(user, {action}))
    if action == "change":
        assert own.path in found
        assert of_another.path not in found


def test_whoever_has_no_permission_explores_nothing() -> None:
    assert not SitePagePermissionPolicy().explorable_instances(account_with()).exists()


def paths(pages: Any) -> set[str]:
    return set(pages.values_list("path", flat=True))
