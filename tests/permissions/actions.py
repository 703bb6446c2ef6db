"""What changes something: each action as the admin's own views do it. It says whether it was done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import PageViewRestriction
from wagtail_localize.models import Translation, TranslationSource

from cms.base.models import Preparation, TranslationItem, User
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.editor.boxes import text_id, was
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
from tests.permissions.roles import COORDINATORS, PARTNER, PARTNERS, ROLES
from tests.permissions.world import World

Run = Callable


@dataclass(frozen=True)
class Action:
    about: str
    what: str
    do: Callable[[Client, World, Run], bool]
    who: frozenset[str]


def page_url(view: str, page: PracticePage) -> str:
    return reverse(f"wagtailadmin_pages:{view}", args=[page.pk])


def shows(response: HttpResponse) -> bool:
    return response.status_code == 200 and "/login/" not in response.request["PATH_INFO"]


def publish_translation(client: Client, page: PracticePage, run: Callable) -> bool:
    with run(execute=True):
        client.post(edit_url(page), PUBLISH_INCOMPLETE)
    return bool(fresh(page).live)


def editor_of(page: PracticePage) -> str:
    return reverse("translate", args=["page", str(page.translation_key), page.locale.language_code])


def translate_in_editor(client: Client, page: PracticePage) -> bool:
    def texts() -> dict[tuple[str, str], Any]:
        return {text.key: text for text in KINDS["page"].texts(str(page.translation_key), page.locale)}

    title = next(text for text in texts().values() if text.path == "title")
    name = text_id(title)
    client.post(editor_of(page), {f"text-{name}": "Woord", f"was-{name}": was(title)})
    return texts()[title.key].translation == "Woord"


def publish_in_editor(client: Client, page: PracticePage, run: Callable) -> bool:
    with run(execute=True):
        client.post(editor_of(page), PUBLISH_INCOMPLETE)
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


def take(client: Client, world: World) -> bool:
    client.post(reverse("take_translation", args=[world.item.pk]))
    world.item.refresh_from_db()
    return world.item.taken_by is not None


def translator() -> User:
    return User.objects.get(username="translator-lt")


def give_back(client: Client, world: World) -> bool:
    TranslationItem.objects.filter(pk=world.item.pk).update(taken_by=translator())
    client.post(reverse("give_translation_back", args=[world.item.pk]))
    world.item.refresh_from_db()
    return world.item.taken_by is None


def hand_over(client: Client, world: World) -> bool:
    to = User.objects.get(username="translator-nl")
    client.post(reverse("plan_translation", args=[world.item.pk]), {"to": to.pk, "priority": 2})
    world.item.refresh_from_db()
    return world.item.taken_by == to


def set_due(client: Client, world: World) -> bool:
    client.post(reverse("plan_translation", args=[world.item.pk]), {"to": "", "due": "2031-01-01", "priority": 2})
    world.item.refresh_from_db()
    return world.item.due is not None


def prepare(client: Client, world: World) -> bool:
    item = TranslationItem.objects.filter(kind="page", locale=world.item.locale, is_begun=False)[0]
    client.post(reverse("wagtail_bulk_action", args=["base", "translationitem", "prepare"]) + f"?id={item.pk}")
    return Preparation.objects.filter(waiting=[item.pk]).exists()


def delete_term(client: Client, term: Concept) -> bool:
    client.post(reverse("wagtailsnippets_practices_concept:delete", args=[term.pk]))
    return not Concept.objects.filter(pk=term.pk).exists()


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


NL = frozenset({"translator"})
EVERYBODY = frozenset(role.key for role in ROLES)
LIVE, DRAFT, DUTCH, ITALIAN = "A live practice", "A draft", "A translation into Dutch", "A translation into Italian"

ACTIONS = [
    Action("The partner's page", "add a practice", lambda c, w, run: add_practice(c), PARTNER),
    Action(LIVE, "unpublish", lambda c, w, run: unpublish(c, w.live), COORDINATORS),
    Action(LIVE, "move", lambda c, w, run: move(c, w.live), COORDINATORS),
    Action(LIVE, "delete", lambda c, w, run: delete(c, w.live), COORDINATORS),
    Action(LIVE, "restrict", lambda c, w, run: set_privacy(c, w.live), COORDINATORS),
    Action(LIVE, "lock", lambda c, w, run: lock(c, w.live), COORDINATORS),
    Action(LIVE, "send for translation into Dutch", lambda c, w, run: submit(c, make_practice(), "nl"), PARTNER | NL),
    Action(LIVE, "send for translation into Italian", lambda c, w, run: submit(c, make_practice(), "it"), PARTNER),
    Action(LIVE, "update translations", lambda c, w, run: sync(c, w.live), PARTNER),
    Action(DRAFT, "publish", lambda c, w, run: publish(c, w.draft), COORDINATORS),
    Action(DRAFT, "delete", lambda c, w, run: delete(c, w.draft), PARTNER),
    Action(DRAFT, "send for translation into Dutch", lambda c, w, run: submit(c, w.draft, "nl"), PARTNER),
    Action(DUTCH, "send for translation onwards", lambda c, w, run: submit(c, w.dutch, "es"), PARTNER),
    Action(DUTCH, "write a text", lambda c, w, run: translate_string(c, w.dutch), PARTNER | NL),
    Action(DUTCH, "write a text at the desk", lambda c, w, run: translate_in_editor(c, w.dutch), PARTNER | NL),
    Action(DUTCH, "publish at the desk", lambda c, w, run: publish_in_editor(c, w.dutch, run), COORDINATORS | NL),
    Action(DUTCH, "publish", lambda c, w, run: publish_translation(c, w.dutch, run), COORDINATORS | NL),
    Action(DUTCH, "stop", lambda c, w, run: stop(c, w.dutch), PARTNER),
    Action(DUTCH, "make an alias", lambda c, w, run: alias(c, w.dutch), COORDINATORS),
    Action(DUTCH, "delete", lambda c, w, run: delete(c, w.dutch), PARTNER),
    Action(DUTCH, "restrict (it follows the original)", lambda c, w, run: set_privacy(c, w.dutch), frozenset()),
    Action(DUTCH, "unpublish", lambda c, w, run: unpublish(c, made_live(w.dutch)), COORDINATORS),
    Action(DUTCH, "lock", lambda c, w, run: lock(c, w.dutch), COORDINATORS),
    Action(DUTCH, "make the original", lambda c, w, run: make_original(c, made_live(w.dutch)), COORDINATORS),
    Action(ITALIAN, "write a text", lambda c, w, run: translate_string(c, w.italian), PARTNER),
    Action(ITALIAN, "write a text at the desk", lambda c, w, run: translate_in_editor(c, w.italian), PARTNER),
    Action(ITALIAN, "publish", lambda c, w, run: publish_translation(c, w.italian, run), COORDINATORS),
    Action(DUTCH, "take", lambda c, w, run: take(c, w), COORDINATORS | NL),
    Action(DUTCH, "take from another", lambda c, w, run: give_back(c, w), COORDINATORS),
    Action(DUTCH, "hand over", lambda c, w, run: hand_over(c, w), COORDINATORS | NL),
    Action(DUTCH, "say when it is due", lambda c, w, run: set_due(c, w), COORDINATORS),
    Action("Translations", "prepare many into Dutch", lambda c, w, run: prepare(c, w), COORDINATORS | NL),
    Action("A term", "delete", lambda c, w, run: delete_term(c, w.term), COORDINATORS),
    Action("Pictures", "upload", lambda c, w, run: upload_picture(c), PARTNERS),
    Action("Pictures", "open another's", lambda c, w, run: change_others_picture(c), COORDINATORS),
    Action("A document of a draft", "replace", lambda c, w, run: replace_own_document(c, live=False), PARTNER),
    Action("A document of a draft", "read", lambda c, w, run: read_document(c, live=False), PARTNER),
    Action("A published document", "replace", lambda c, w, run: replace_own_document(c, live=True), COORDINATORS),
    Action("A published document", "read", lambda c, w, run: read_document(c, live=True), EVERYBODY),
]
