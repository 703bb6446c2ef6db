"""Who may do what, asked of the admin's own views: every role against every action that changes something."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import PageViewRestriction
from wagtail_localize.models import Translation, TranslationSource

from cms.base.models import SiteSettings
from practices.models import Concept, PracticeFile, PracticePage
from tests.base.admin import (
    PUBLISH_INCOMPLETE,
    WITH_TRANSLATIONS,
    bulk,
    create_practice,
    edit_url,
    fresh,
    submit_for_translation,
)
from tests.base.file_access.files import make_document
from tests.base.media.test_uploads import png
from tests.factories import make_practice, partner_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@dataclass
class World:
    """A live practice of a partner, with drafts of a translation into Dutch and Italian, and a draft of its own."""

    live: PracticePage
    draft: PracticePage
    dutch: PracticePage
    italian: PracticePage
    term: Concept


@pytest.fixture
def world(signed_in: Callable[[str], Client]) -> World:
    page = make_practice("kpmpc", title="Live")
    submit_for_translation(signed_in("admin"), page, "nl", "it")
    by_language = {each.locale.language_code: each for each in page.translated_pages.all()}
    term = Concept.objects.create(scheme="method", slug="unused", labels={"en": "Unused"})
    return World(page, make_practice("kpmpc", live=False, title="Draft"), by_language["nl"], by_language["it"], term)


def page_url(view: str, page: PracticePage) -> str:
    return reverse(f"wagtailadmin_pages:{view}", args=[page.pk])


def shows(response: HttpResponse) -> bool:
    return response.status_code == 200 and "/login/" not in response.request["PATH_INFO"]


def publish_translation(client: Client, page: PracticePage, run: Callable) -> bool:
    with run(execute=True):
        client.post(edit_url(page), PUBLISH_INCOMPLETE)
    return bool(fresh(page).live)


def translate_string(client: Client, page: PracticePage) -> bool:
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)
    segment = translation.source.stringsegment_set.get(context__path="title")
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    return client.put(url, "value=Woord", content_type="application/x-www-form-urlencoded").status_code in (200, 201)


def stop(client: Client, page: PracticePage) -> bool:
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)
    client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    translation.refresh_from_db()
    return not translation.enabled


def alias(client: Client, page: PracticePage) -> bool:
    client.post(reverse("wagtail_localize:convert_to_alias", args=[page.pk]))
    return fresh(page).alias_of_id is not None


def add_practice(client: Client, title: str = "Mine") -> bool:
    parent = partner_page("kpmpc")
    if shows(client.get(reverse("wagtailadmin_pages:add", args=["practices", "practicepage", parent.pk]))):
        create_practice(client, parent, title=title)
    return PracticePage.objects.filter(title=title).exists()


def publish(client: Client, page: PracticePage) -> bool:
    bulk(client, "publish", page)
    return bool(fresh(page).live)


def unpublish(client: Client, page: PracticePage) -> bool:
    client.post(page_url("unpublish", page), WITH_TRANSLATIONS)
    return not fresh(page).live


def move(client: Client, page: PracticePage) -> bool:
    target = partner_page("csci")
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk]))
    return fresh(page).get_parent().pk == target.pk


def made_live(page: PracticePage) -> PracticePage:
    page = fresh(page)
    page.save_revision().publish()
    return fresh(page)


def make_original(client: Client, page: PracticePage) -> bool:
    client.post(reverse("make_original", args=[page.pk]))
    return not fresh(page).is_translation


def delete(client: Client, page: PracticePage) -> bool:
    client.post(page_url("delete", page), WITH_TRANSLATIONS)
    return not PracticePage.objects.filter(pk=page.pk).exists()


def set_privacy(client: Client, page: PracticePage) -> bool:
    client.post(page_url("set_privacy", page), {"restriction_type": "login", "password": "", "groups": []})
    return PageViewRestriction.objects.filter(page=page.page_ptr).exists()


def lock(client: Client, page: PracticePage) -> bool:
    client.post(page_url("lock", page))
    return bool(fresh(page).locked)


def submit(client: Client, page: PracticePage, language: str) -> bool:
    submit_for_translation(client, page, language)
    return PracticePage.objects.filter(translation_key=page.translation_key, locale__language_code=language).exists()


def sync(client: Client, page: PracticePage) -> bool:
    source = TranslationSource.objects.get(object_id=page.translation_key)
    return shows(client.get(reverse("wagtail_localize:update_translations", args=[source.pk])))


def edit_term(client: Client, term: Concept) -> bool:
    return shows(client.get(reverse("wagtailsnippets_practices_concept:edit", args=[term.pk])))


def delete_term(client: Client, term: Concept) -> bool:
    client.post(reverse("wagtailsnippets_practices_concept:delete", args=[term.pk]))
    return not Concept.objects.filter(pk=term.pk).exists()


def edit_settings(client: Client) -> bool:
    url = reverse("wagtailsettings:edit", args=["base", "sitesettings", SiteSettings.objects.get().site_id])
    return shows(client.get(url))


def upload_picture(client: Client) -> bool:
    file = SimpleUploadedFile("a.png", png(), "image/png")
    client.post(reverse("wagtailimages:add"), {"title": "Uploaded", "file": file, "collection": 1})
    return get_image_model().objects.filter(title="Uploaded").exists()


def change_others_picture(client: Client) -> bool:
    admin = get_user_model().objects.get(username="admin")
    file = SimpleUploadedFile("b.png", png(), "image/png")
    picture = get_image_model().objects.create(title="Theirs", file=file, uploaded_by_user=admin)
    return shows(client.get(reverse("wagtailimages:edit", args=[picture.pk])))


def replace_own_document(client: Client, live: bool) -> bool:
    """The partner's, on a page of theirs that is live or a draft."""
    document = make_document()
    make_practice(live=live, files=[PracticeFile(document=document)])
    file = SimpleUploadedFile("b.pdf", b"%PDF-1.4 other")
    client.post(reverse("wagtaildocs:edit", args=[document.pk]), {"title": "New", "file": file, "collection": 1})
    return type(document).objects.get(pk=document.pk).title == "New"


def read_document(client: Client, live: bool) -> bool:
    document = make_document()
    make_practice(live=live, files=[PracticeFile(document=document)])
    return client.get(document.url).status_code == 200


Run = Callable
ACTIONS: dict[str, Callable[[Client, World, Run], bool]] = {
    "enter the admin": lambda c, w, run: shows(c.get(reverse("wagtailadmin_home"))),
    "edit a practice": lambda c, w, run: shows(c.get(edit_url(w.live))),
    "create a practice": lambda c, w, run: add_practice(c),
    "publish": lambda c, w, run: publish(c, w.draft),
    "unpublish": lambda c, w, run: unpublish(c, w.live),
    "move": lambda c, w, run: move(c, w.live),
    "delete a live practice": lambda c, w, run: delete(c, w.live),
    "delete a draft": lambda c, w, run: delete(c, w.draft),
    "privacy": lambda c, w, run: set_privacy(c, w.live),
    "lock": lambda c, w, run: lock(c, w.live),
    "submit for translation nl": lambda c, w, run: submit(c, make_practice(), "nl"),
    "submit for translation it": lambda c, w, run: submit(c, make_practice(), "it"),
    "submit a draft for translation nl": lambda c, w, run: submit(c, w.draft, "nl"),
    "submit a translation onwards": lambda c, w, run: submit(c, w.dutch, "es"),
    "sync translations": lambda c, w, run: sync(c, w.live),
    "open translation nl": lambda c, w, run: shows(c.get(edit_url(w.dutch))),
    "translate nl": lambda c, w, run: translate_string(c, w.dutch),
    "publish translation nl": lambda c, w, run: publish_translation(c, w.dutch, run),
    "stop translation nl": lambda c, w, run: stop(c, w.dutch),
    "make nl an alias": lambda c, w, run: alias(c, w.dutch),
    "delete translation nl": lambda c, w, run: delete(c, w.dutch),
    "privacy of translation nl": lambda c, w, run: set_privacy(c, w.dutch),
    "unpublish translation nl": lambda c, w, run: unpublish(c, made_live(w.dutch)),
    "lock translation nl": lambda c, w, run: lock(c, w.dutch),
    "copy translation nl": lambda c, w, run: shows(c.get(page_url("copy", w.dutch))),
    "make nl the original": lambda c, w, run: make_original(c, made_live(w.dutch)),
    "open translation it": lambda c, w, run: shows(c.get(edit_url(w.italian))),
    "translate it": lambda c, w, run: translate_string(c, w.italian),
    "publish translation it": lambda c, w, run: publish_translation(c, w.italian, run),
    "edit the vocabulary": lambda c, w, run: edit_term(c, w.term),
    "delete a term": lambda c, w, run: delete_term(c, w.term),
    "site settings": lambda c, w, run: edit_settings(c),
    "users": lambda c, w, run: shows(c.get(reverse("wagtailusers_users:index"))),
    "groups": lambda c, w, run: shows(c.get(reverse("wagtailusers_groups:index"))),
    "languages": lambda c, w, run: shows(c.get(reverse("wagtaillocales:index"))),
    "redirects": lambda c, w, run: shows(c.get(reverse("wagtailredirects:index"))),
    "upload a picture": lambda c, w, run: upload_picture(c),
    "change another's picture": lambda c, w, run: change_others_picture(c),
    "replace a document of a draft": lambda c, w, run: replace_own_document(c, live=False),
    "replace a published document": lambda c, w, run: replace_own_document(c, live=True),
    "read a document of a draft": lambda c, w, run: read_document(c, live=False),
    "read a published document": lambda c, w, run: read_document(c, live=True),
}
OWN_WORK = {
    "enter the admin",
    "edit a practice",
    "create a practice",
    "delete a draft",
    "submit for translation nl",
    "submit for translation it",
    "submit a draft for translation nl",
    "submit a translation onwards",
    "sync translations",
    "open translation nl",
    "translate nl",
    "stop translation nl",
    "delete translation nl",
    "copy translation nl",
    "open translation it",
    "translate it",
    "upload a picture",
    "replace a document of a draft",
    "read a document of a draft",
    "read a published document",
}
NOBODY = {"privacy of translation nl"}  # it follows the original
ADMINISTRATION = {"site settings", "users", "groups", "languages", "redirects"}
MAY = {
    "": {"read a published document"},
    "partner-kpmpc": OWN_WORK,
    "partner-csci": {"enter the admin", "upload a picture", "read a published document"},
    "translator-nl": {
        "enter the admin",
        "submit for translation nl",
        "open translation nl",
        "translate nl",
        "publish translation nl",
        "read a published document",
    },
    "coordinator": set(ACTIONS) - ADMINISTRATION - NOBODY,
    "admin": set(ACTIONS) - NOBODY,
}


@pytest.mark.parametrize("username", MAY, ids=lambda name: name or "anonymous")
def test_who_may(
    signed_in: Callable[[str], Client], world: World, username: str, django_capture_on_commit_callbacks: Run
) -> None:
    client = signed_in(username) if username else Client()
    done = set()
    for name, action in ACTIONS.items():
        savepoint = transaction.savepoint()
        if action(client, world, django_capture_on_commit_callbacks):
            done.add(name)
        transaction.savepoint_rollback(savepoint)
    assert done == MAY[username]


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


def test_forged_json_is_no_way_around(signed_in: Callable[[str], Client], world: World) -> None:
    """Autosave speaks JSON: the same answer as the form."""
    url = edit_url(world.live)
    response = signed_in("translator-nl").post(url, {"title": "Mine"}, headers={"accept": "application/json"})
    assert response.status_code in (302, 403)
    assert fresh(world.live).title == "Live"
