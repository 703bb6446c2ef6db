"""Actions on a page, independent of the role that performs them."""

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction
from wagtail_localize.models import TranslationSource

from practices.models import PracticePage
from tests.base.admin import WITH_TRANSLATIONS, bulk, edit_url, fresh, send_shown, submit_for_translation
from tests.factories import partner_page
from tests.permissions.actions.action import page_url, shows


def publish(client: Client, page: PracticePage) -> bool:
    bulk(client, "publish", page)
    return bool(fresh(page).live)


def publish_changes(client: Client, page: PracticePage) -> bool:
    bulk(client, "publish", page)
    return not fresh(page).has_unpublished_changes


def unpublish(client: Client, page: PracticePage) -> bool:
    client.post(page_url("unpublish", page), WITH_TRANSLATIONS)
    return not fresh(page).live


def move(client: Client, page: PracticePage) -> bool:
    target = partner_page("csci")
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk]))
    return fresh(page).get_parent().pk == target.pk


def delete(client: Client, page: PracticePage) -> bool:
    client.post(page_url("delete", page), WITH_TRANSLATIONS)
    return not PracticePage.objects.filter(pk=page.pk).exists()


def set_privacy(client: Client, page: PracticePage) -> bool:
    client.post(page_url("set_privacy", page), {"restriction_type": "login", "password": "", "groups": []})
    return PageViewRestriction.objects.filter(page=page.page_ptr).exists()


def lock(client: Client, page: PracticePage) -> bool:
    client.post(page_url("lock", page))
    return bool(fresh(page).locked)


def change(client: Client, page: PracticePage, action: str = "") -> bool:
    """In its form."""
    form = client.get(edit_url(page))
    if not shows(form):
        return False
    send_shown(client, form, **({f"action-{action}": "1"} if action else {}), summary="Changed.")
    return bool(fresh(page).latest_revision.content["summary"] == "Changed.")


def copy(client: Client, page: PracticePage) -> bool:
    parent = page.get_parent().pk
    data = {"new_title": "Copied", "new_slug": "copied", "new_parent_page": parent, "publish_copies": ""}
    client.post(page_url("copy", page), data)
    return PracticePage.objects.filter(slug="copied").exists()


def submit(client: Client, page: PracticePage, language: str) -> bool:
    submit_for_translation(client, page, language)
    return PracticePage.objects.filter(translation_key=page.translation_key, locale__language_code=language).exists()


def sync(client: Client, page: PracticePage) -> bool:
    source = TranslationSource.objects.get(object_id=page.translation_key)
    return shows(client.get(reverse("wagtail_localize:update_translations", args=[source.pk])))


def made_live(page: PracticePage) -> PracticePage:
    page = fresh(page)
    page.save_revision().publish()
    return fresh(page)


def through_api(client: Client, page: PracticePage, action: str, **data: Any) -> int:
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    return client.post(url, data, content_type="application/json").status_code


def delete_through_api(client: Client, page: PracticePage) -> bool:
    through_api(client, page, "delete")
    return not PracticePage.objects.filter(pk=page.pk).exists()


def publish_through_api(client: Client, page: PracticePage) -> bool:
    through_api(client, page, "publish")
    return bool(fresh(page).live)


def copy_through_api(client: Client, page: PracticePage) -> bool:
    through_api(client, page, "copy", slug="copied", keep_live=False)
    return PracticePage.objects.filter(slug="copied").exists()


def delete_in_bulk(client: Client, page: PracticePage) -> bool:
    bulk(client, "delete", page, **WITH_TRANSLATIONS)
    return not PracticePage.objects.filter(pk=page.pk).exists()


def unpublish_in_bulk(client: Client, page: PracticePage) -> bool:
    bulk(client, "unpublish", page)
    return not fresh(page).live
