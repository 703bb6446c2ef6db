"""A translation shows what its original shows, and nothing that its original does not."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction
from wagtail_localize.models import OverridableSegment

from cms.base.errors import RefusedChange
from cms.base.models import SiteSettings
from cms.base.translation.completeness import CONFIRMED
from cms.base.translation.desk.state import State
from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from tests.base.admin import PUBLISH, bulk, edit_url, follow, fresh, messages, submit_for_translation
from tests.base.file_access.files import make_picture
from tests.base.translation.work import Commit, SignIn, desk_state, make_news, publish, record, sent, write
from tests.factories import make_practice, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]


def online(page: Any) -> str:
    response = Client().get(fresh(page).url)
    return response.content.decode() if response.status_code == 200 else ""


def complete(client: Client, page: Any) -> None:
    """Complete texts that cause no warnings."""
    for segment in record(page).source.stringsegment_set.all():
        end = "." if segment.string.data.endswith(".") else ""
        write(client, page, segment.context.path, f"vertaald en gelezen{end}")


def translated_news(client: Client, commit: Commit) -> tuple[NewsPage, NewsPage]:
    """A news item, and its complete translation into Dutch, both live."""
    news = make_news()
    dutch = sent(client, news, "nl")
    complete(client, dutch)
    return news, publish(client, dutch, commit)


# -- privacy ----------------------------------------------------------------------------------------------------------


@pytest.mark.sample(2)
@pytest.mark.parametrize("kind", ["news", "practice", "news index"])
def test_privacy_follows_the_original(signed_in: SignIn, kind: str) -> None:
    if kind == "practice":
        page = make_practice()
        dutch = shown = translate(page, "nl")
    else:
        page = (NewsPage if kind == "news" else NewsIndexPage).objects.filter(locale__language_code="en")[0]
        dutch = type(page).objects.get(translation_key=page.translation_key, locale__language_code="nl")
        shown = NewsPage.objects.child_of(dutch).first() if kind == "news index" else dutch
    assert online(shown)
    url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    group = Group.objects.get(role__key="coordinators")
    signed_in("admin").post(url, {"restriction_type": "groups", "password": "", "groups": [group.pk]})
    assert not online(shown)
    assert [each.pk for each in dutch.view_restrictions.get().groups.all()] == [group.pk]
    signed_in("admin").post(url, {"restriction_type": "none", "password": "", "groups": []})
    assert online(shown)


def test_a_translation_of_a_private_page_is_private_from_the_start(signed_in: SignIn) -> None:
    page = make_news()
    PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="login")
    dutch = sent(signed_in("coordinator"), page, "nl")
    assert dutch.view_restrictions.get().restriction_type == "login"


def test_privacy_is_set_on_the_original_only(signed_in: SignIn) -> None:
    dutch = translate(make_practice(), "nl")
    url = reverse("wagtailadmin_pages:set_privacy", args=[dutch.pk])
    signed_in("admin").post(url, {"restriction_type": "login", "password": "", "groups": []})
    assert not dutch.view_restrictions.exists()


# -- drafts -----------------------------------------------------------------------------------------------------------


def draft_news() -> NewsPage:
    index = NewsIndexPage.objects.get(locale__language_code="en")
    page = index.add_child(instance=NewsPage(title="Secret", summary="Secret.", date=date(2026, 1, 1), live=False))
    page.save_revision()
    return page


def private_news() -> NewsPage:
    page = make_news()
    PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="login")
    return page


def unpublished_practice() -> Any:
    page = make_practice()
    page.unpublish()
    return page


@pytest.mark.sample(2)
@pytest.mark.parametrize("make", [draft_news, private_news, unpublished_practice])
def test_translators_begin_only_what_everybody_can_read(signed_in: SignIn, make: Callable[[], Any]) -> None:
    page, translator = make(), signed_in("translator-nl")
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    assert page.title not in translator.get(url, follow=True).content.decode()
    submit_for_translation(translator, page, "nl")
    assert not type(page).objects.filter(translation_key=page.translation_key, locale__language_code="nl").exists()
    assert submit_for_translation(signed_in("coordinator"), page, "nl").status_code == 302  # who may edit it


def test_a_draft_is_not_published_in_another_language(signed_in: SignIn, django_capture_on_commit_callbacks: Commit):
    news = draft_news()
    dutch = sent(signed_in("coordinator"), news, "nl")
    translator = signed_in("translator-nl")
    complete(translator, dutch)
    with django_capture_on_commit_callbacks(execute=True):
        response = translator.post(edit_url(dutch), PUBLISH)
    assert "Its original is not published" in messages(follow(translator, response))
    bulk(signed_in("admin"), "publish", dutch)
    with pytest.raises(RefusedChange):
        fresh(dutch).latest_revision.publish()
    assert not fresh(dutch).live
    news.latest_revision.publish()
    assert publish(translator, dutch, django_capture_on_commit_callbacks).live


def test_a_locked_translation_stays_as_it_is(signed_in: SignIn, django_capture_on_commit_callbacks: Commit) -> None:
    translator = signed_in("translator-nl")
    dutch = sent(translator, make_practice(), "nl")
    type(dutch).objects.filter(pk=dutch.pk).update(locked=True)
    path = record(dutch).source.stringsegment_set.first().context.path
    assert write(translator, dutch, path, "Vertaald").status_code in (302, 403)
    with django_capture_on_commit_callbacks(execute=True):
        translator.post(edit_url(dutch), {"action": "publish", "publish-incomplete": "1"})
    assert not fresh(dutch).live
    assert not record(dutch).source.stringsegment_set.filter(string__translations__locale=dutch.locale).exists()


def test_pages_above_a_translation_are_not_published(signed_in: SignIn) -> None:
    home = HomePage.objects.get(locale__language_code="en")
    above = home.add_child(instance=StandardPage(title="Projects abroad", show_in_menus=True))
    below = above.add_child(instance=StandardPage(title="In Rome"))
    for page in (above, below):
        page.save_revision().publish()
    sent(signed_in("translator-nl"), below, "nl")
    dutch = StandardPage.objects.get(translation_key=above.translation_key, locale__language_code="nl")
    assert (dutch.live, dutch.alias_of) == (False, None)
    assert "Projects abroad" not in Client().get("/nl/").content.decode()
    assert record(dutch)  # its translators find it in their lists


# -- every way of publishing ------------------------------------------------------------------------------------------


def test_in_bulk_the_translated_texts_are_published(signed_in: SignIn) -> None:
    translator = signed_in("translator-nl")
    dutch = sent(translator, make_news(), "nl")
    complete(translator, dutch)
    bulk(signed_in("coordinator"), "publish", dutch)
    assert fresh(dutch).title.startswith("vertaald")
    assert "Partners met." not in online(dutch)


def test_an_old_revision_can_be_published_again(signed_in: SignIn, django_capture_on_commit_callbacks: Commit) -> None:
    translator = signed_in("translator-nl")
    _news, dutch = translated_news(translator, django_capture_on_commit_callbacks)
    first = dutch.latest_revision
    write(translator, dutch, "title", "Een andere titel")
    dutch = publish(translator, dutch, django_capture_on_commit_callbacks)
    assert dutch.title == "Een andere titel"
    first.publish()
    assert fresh(dutch).title.startswith("vertaald")


def test_updating_publishes_nothing_that_was_not_begun(
    signed_in: SignIn, django_capture_on_commit_callbacks: Commit
) -> None:
    news, dutch = translated_news(signed_in("translator-nl"), django_capture_on_commit_callbacks)
    italian, spanish = (sent(signed_in("coordinator"), news, code) for code in ("it", "es"))
    complete(signed_in("translator-es"), spanish)
    write(signed_in("translator-es"), spanish, "title", "vertaald in 2030")
    url = reverse("wagtail_localize:update_translations", args=[record(dutch).source_id])
    with django_capture_on_commit_callbacks(execute=True):
        question = signed_in("coordinator").post(url, {"publish_translations": "on"})
        assert "A number that the original does not have: 2030." in question.text
        assert not fresh(spanish).live, "not before somebody has seen them"
        confirmed = {"publish_translations": "on", CONFIRMED: "1"}
        assert signed_in("coordinator").post(url, confirmed).status_code == 302
    assert [fresh(each).live for each in (dutch, italian, spanish)] == [True, False, True]
    assert fresh(spanish).title.startswith("vertaald")


def test_updating_publishes_nothing_before_its_original(
    signed_in: SignIn, django_capture_on_commit_callbacks: Commit
) -> None:
    news, dutch = translated_news(signed_in("translator-nl"), django_capture_on_commit_callbacks)
    news.unpublish()
    assert not fresh(dutch).live
    client, url = (
        signed_in("coordinator"),
        reverse("wagtail_localize:update_translations", args=[record(dutch).source_id]),
    )
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(url, {"publish_translations": "on"})
    assert "Its original is not published" in messages(follow(client, response))
    assert not fresh(dutch).live


def test_stopping_keeps_what_was_typed(signed_in: SignIn, django_capture_on_commit_callbacks: Commit) -> None:
    translator, coordinator = signed_in("translator-nl"), signed_in("coordinator")
    _news, dutch = translated_news(translator, django_capture_on_commit_callbacks)
    published = dutch.title
    write(translator, dutch, "title", "Nog niet online")
    coordinator.post(reverse("wagtail_localize:stop_translation", args=[record(dutch).pk]), {"next": edit_url(dutch)})
    assert fresh(dutch).title == published
    assert fresh(dutch).get_latest_revision_as_object().title == "Nog niet online"
    assert "Nog niet online" in coordinator.get(edit_url(dutch)).content.decode()


def test_a_picture_chosen_for_one_language_can_be_deleted(
    signed_in: SignIn, django_capture_on_commit_callbacks: Commit
) -> None:
    translator = signed_in("translator-nl")
    pictures = [make_picture(title=name) for name in ("one", "two")]
    dutch = sent(translator, make_news(image=pictures[0], image_alt="A room"), "nl")
    complete(translator, dutch)
    segment = OverridableSegment.objects.get(source=record(dutch).source, context__path="image")
    url = reverse("wagtail_localize:edit_override", args=[record(dutch).pk, segment.pk])
    answer = signed_in("coordinator").put(
        url, f"value={pictures[1].pk}", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 201
    dutch = publish(translator, dutch, django_capture_on_commit_callbacks)
    assert dutch.image == pictures[1]
    pictures[1].delete()
    write(translator, dutch, "title", "Zonder foto")
    dutch = publish(translator, dutch, django_capture_on_commit_callbacks)
    assert (dutch.title, dutch.image) == ("Zonder foto", pictures[0])


# -- a newer original -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["paragraph", "date"])
def test_a_newer_original_is_told(signed_in: SignIn, django_capture_on_commit_callbacks: Commit, change: str) -> None:
    translator = signed_in("translator-nl")
    news, dutch = translated_news(translator, django_capture_on_commit_callbacks)
    note = f'href="{news.url}" hreflang="en"'
    assert desk_state(dutch) == State.CURRENT
    assert note not in online(dutch).split("<main")[1]
    if change == "paragraph":
        news.body = list(news.body.raw_data)[:1]
    else:
        news.date = date(2020, 1, 1)
    news.save_revision().publish()
    assert desk_state(dutch) == State.READY
    assert note in online(dutch).split("<main")[1]
    SiteSettings.objects.update(show_newer_originals=False)
    assert note not in online(dutch).split("<main")[1]
    SiteSettings.objects.update(show_newer_originals=True, languages=["nl"])
    assert note not in online(dutch).split("<main")[1]  # visitors could not read it
    SiteSettings.objects.update(languages=[])
    publish(translator, dutch, django_capture_on_commit_callbacks)
    assert desk_state(dutch) == State.CURRENT
    assert note not in online(dutch).split("<main")[1]
    assert "We met in Rome" not in online(dutch)


def test_what_no_translation_shows_makes_none_older(
    signed_in: SignIn, django_capture_on_commit_callbacks: Commit
) -> None:
    translator = signed_in("translator-nl")
    page = make_practice(title="A practice")
    dutch = sent(translator, page, "nl")
    complete(translator, dutch)
    publish(translator, dutch, django_capture_on_commit_callbacks)
    page = fresh(page)
    page.source_report = "Report"
    page.save_revision().publish()
    assert desk_state(dutch) == State.CURRENT
