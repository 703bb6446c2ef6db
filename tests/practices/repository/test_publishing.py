"""A practice that lacks a required fact or word is published by no way at all, and the editor is told why."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import PageLogEntry, Revision
from wagtail.users.models import UserProfile

from cms.base.errors import RefusedChange
from home.models import NewsIndexPage, NewsPage
from practices.models import PracticePage
from search.models import SearchEntry
from tests.base.admin import (
    PUBLISH_INCOMPLETE,
    WITH_TRANSLATIONS,
    bulk,
    complete,
    create_practice,
    edit,
    edit_url,
    follow,
    fresh,
    messages,
    newest_practice,
    send,
    submit_for_translation,
)
from tests.factories import make_practice, partner_page, terms, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]


def incomplete(**values: object) -> PracticePage:
    return make_practice(live=False, **{"target_groups": [], "evidence_level": "", "title": "Half done", **values})


def is_found(page: PracticePage) -> bool:
    return SearchEntry.objects.filter(key=page.translation_key, removed=False).exists()


def named(text: str) -> bool:
    return "Target groups" in text and "Evidence level" in text


def set_past(revision: Revision) -> None:
    """As if an hour had passed since the revision was to go live."""
    past = timezone.now() - timedelta(hours=1)
    content = {**revision.content, "go_live_at": past.isoformat()}
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)


def scheduled(page: PracticePage, **values: object) -> Revision:
    page.go_live_at = timezone.now() + timedelta(hours=1)
    for name, value in values.items():
        setattr(page, name, value)
    revision = page.save_revision(user=None)
    revision.publish()
    return Revision.objects.get(pk=revision.pk)


@pytest.mark.parametrize("action", ["publish", "submit"])
def test_by_the_form(signed_in: SignIn, action: str) -> None:
    page = incomplete()
    response = edit(signed_in("coordinator"), page, action)
    assert response.status_code == 200
    assert {"target_groups", "evidence_level"} <= set(response.context["form"].errors)
    assert not fresh(page).live
    assert not fresh(page).workflow_in_progress
    # What was typed is not lost, and as a draft it is saved.
    assert edit(signed_in("coordinator"), page, area_en="Kaunas").status_code == 302


def test_in_one_go(signed_in: SignIn) -> None:
    values = complete(skill_types=[], title="Hasty")
    response = create_practice(signed_in("coordinator"), partner_page(), "publish", **values)
    assert "skill_types" in response.context["form"].errors
    assert not PracticePage.objects.exists()


def test_without_words(signed_in: SignIn) -> None:
    page = incomplete(target_groups=["refugees"], evidence_level="good", summary="", activities="")
    client = signed_in("coordinator")
    text = messages(follow(client, bulk(client, "publish", page)))
    assert "Summary" in text
    assert "What is done" in text
    assert not fresh(page).live


def test_by_approving_in_the_form(signed_in: SignIn) -> None:
    page = make_practice(live=False)
    edit(signed_in("partner-kpmpc"), page, "submit")
    action = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    response = edit(signed_in("coordinator"), page, target_groups=[], **action)
    assert "target_groups" in response.context["form"].errors
    assert not fresh(page).live
    assert fresh(page).workflow_in_progress


def in_review(signed_in: SignIn) -> PracticePage:
    """An incomplete practice in review: the reviewer saved a draft of it without its facts."""
    page = make_practice(live=False, title="Half done")
    edit(signed_in("partner-kpmpc"), page, "submit")
    edit(signed_in("coordinator"), page, target_groups=[], evidence_level="")
    return fresh(page)


def test_by_approving_on_the_dashboard(signed_in: SignIn) -> None:
    page, client = in_review(signed_in), signed_in("coordinator")
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    response = follow(client, client.post(url, {"comment": ""}))
    assert named(messages(response))
    assert response.redirect_chain == [] or response.request["PATH_INFO"] == edit_url(page)
    assert not fresh(page).live
    assert fresh(page).workflow_in_progress
    assert fresh(page).current_workflow_task_state.pk == state.pk
    assert not is_found(page)


def test_by_approving_with_a_comment(signed_in: SignIn) -> None:
    """The dialog asks by JavaScript and goes where the answer says; the message waits there."""
    page, client = in_review(signed_in), signed_in("coordinator")
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    response = client.post(url, {"comment": "Fine"}, headers={"x-requested-with": "XMLHttpRequest"})
    assert response.json() == {"step": "success", "redirect": edit_url(page)}
    assert named(messages(client.get(edit_url(page))))
    assert fresh(page).workflow_in_progress


def test_in_bulk(signed_in: SignIn) -> None:
    page, client = incomplete(), signed_in("coordinator")
    assert named(messages(follow(client, bulk(client, "publish", page))))
    assert not fresh(page).live
    assert not is_found(page)


def test_in_bulk_with_all_below(signed_in: SignIn) -> None:
    """One that lacks something holds all of them back: nothing is half done."""
    complete_page, page, client = make_practice(live=False), incomplete(), signed_in("coordinator")
    response = bulk(client, "publish", partner_page(), include_descendants="on")
    assert "Half done" in messages(follow(client, response))
    assert not fresh(page).live
    assert not fresh(complete_page).live


def test_the_editor_is_told_in_their_language(signed_in: SignIn, django_user_model: type) -> None:
    coordinator = django_user_model.objects.get(username="coordinator")
    UserProfile.objects.filter(user=coordinator).update(preferred_language="nl")
    page, client = incomplete(), signed_in("coordinator")
    with translation.override("nl"):
        expected = str(PracticePage._meta.get_field("target_groups").verbose_name).lower()
        reason = translation.gettext("This fact is required before publishing.")
    text = messages(follow(client, bulk(client, "publish", page)))
    assert f"{expected}: {reason.lower()}" in text.lower()
    assert "target groups" not in text.lower()


def test_by_code() -> None:
    page = incomplete()
    with pytest.raises(RefusedChange) as refused:
        page.latest_revision.publish()
    assert set(refused.value.error_dict) == {"target_groups", "evidence_level"}
    assert not fresh(page).live


def test_facts_emptied_on_a_live_page(signed_in: SignIn) -> None:
    page, client = make_practice(), signed_in("coordinator")
    response = edit(client, page, "publish", countries=[], methods=[])
    assert {"countries", "methods", "__all__"} == set(response.context["form"].errors)  # and that the draft stays
    assert edit(client, page, countries=[], methods=[]).status_code == 302  # a draft may
    assert fresh(page).countries.exists()
    assert "Countries" in messages(follow(client, bulk(client, "publish", page)))
    assert fresh(page).countries.exists()
    assert fresh(page).live


def test_an_old_incomplete_revision(signed_in: SignIn) -> None:
    page, client = incomplete(), signed_in("coordinator")
    old = page.latest_revision
    edit(client, page, "publish", **complete())
    assert fresh(page).live
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    response = send(client, url, **{"action-publish": "1"})
    assert response.status_code in (200, 302)
    assert fresh(page).target_groups.exists()


@pytest.mark.usefixtures("english_admin")
def test_a_translation_waits_for_its_original(
    signed_in: SignIn, client: Client, django_capture_on_commit_callbacks: Callable
) -> None:
    page = incomplete()
    assert submit_for_translation(signed_in("coordinator"), page, "nl").status_code == 302
    dutch = PracticePage.objects.get(original_page=page)
    translator = signed_in("translator-nl")
    with django_capture_on_commit_callbacks(execute=True):
        response = translator.post(edit_url(dutch), PUBLISH_INCOMPLETE)
    assert "Its original is not published" in messages(follow(translator, response))
    bulk(signed_in("admin"), "publish", dutch)
    assert not fresh(dutch).live
    editor = reverse("translate", args=["page", str(page.translation_key), "nl"])
    assert "Save and publish" not in translator.get(editor).text
    assert "The original is not published" in translator.get(editor).text
    assert "Original not published" in translator.get(reverse("translation_desk")).text
    assert not is_found(page)


def test_scheduling_is_refused_in_the_form(signed_in: SignIn) -> None:
    page = incomplete()
    soon = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    response = edit(signed_in("coordinator"), page, "publish", go_live_at=soon)
    assert "target_groups" in response.context["form"].errors
    assert not fresh(page).approved_schedule


@pytest.mark.parametrize("live", [True, False], ids=["live", "draft"])
def test_scheduling_is_refused_elsewhere(signed_in: SignIn, live: bool) -> None:
    """A draft saved with a date, and then published in bulk, is a schedule."""
    page, client = make_practice(live=live), signed_in("coordinator")
    soon = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    assert edit(client, page, go_live_at=soon, target_groups=[]).status_code == 302
    assert "Target groups" in messages(follow(client, bulk(client, "publish", page)))
    assert not fresh(page).approved_schedule
    assert fresh(page).live == live


def test_a_complete_practice_is_published_on_time() -> None:
    page = make_practice(live=False)
    set_past(scheduled(page))
    call_command("publish_scheduled")
    assert fresh(page).live
    assert is_found(page)


def test_what_became_incomplete_holds_up_nobody(signed_in: SignIn, django_user_model: type) -> None:
    """For instance because the site requires a fact that it did not before. The author is told; other pages go live."""
    user = django_user_model.objects.get(username="coordinator")
    page, other = make_practice(title="Rare practice"), make_practice(live=False)
    revision = scheduled(page)
    Revision.objects.filter(pk=revision.pk).update(user=user, content={**revision.content, "target_groups": []})
    revision.refresh_from_db()
    later = scheduled(other)
    set_past(revision)
    set_past(later)
    call_command("publish_scheduled")
    assert fresh(other).live
    assert not fresh(page).approved_schedule
    assert fresh(page).target_groups.exists()  # as it was published before
    (message,) = mail.outbox
    assert message.to == [user.email]
    assert "Rare practice" in message.subject
    assert "Target groups" in message.body
    history = signed_in("coordinator").get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "Not published as scheduled" in history
    call_command("publish_scheduled")
    assert len(mail.outbox) == 1


def test_a_slug_that_was_taken_holds_up_nobody() -> None:
    page, other = make_practice(live=False, title="First"), make_practice(live=False)
    revision, later = scheduled(page), scheduled(other)
    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "slug": other.slug})
    revision.refresh_from_db()
    set_past(revision)
    set_past(later)
    call_command("publish_scheduled")
    assert fresh(other).live
    assert not fresh(page).live
    assert PageLogEntry.objects.filter(page=page, action="base.schedule_cancelled").exists()


def test_incomplete_news_is_refused_too(signed_in: SignIn) -> None:
    index = NewsIndexPage.objects.get(locale__language_code="en")
    page = index.add_child(instance=NewsPage(title="Meeting", live=False))
    page.save_revision(clean=False)
    client = signed_in("coordinator")
    assert "Summary" in messages(follow(client, bulk(client, "publish", page)))
    assert not fresh(page).live


def test_unpublished_original_hides_every_language(signed_in: SignIn, client: Client) -> None:
    page = make_practice()
    dutch = translate(page, "nl")
    assert client.get(dutch.url).status_code == 200
    signed_in("coordinator").post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), WITH_TRANSLATIONS)
    assert client.get(dutch.url).status_code == 404
    assert not is_found(page)
    edit(
        signed_in("coordinator"),
        page,
        "publish",
        target_groups=[term.pk for term in terms("target-group", ["parents"])],
    )
    assert client.get(dutch.url).status_code == 200
    assert newest_practice() == dutch
