"""What changes something: each action as the admin's own views do it. It says whether it was done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polib
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Collection, PageViewRestriction
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.base.access.shares import SharedPage
from cms.base.models import Preparation, TranslationItem, TranslationReview, User
from cms.base.people.invitation import Invitation
from cms.base.people.person import Person
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.refresh import refresh
from cms.base.translation.editor.boxes import text_id, was
from cms.base.translation.files.exporting import export
from practices.models import BulkChange, Concept, Import, PracticeFile, PracticePage, PracticeReview
from practices.review.task import PartnerReviewState
from tests.base.admin import (
    PUBLISH_INCOMPLETE,
    WITH_TRANSLATIONS,
    bulk,
    create_practice,
    edit,
    edit_url,
    fresh,
    submit_for_translation,
)
from tests.base.file_access.files import account, make_document
from tests.base.media.test_uploads import png
from tests.factories import make_practice, partner_page
from tests.permissions.roles import (
    ADMIN,
    AUTHOR,
    COORDINATORS,
    EVERYBODY,
    GUEST,
    HEADS,
    PARTNER,
    PARTNERS,
    REVIEWER,
    WRITER,
)
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


def add_practice(client: Client, title: str = "Mine") -> bool:
    parent = partner_page("kpmpc")
    if shows(client.get(reverse("wagtailadmin_pages:add", args=["practices", "practicepage", parent.pk]))):
        create_practice(client, parent, title=title)
    return PracticePage.objects.filter(title=title).exists()


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
    client.post(reverse("review_translation", args=where), {"action": "send-back", "words": "Shorter."})
    asked.refresh_from_db()
    return asked.decided is not None


def prepare(client: Client, world: World) -> bool:
    page = make_practice("kpmpc")
    refresh("page", [str(page.translation_key)])
    item = TranslationItem.objects.get(object_key=str(page.translation_key), locale=world.item.locale)
    client.post(reverse("wagtail_bulk_action", args=["base", "translationitem", "prepare"]) + f"?id={item.pk}")
    return Preparation.objects.filter(waiting=[item.pk]).exists()


def change_together(client: Client, kind: str, *pages: PracticePage, **data: Any) -> BulkChange | None:
    before = set(BulkChange.objects.values_list("pk", flat=True))
    url = reverse("wagtail_bulk_action", args=["practices", "practicepage", "change"])
    ids = ",".join(str(page.pk) for page in pages)
    client.post(f"{url}?change={kind}", {"ids": ids, "confirmed": "1", **data})
    return BulkChange.objects.exclude(pk__in=before).first()


def change_many(client: Client, page: PracticePage) -> bool:
    change_together(client, "licence", page, value="cc0-1.0")
    return bool(fresh(page).get_latest_revision_as_object().licence == "cc0-1.0")


def publish_many(client: Client, page: PracticePage) -> bool:
    change_together(client, "licence", page, value="cc0-1.0")
    return bool(fresh(page).licence == "cc0-1.0")


def move_many(client: Client, page: PracticePage) -> bool:
    target = partner_page("csci")
    change_together(client, "partner", page, partner=target.original.pk)
    return fresh(page).get_parent().pk == target.pk


def undo_many(client: Client, world: World) -> bool:
    client.post(reverse("undo_bulk_change", args=[world.together.pk]))
    world.together.refresh_from_db()
    return world.together.undone is not None


def begin_import(client: Client, partner: str) -> bool:
    file = SimpleUploadedFile("a.csv", b"title,language\nOne,en\n", "text/csv")
    response = client.post(reverse("upload_practices"), {"file": file, "partner": partner})
    run = Import.objects.order_by("-pk").first()
    return bool(
        response.status_code == 302 and run and response["Location"] == reverse("practice_import", args=[run.pk])
    )


def confirm_import(client: Client, world: World) -> bool:
    client.post(reverse("confirm_import", args=[world.checked.pk]))
    world.checked.refresh_from_db()
    return bool(world.checked.state != Import.State.READY)


def choose_in_import(client: Client, world: World) -> bool:
    client.post(reverse("choose_in_import", args=[world.checked.pk]), {"assign": "1"})
    world.checked.refresh_from_db()
    return bool(world.checked.state != Import.State.READY)


def throw_import_away(client: Client, world: World) -> bool:
    client.post(reverse("throw_import_away", args=[world.checked.pk]))
    return not Import.objects.filter(pk=world.checked.pk).exists()


def undo_import(client: Client, world: World) -> bool:
    client.post(reverse("undo_import", args=[world.imported.pk]))
    world.imported.refresh_from_db()
    return bool(world.imported.state != Import.State.DONE)


def delete_term(client: Client, term: Concept) -> bool:
    client.post(reverse("wagtailsnippets_practices_concept:delete", args=[term.pk]))
    return not Concept.objects.filter(pk=term.pk).exists()


def upload_picture(client: Client, collection: Collection | None = None) -> bool:
    """Into `collection`, or wherever the form puts it."""
    file = SimpleUploadedFile("a.png", png(), "image/png")
    where = collection or Collection.get_first_root_node()
    client.post(reverse("wagtailimages:add"), {"title": "Uploaded", "file": file, "collection": where.pk})
    picture = get_image_model().objects.filter(title="Uploaded").first()
    return picture is not None and collection in (None, picture.collection)


def files_in_bulk(client: Client, action: str, file: Any, **data: Any) -> Any:
    """The file as it is then; None if there is none."""
    names = [file._meta.app_label, file._meta.model_name, action]
    client.post(f"{reverse('wagtail_bulk_action', args=names)}?id={file.pk}", data)
    return type(file).objects.filter(pk=file.pk).first()


def give_away(client: Client, file: Any) -> bool:
    """Into the collection of another partner."""
    other = partner_page("csci").collection
    return bool(files_in_bulk(client, "add_to_collection", file, collection=other.pk).collection == other)


def rename_picture(client: Client, picture: Any) -> bool:
    data = {"title": "Renamed", "collection": picture.collection_id, "description": "People", "tags": ""}
    client.post(reverse("wagtailimages:edit", args=[picture.pk]), data)
    return bool(fresh(picture).title == "Renamed")


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


def change(client: Client, page: PracticePage, action: str = "") -> bool:
    """In its form."""
    if not shows(client.get(edit_url(page))):
        return False
    edit(client, page, action, summary="Changed.")
    return bool(fresh(page).latest_revision.content["summary"] == "Changed.")


def send_for_review(client: Client, page: PracticePage) -> bool:
    return change(client, page, "submit") and fresh(page).workflow_in_progress


def publish_in_form(client: Client, page: PracticePage) -> bool:
    return change(client, page, "publish") and bool(fresh(page).live)


def copy(client: Client, page: PracticePage) -> bool:
    parent = page.get_parent().pk
    data = {"new_title": "Copied", "new_slug": "copied", "new_parent_page": parent, "publish_copies": ""}
    client.post(page_url("copy", page), data)
    return PracticePage.objects.filter(slug="copied").exists()


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


# -- review ------------------------------------------------------------------------------------------------------------


def keep_review(client: Client, page: PracticePage) -> bool:
    client.post(reverse("write_review", args=[page.pk]), {"action": "save", "comment": "Good.", "language": "lt"})
    return PracticeReview.objects.filter(comment="Good.").exists()


def assign(client: Client, page: PracticePage, username: str) -> bool:
    user = account(username)
    client.post(reverse("assign_reviewer", args=[page.pk]), {"reviewer": user.pk})
    return PartnerReviewState.objects.filter(workflow_state__object_id=str(page.pk), reviewer=user).exists()


def decide(client: Client, world: World, action: str) -> bool:
    """With the buttons of Wagtail: the reviewer's are in a form of their own."""
    url = reverse("wagtailadmin_pages:workflow_action", args=[world.reviewed.pk, action, world.review.pk])
    client.post(url, {"comment": ""})
    world.review.refresh_from_db()
    return not world.review.is_open


def withdraw(client: Client, page: PracticePage) -> bool:
    client.post(page_url("confirm_workflow_cancellation", page))
    if shows(client.get(edit_url(page))):
        edit(client, page, "cancel-workflow")
    return not fresh(page).workflow_in_progress


# -- people ------------------------------------------------------------------------------------------------------------


def invite(client: Client, team: str, **data: Any) -> bool:
    url = reverse("people_invite", args=[team])
    client.post(url, {"email": "ona@example.org", "language": "lt", **data})
    found = Invitation.objects.filter(team=team, folded="ona@example.org")
    return found.filter(as_administrator=bool(data)).exists()


def withdraw_invitation(client: Client, world: World) -> bool:
    client.post(reverse("people_invitation", args=[world.invitation.pk]), {"action": "withdraw"})
    return not Invitation.objects.filter(pk=world.invitation.pk).exists()


def person(client: Client, user: Any, **data: Any) -> None:
    client.post(reverse("people_member", args=["partner-kpmpc", user.pk]), data)


def end_access(client: Client, user: Any) -> bool:
    person(client, user, action="end")
    return not fresh(user).is_active


def appoint(client: Client, user: Any, action: str = "appoint") -> bool:
    before = user.groups.count()
    person(client, user, action=action)
    return bool(user.groups.count() != before)


def hand_over(client: Client, world: World) -> bool:
    world.draft.owner = world.colleague
    world.draft.save(update_fields=["owner"], clean=False)
    person(client, world.colleague, action="hand_over", heir=world.head.pk)
    return bool(fresh(world.draft).owner == world.head)


def share(client: Client, world: World) -> bool:
    user = account("partner-csci")
    client.post(reverse("people_share", args=["partner-kpmpc"]), {"page": world.draft.pk, "user": user.pk})
    return SharedPage.objects.filter(user=user).exists()


def stop_sharing(client: Client, world: World) -> bool:
    client.post(reverse("people_revoke", args=[world.share.pk]))
    return not SharedPage.objects.filter(pk=world.share.pk).exists()


def record_consent(client: Client, who: Person) -> bool:
    url = reverse("wagtailsnippets_base_person:edit", args=[who.pk])
    client.post(url, {"name": who.name, "organisation": who.organisation, "agrees": "on"})
    who.refresh_from_db()
    return who.consented is not None


# -- vocabulary --------------------------------------------------------------------------------------------------------


def with_another(client: Client, term: Concept, action: str) -> int:
    other = Concept.objects.create(scheme=term.scheme, slug="another", labels={"en": "Another"})
    return client.post(reverse(f"term_{action}", args=[term.pk]), {"other": other.pk}).status_code


def merge_terms(client: Client, term: Concept) -> bool:
    with_another(client, term, "merge")
    return not Concept.objects.filter(pk=term.pk).exists()


def replace_term(client: Client, term: Concept) -> bool:
    page = make_practice("nl")
    page.methods.add(term)
    page.save()
    with_another(client, term, "replace")
    return not fresh(page).methods.filter(pk=term.pk).exists()


def retire_term(client: Client, term: Concept) -> bool:
    client.post(reverse("term_retire", args=[term.pk]))
    term.refresh_from_db()
    return bool(term.is_retired)


NL = frozenset({"translator"})
NOBODY = frozenset[str]()
PICTURE, SHOWN = "A picture of the partner", "A published picture of the partner"
REVIEWED, SHARED = "A practice in review", "A shared draft"
LIVE, DRAFT, DUTCH, ITALIAN = "A live practice", "A draft", "A translation into Dutch", "A translation into Italian"

ACTIONS = [
    Action("The partner's page", "add a practice", lambda c, w, run: add_practice(c), PARTNER),
    Action(LIVE, "unpublish", lambda c, w, run: unpublish(c, w.live), COORDINATORS),
    Action(LIVE, "change among many", lambda c, w, run: change_many(c, w.live), PARTNER),
    Action(LIVE, "publish a change among many", lambda c, w, run: publish_many(c, w.live), COORDINATORS),
    Action(LIVE, "move among many", lambda c, w, run: move_many(c, w.live), COORDINATORS),
    Action(DRAFT, "change among many", lambda c, w, run: change_many(c, w.draft), PARTNER),
    Action(REVIEWED, "change among many", lambda c, w, run: change_many(c, w.reviewed), NOBODY),
    Action("Practices", "import for the partner", lambda c, w, run: begin_import(c, "kpmpc"), PARTNER),
    Action("Practices", "import for any partner", lambda c, w, run: begin_import(c, ""), COORDINATORS),
    Action("Practices", "confirm what the partner's editor imports", lambda c, w, run: confirm_import(c, w), WRITER),
    Action("Practices", "choose in it", lambda c, w, run: choose_in_import(c, w), WRITER),
    Action("Practices", "throw it away", lambda c, w, run: throw_import_away(c, w), WRITER),
    Action("Practices", "undo what the partner's editor has imported", lambda c, w, run: undo_import(c, w), AUTHOR),
    Action(
        "Practices", "undo what the partner's editor has changed together", lambda c, w, run: undo_many(c, w), AUTHOR
    ),
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
    Action(DRAFT, "delete through the API", lambda c, w, run: delete_through_api(c, w.draft), PARTNER),
    Action(DRAFT, "publish through the API", lambda c, w, run: publish_through_api(c, w.draft), COORDINATORS),
    Action(DRAFT, "copy through the API", lambda c, w, run: copy_through_api(c, w.draft), PARTNER),
    Action(DRAFT, "delete in bulk", lambda c, w, run: delete_in_bulk(c, w.draft), PARTNER),
    Action(LIVE, "unpublish in bulk", lambda c, w, run: unpublish_in_bulk(c, w.live), COORDINATORS),
    Action(REVIEWED, "change", lambda c, w, run: change(c, w.reviewed), COORDINATORS),
    Action(REVIEWED, "publish", lambda c, w, run: publish_changes(c, w.reviewed), COORDINATORS),
    Action(REVIEWED, "copy", lambda c, w, run: copy(c, w.reviewed), PARTNER),
    Action(REVIEWED, "copy through the API", lambda c, w, run: copy_through_api(c, w.reviewed), PARTNER),
    Action(REVIEWED, "unpublish", lambda c, w, run: unpublish(c, w.reviewed), COORDINATORS),
    Action(REVIEWED, "send for translation into Dutch", lambda c, w, run: submit(c, w.reviewed, "nl"), PARTNER | NL),
    Action(REVIEWED, "write the review", lambda c, w, run: keep_review(c, w.reviewed), REVIEWER),
    Action(REVIEWED, "assign the reviewer", lambda c, w, run: assign(c, w.reviewed, "partner-csci"), COORDINATORS),
    Action(REVIEWED, "go on without it", lambda c, w, run: decide(c, w, "approve"), COORDINATORS),
    Action(REVIEWED, "send it back", lambda c, w, run: decide(c, w, "reject"), frozenset()),
    Action(REVIEWED, "withdraw it", lambda c, w, run: withdraw(c, w.reviewed), AUTHOR),
    Action("A practice whose reviewer has left", "write the review", lambda c, w, run: keep_review(c, w.lost), NOBODY),
    Action(SHARED, "change", lambda c, w, run: change(c, w.shared), PARTNER | GUEST),
    Action(SHARED, "submit for review", lambda c, w, run: send_for_review(c, w.shared), PARTNER | GUEST),
    Action(SHARED, "publish", lambda c, w, run: publish(c, w.shared), COORDINATORS),
    Action(SHARED, "publish through the API", lambda c, w, run: publish_through_api(c, w.shared), COORDINATORS),
    Action(SHARED, "delete", lambda c, w, run: delete(c, w.shared), PARTNER),
    Action(SHARED, "delete through the API", lambda c, w, run: delete_through_api(c, w.shared), PARTNER),
    Action(SHARED, "move", lambda c, w, run: move(c, w.shared), COORDINATORS),
    Action(SHARED, "copy", lambda c, w, run: copy(c, w.shared), PARTNER),
    Action(SHARED, "copy through the API", lambda c, w, run: copy_through_api(c, w.shared), PARTNER),
    Action(SHARED, "lock", lambda c, w, run: lock(c, w.shared), COORDINATORS),
    Action(SHARED, "restrict", lambda c, w, run: set_privacy(c, w.shared), COORDINATORS),
    Action(SHARED, "send for translation", lambda c, w, run: submit(c, w.shared, "nl"), PARTNER),
    Action(SHARED, "share with others", lambda c, w, run: share(c, w), HEADS),
    Action(SHARED, "stop sharing", lambda c, w, run: stop_sharing(c, w), HEADS),
    Action("The partner's people", "invite", lambda c, w, run: invite(c, "partner-kpmpc"), HEADS),
    Action(
        "The partner's people",
        "invite an administrator",
        lambda c, w, run: invite(c, "partner-kpmpc", as_administrator="on"),
        COORDINATORS,
    ),
    Action("The partner's people", "withdraw an invitation", lambda c, w, run: withdraw_invitation(c, w), HEADS),
    Action("The partner's people", "end an access", lambda c, w, run: end_access(c, w.colleague), HEADS),
    Action("The partner's people", "hand work over", lambda c, w, run: hand_over(c, w), HEADS),
    Action("The partner's people", "appoint", lambda c, w, run: appoint(c, w.colleague), COORDINATORS),
    Action("The partner's people", "dismiss", lambda c, w, run: appoint(c, w.head, "dismiss"), COORDINATORS),
    Action(
        "The partner's people", "end an administrator's access", lambda c, w, run: end_access(c, w.head), COORDINATORS
    ),
    Action("Another partner's people", "invite", lambda c, w, run: invite(c, "partner-csci"), COORDINATORS),
    Action("Translators", "invite", lambda c, w, run: invite(c, "translators-lt"), COORDINATORS),
    Action("Coordinators", "invite", lambda c, w, run: invite(c, "coordinators"), ADMIN),
    Action("A person that pages name", "record consent", lambda c, w, run: record_consent(c, w.person), COORDINATORS),
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
    Action(DUTCH, "take from another", lambda c, w, run: give_back(c, w), COORDINATORS),
    Action(DUTCH, "hand over", lambda c, w, run: hand_over_translation(c, w), PARTNER | NL),
    Action(DUTCH, "review", lambda c, w, run: review(c, w), COORDINATORS | NL),
    Action(DUTCH, "say when it is due", lambda c, w, run: set_due(c, w), COORDINATORS),
    Action("Translations", "prepare many into Dutch", lambda c, w, run: prepare(c, w), PARTNER | NL),
    Action("A term", "delete", lambda c, w, run: delete_term(c, w.term), COORDINATORS),
    Action("A term", "merge", lambda c, w, run: merge_terms(c, w.term), COORDINATORS),
    Action("A term", "replace", lambda c, w, run: replace_term(c, w.term), COORDINATORS),
    Action("A term", "retire", lambda c, w, run: retire_term(c, w.term), COORDINATORS),
    Action("Pictures", "upload", lambda c, w, run: upload_picture(c), PARTNERS),
    Action(
        "Pictures",
        "upload into the partner's collection",
        lambda c, w, run: upload_picture(c, w.partner.collection),
        PARTNER,
    ),
    Action(PICTURE, "change", lambda c, w, run: rename_picture(c, w.picture), PARTNER),
    Action(PICTURE, "delete in bulk", lambda c, w, run: files_in_bulk(c, "delete", w.picture) is None, PARTNER),
    Action(PICTURE, "move to another's collection", lambda c, w, run: give_away(c, w.picture), COORDINATORS),
    Action(
        "A document of the partner",
        "move to another's collection",
        lambda c, w, run: give_away(c, w.document),
        COORDINATORS,
    ),
    Action(SHOWN, "change", lambda c, w, run: rename_picture(c, w.shown), COORDINATORS),
    Action(SHOWN, "delete in bulk", lambda c, w, run: files_in_bulk(c, "delete", w.shown) is None, COORDINATORS),
    Action("Pictures", "open another's", lambda c, w, run: change_others_picture(c), COORDINATORS),
    Action("A document of a draft", "replace", lambda c, w, run: replace_own_document(c, live=False), PARTNER),
    Action("A document of a draft", "read", lambda c, w, run: read_document(c, live=False), PARTNER),
    Action("A published document", "replace", lambda c, w, run: replace_own_document(c, live=True), COORDINATORS),
    Action("A published document", "read", lambda c, w, run: read_document(c, live=True), EVERYBODY),
]
