"""New partners and new languages get their rights by themselves, now and later."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, GroupPagePermission, Locale, WorkflowPage

from cms.base.access.roles import translators_key
from cms.base.models import SiteImage
from home.models import HomePage
from practices.models import PartnerPage, PracticeIndexPage, PracticePage
from tests.base.admin import create_practice, edit, fresh, messages, newest_practice, send, submit_for_translation
from tests.base.file_access.files import make_picture
from tests.base.media.test_uploads import png
from tests.factories import make_practice, partner_page
from tests.languages import need_dictionaries

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]


def new_partner(client: Client, short_name: str = "Acme") -> PartnerPage:
    index = PracticeIndexPage.objects.get(locale__language_code="en")
    url = reverse("wagtailadmin_pages:add", args=["practices", "partnerpage", index.pk])
    values = {"title": f"{short_name} foundation", "slug": short_name.lower(), "short_name": short_name}
    response = send(client, url, **values, **{"action-publish": "1"})
    assert response.status_code == 302, messages(response)
    return PartnerPage.objects.order_by("-pk")[0]


def rights(group: Group, page: PartnerPage) -> set[str]:
    found = GroupPagePermission.objects.filter(group=group, page=page.page_ptr)
    return set(found.values_list("permission__codename", flat=True))


@pytest.fixture
def editor(django_user_model: Any, signed_in: SignIn) -> Client:
    """An editor of a new partner, who was put into its group and given nothing else."""
    partner = new_partner(signed_in("coordinator"))
    user = django_user_model.objects.create_user("acme-editor")
    user.groups.add(partner.editors)
    return signed_in("acme-editor")


def test_a_new_partner_has_editors_and_review(signed_in: SignIn) -> None:
    partner = new_partner(signed_in("coordinator"))
    assert partner.code == "acme"
    assert partner.editors.name == "Partner: Acme (acme)"
    assert rights(partner.editors, partner) == {"add_page", "change_page"}
    assert WorkflowPage.objects.get(page=partner.page_ptr).workflow == partner.review


def test_its_files_go_into_its_own_collection(editor: Client) -> None:
    partner = PartnerPage.objects.order_by("-pk")[0]
    own, others = partner.collection, partner_page("csci").collection
    assert own.name == "Acme"
    form = editor.get(reverse("wagtailimages:add")).text
    assert 'name="collection"' not in form  # there is nothing to choose
    data = {"title": "Class", "file": SimpleUploadedFile("a.png", png(), "image/png"), "collection": others.pk}
    editor.post(reverse("wagtailimages:add"), data)
    assert SiteImage.objects.get(title="Class").collection == own


@pytest.mark.parametrize("has_files", [True, False])
def test_a_collection_in_use_outlives_its_partner(signed_in: SignIn, has_files: bool) -> None:
    partner = new_partner(signed_in("coordinator"))
    if has_files:
        make_picture("admin", collection=partner.collection)
    partner.delete()
    assert Collection.objects.filter(pk=partner.collection_id).exists() == has_files


def test_two_partners_of_one_name_are_two(signed_in: SignIn) -> None:
    first = new_partner(signed_in("coordinator"))
    first.slug = "acme-old"
    first.save()
    second = new_partner(signed_in("coordinator"))
    assert (first.code, second.code) == ("acme", "acme-2")
    assert first.editors != second.editors


def test_its_editors_work_at_once(editor: Client, signed_in: SignIn) -> None:
    partner = PartnerPage.objects.get(code="acme")
    assert create_practice(editor, partner, title="First").status_code == 302
    page = newest_practice()
    assert edit(editor, page, area_en="Riga").status_code == 302
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[partner_page("kpmpc").pk])).status_code == 302


def test_later_languages_belong_to_the_partner_too(editor: Client, signed_in: SignIn) -> None:
    partner = PartnerPage.objects.get(code="acme")
    assert submit_for_translation(signed_in("coordinator"), partner, "it", "es").status_code == 302
    for language in ("it", "es"):
        page = PartnerPage.objects.get(translation_key=partner.translation_key, locale__language_code=language)
        assert rights(partner.editors, page) == {"add_page", "change_page"}
        assert WorkflowPage.objects.get(page=page.page_ptr).workflow == partner.review
        assert create_practice(editor, page, title=f"In {language}").status_code == 302
        assert newest_practice().get_workflow() == partner.review


def test_a_copied_partner_is_another_partner(signed_in: SignIn) -> None:
    partner = partner_page("kpmpc")
    make_practice("kpmpc")
    data = {"new_title": "Twin", "new_slug": "twin", "new_parent_page": partner.get_parent().pk, "copy_subpages": "on"}
    response = signed_in("coordinator").post(reverse("wagtailadmin_pages:copy", args=[partner.pk]), data)
    assert response.status_code == 302, messages(response)
    twin = PartnerPage.objects.get(slug="twin")
    assert twin.code not in ("", partner.code)
    assert twin.editors not in (None, partner.editors)
    assert twin.review not in (None, partner.review)
    practice = PracticePage.objects.child_of(twin).get()
    assert practice.original == practice
    assert practice.countries.exists()


def test_a_deleted_partner_takes_its_group_along(signed_in: SignIn) -> None:
    partner = new_partner(signed_in("coordinator"))
    editors, review = partner.editors, partner.review
    partner.delete()
    assert not Group.objects.filter(pk=editors.pk).exists()
    review.refresh_from_db()
    assert not review.active


def test_a_language_that_is_added(signed_in: SignIn, settings: Any, django_user_model: Any) -> None:
    """An administrator adds Latvian, filled from English: translators, coordinators and partners have it at once."""
    need_dictionaries("lv")
    languages = [*settings.WAGTAIL_CONTENT_LANGUAGES, ("lv", "Latviešu")]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = languages
    english = Locale.objects.get(language_code="en")
    data = {"language_code": "lv", "component-wagtail_localize_localesynchronization-enabled": "on"}
    data |= {"component-wagtail_localize_localesynchronization-sync_from": english.pk}
    response = signed_in("admin").post(reverse("wagtaillocales:add"), data)
    assert response.status_code == 302, messages(response)
    locale = Locale.objects.get(language_code="lv")

    home = HomePage.objects.get(locale=locale)
    group = Group.objects.get(role__key=translators_key("lv"))
    assert GroupPagePermission.objects.filter(group=group, page=home.page_ptr).exists()
    partner = PartnerPage.objects.get(locale=locale, translation_key=partner_page().translation_key)
    assert rights(partner_page().editors, partner) == {"add_page", "change_page"}
    coordinator = django_user_model.objects.get(username="coordinator")
    assert home.permissions_for_user(coordinator).can_publish()

    user = django_user_model.objects.create_user("translator-lv")
    user.groups.add(group)
    practice = make_practice()
    assert submit_for_translation(signed_in("translator-lv"), practice, "lv").status_code == 302
    latvian = PracticePage.objects.get(original_page=practice)
    assert latvian.locale == locale
    assert fresh(latvian).permissions_for_user(user).can_publish()
    assert not practice.permissions_for_user(user).can_edit()
