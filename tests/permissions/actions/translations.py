"""Translations, one at a time and at the desk."""

from collections.abc import Callable
from typing import Any

import polib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from cms.base.models import Preparation, TranslationItem, TranslationReview, User
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.refresh import refresh
from cms.base.translation.editor.boxes import text_id, was
from cms.base.translation.files.exporting import export
from practices.models import PracticePage
from tests.base.admin import PUBLISH_INCOMPLETE, edit_url, fresh
from tests.factories import make_practice
from tests.permissions.actions.action import NL, Action
from tests.permissions.actions.pages import delete, lock, made_live, set_privacy, submit, unpublish
from tests.permissions.roles import COORDINATORS, PARTNER
from tests.permissions.world import World

DUTCH = "A translation into Dutch"
ITALIAN = "A translation into Italian"


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


def upload_po(client: Client, page: PracticePage) -> bool:
    """With a word for the title."""
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)
    words = translation.export_po()
    next(entry for entry in words if entry.msgctxt == "title").msgstr = "Woord"
    file = SimpleUploadedFile("words.po", str(words).encode())
    client.post(reverse("wagtail_localize:upload_pofile", args=[translation.pk]), {"file": file})
    return StringTranslation.objects.filter(locale=page.locale, data="Woord").exists()


def upload_at_desk(client: Client, page: PracticePage) -> bool:
    """With a word for the title."""
    locale = page.locale.language_code
    item = TranslationItem.objects.select_related("locale").get(
        object_key=str(page.translation_key), locale__language_code=locale
    )
    words = polib.pofile(export(item, "po")[1].decode())
    next(entry for entry in words if entry.msgctxt == "title").msgstr = "Woord"
    client.post(reverse("upload_translations"), {"file": SimpleUploadedFile("words.po", str(words).encode())})
    return StringTranslation.objects.filter(locale=page.locale, data="Woord").exists()


def settle_conflict(client: Client, world: World) -> bool:
    """With a word for the title of what is in Dutch."""
    texts = KINDS["page"].texts(world.item.object_key, world.item.locale)
    title = next(text for text in texts if text.path == "title")
    start, name = f"{world.item.pk}.", text_id(title)
    fields = {f"{start}text-{name}": "Woord", f"{start}was-{name}": was(title), f"{start}answer-{name}": "mine"}
    client.post(reverse("settle_conflicts"), {"item": world.item.pk, **fields})
    return StringTranslation.objects.filter(locale=world.item.locale, data="Woord").exists()


def stop(client: Client, page: PracticePage) -> bool:
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)
    client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    translation.refresh_from_db()
    return not translation.enabled


def alias(client: Client, page: PracticePage) -> bool:
    client.post(reverse("wagtail_localize:convert_to_alias", args=[page.pk]))
    return fresh(page).alias_of_id is not None


def make_original(client: Client, page: PracticePage) -> bool:
    client.post(reverse("make_original", args=[page.pk]))
    return not fresh(page).is_translation


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


def hand_over_translation(client: Client, world: World) -> bool:
    to = User.objects.get(username="translator-nl")
    client.post(reverse("plan_translation", args=[world.item.pk]), {"to": to.pk, "priority": 2})
    world.item.refresh_from_db()
    return world.item.taken_by == to


def set_due(client: Client, world: World) -> bool:
    client.post(reverse("plan_translation", args=[world.item.pk]), {"to": "", "due": "2031-01-01", "priority": 2})
    world.item.refresh_from_db()
    return world.item.due is not None


def review(client: Client, world: World) -> bool:
    """What somebody else has submitted."""
    asked = TranslationReview.objects.create(item=world.item, submitted_by=translator())
    where = [world.item.kind, world.item.object_key, world.item.locale.language_code]
    client.post(reverse("translate", args=where), {"action": "send-back", "words": "Shorter."})
    asked.refresh_from_db()
    return asked.decided is not None


def prepare(client: Client, world: World) -> bool:
    page = make_practice("kpmpc")
    refresh("page", [str(page.translation_key)])
    item = TranslationItem.objects.get(object_key=str(page.translation_key), locale=world.item.locale)
    client.post(reverse("wagtail_bulk_action", args=["base", "translationitem", "prepare"]) + f"?id={item.pk}")
    return Preparation.objects.filter(waiting=[item.pk]).exists()


ACTIONS = [
    Action(DUTCH, "send for translation onwards", lambda c, w, run: submit(c, w.dutch, "es"), PARTNER),
    Action(DUTCH, "write a text", lambda c, w, run: translate_string(c, w.dutch), PARTNER | NL),
    Action(DUTCH, "upload PO", lambda c, w, run: upload_po(c, w.dutch), PARTNER | NL),
    Action(DUTCH, "upload a file at the desk", lambda c, w, run: upload_at_desk(c, w.dutch), PARTNER | NL),
    Action(DUTCH, "settle conflicts of a file", lambda c, w, run: settle_conflict(c, w), PARTNER | NL),
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
    Action(ITALIAN, "upload PO", lambda c, w, run: upload_po(c, w.italian), PARTNER),
    Action(ITALIAN, "write a text at the desk", lambda c, w, run: translate_in_editor(c, w.italian), PARTNER),
    Action(ITALIAN, "publish", lambda c, w, run: publish_translation(c, w.italian, run), COORDINATORS),
    Action(DUTCH, "take", lambda c, w, run: take(c, w), PARTNER | NL),
    Action(DUTCH, "give back what another has taken", lambda c, w, run: give_back(c, w), COORDINATORS),
    Action(DUTCH, "hand over", lambda c, w, run: hand_over_translation(c, w), PARTNER | NL),
    Action(DUTCH, "review", lambda c, w, run: review(c, w), COORDINATORS | NL),
    Action(DUTCH, "set the due date", lambda c, w, run: set_due(c, w), COORDINATORS),
    Action("Translations", "prepare many into Dutch", lambda c, w, run: prepare(c, w), PARTNER | NL),
]
