"""Work stays when somebody leaves; and a single practice is shared with somebody who has no part in the rest."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.base.access.shares import SharedPage
from cms.base.models import TranslationItem
from cms.base.people.leaving import appoint, end_access, hand_over
from cms.base.translation.desk.deciding import take
from tests.base.admin import edit, edit_url, fresh
from tests.base.people.conftest import last_mail, team
from tests.base.translation.desk.items import make_item
from tests.factories import make_practice, partner_page

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]
SignIn = Callable[[str], Client]


def member_url(user) -> str:
    return reverse("people_member", args=["partner-kpmpc", user.pk])


def test_handing_over_and_leaving(signed_in: SignIn, django_user_model) -> None:
    leaving = django_user_model.objects.get(username="partner-kpmpc")
    heir = django_user_model.objects.create_user("jonas", "jonas@example.org", first_name="Jonas")
    heir.groups.add(team().group)
    appoint(team(), heir, True)
    page = make_practice("kpmpc", language="lt", live=False, title="Kalbos kavinė", owner=leaving)
    elsewhere = make_practice("nl", owner=leaving)
    edit(signed_in("partner-kpmpc"), page, "submit")
    client = Client()
    client.force_login(heir)
    shown = client.get(member_url(leaving)).text
    assert shown.count("Kalbos kavinė") == 2  # a draft, and in review
    stranger = django_user_model.objects.get(username="partner-nl")
    assert client.post(member_url(leaving), {"action": "hand_over", "heir": stranger.pk}).status_code == 422
    client.post(member_url(leaving), {"action": "hand_over", "heir": heir.pk})
    assert fresh(page).owner == fresh(page).current_workflow_state.requested_by == heir
    assert fresh(elsewhere).owner == leaving
    own = signed_in("partner-kpmpc")
    client.post(member_url(leaving), {"action": "end"})
    leaving.refresh_from_db()
    assert not leaving.is_active
    assert fresh(page).latest_revision.user == leaving  # who did what remains
    assert own.get("/admin/").status_code == 302
    assert client.get(member_url(leaving), follow=True).status_code == 404


def test_an_account_with_another_team_stays(signed_in: SignIn, django_user_model) -> None:
    user = django_user_model.objects.get(username="partner-kpmpc")
    user.groups.add(team("translators-lt").group)
    signed_in("coordinator").post(member_url(user), {"action": "end"})
    user.refresh_from_db()
    assert user.is_active
    assert list(user.groups.all()) == [team("translators-lt").group]


def test_translations_that_were_taken_go_to_others(django_user_model) -> None:
    leaving = django_user_model.objects.get(username="translator-lt")
    leaving.groups.add(team("translators-nl").group)
    heir = django_user_model.objects.get(username="translator-nl")
    lithuanian, dutch, more = (make_item("A", "lt"), make_item("B", "nl"), make_item("C", "nl"))

    def taken(by: Any) -> set[TranslationItem]:
        return set(TranslationItem.objects.filter(taken_by=by))

    for item in (lithuanian, dutch):
        take(item, leaving)
    hand_over(team("translators-nl"), leaving, heir)
    assert (taken(heir), taken(leaving)) == ({dutch}, {lithuanian})
    take(more, leaving)
    end_access(team("translators-nl"), leaving)
    assert taken(leaving) == {lithuanian}
    end_access(team("translators-lt"), leaving)
    assert not taken(leaving)


def test_one_practice_for_a_colleague_elsewhere(signed_in: SignIn, django_user_model) -> None:
    colleague = django_user_model.objects.get(username="partner-nl")
    appoint(team(), django_user_model.objects.get(username="partner-kpmpc"), True)
    shared = make_practice("kpmpc", language="lt", live=False, title="Kalbos kavinė")
    secret = make_practice("kpmpc", language="lt", live=False, title="Slapta")
    host, guest = signed_in("partner-kpmpc"), signed_in("partner-nl")
    assert guest.get(edit_url(shared)).status_code == 404
    url = reverse("people_share", args=["partner-kpmpc"])
    assert host.post(url, {"page": make_practice("nl").pk, "user": colleague.pk}).status_code == 422
    assert "partner csci (" in host.get(url).text
    assert host.post(url, {"page": shared.pk, "user": colleague.pk}).status_code == 302
    assert last_mail().recipient == colleague.email
    assert edit_url(shared) in last_mail().body
    assert "Kalbos kavinė" in host.get("/admin/people/").text
    assert "Kalbos kavinė" in guest.get("/admin/").text

    assert edit(guest, shared, title="Kalbos kavinė Kaune").status_code == 302
    assert fresh(shared).latest_revision.content["title"] == "Kalbos kavinė Kaune"
    assert edit(guest, shared, "publish").status_code == 302
    assert not fresh(shared).live
    may = shared.permissions_for_user(django_user_model.objects.get(pk=colleague.pk))
    refused = ("delete", "move", "publish", "unpublish", "copy", "lock", "manage", "set_view_restrictions")
    assert not any(getattr(may, f"can_{action}")() for action in refused)
    for view in ("delete", "move", "copy"):
        assert guest.get(reverse(f"wagtailadmin_pages:{view}", args=[shared.pk])).status_code in (302, 403), view
    assert guest.get(edit_url(secret)).status_code == 404
    parent = partner_page("kpmpc", "lt")
    listed = guest.get(reverse("wagtailadmin_explore", args=[parent.pk])).text
    assert "Kalbos kavinė" in listed
    assert "Slapta" not in listed
    assert edit(guest, shared, "submit").status_code == 302
    assert fresh(shared).workflow_in_progress

    stranger = signed_in("partner-es")
    revoke = reverse("people_revoke", args=[SharedPage.objects.get().pk])
    stranger.post(revoke)
    assert SharedPage.objects.exists()
    host.post(revoke)
    assert guest.get(edit_url(shared)).status_code == 404
    assert not Page.objects.filter(pk=shared.pk, owner=colleague).exists()
