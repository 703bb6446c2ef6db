"""Beginning what nobody has begun: one thing, by its translator; and many, in the background."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from cms.base.models import Preparation, TranslationItem
from cms.base.signals import mail_round
from cms.base.translation.desk.begin import begin, begin_page
from cms.base.translation.desk.state import State
from home.models import StandardPage
from practices.models import PracticeLink
from tests.base.translation.desk.items import make_item
from tests.base.translation.work import Commit, SignIn, make_news
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english_admin")]


def item_of(page: Page, language: str = "nl") -> TranslationItem:
    return TranslationItem.objects.select_related("locale").get(
        kind="page", object_key=str(page.translation_key), locale__language_code=language
    )


def in_dutch(page: Page) -> list[Page]:
    return list(Page.objects.filter(translation_key=page.translation_key, locale__language_code="nl"))


@pytest.fixture
def nested(django_capture_on_commit_callbacks: Commit) -> tuple[StandardPage, StandardPage]:
    """A page, and one below it; both in English only."""
    home = Page.objects.get(depth=2, locale__language_code="en")
    with django_capture_on_commit_callbacks(execute=True):
        above = home.add_child(instance=StandardPage(title="Above", live=False))
        above.save_revision().publish()
        below = above.add_child(instance=StandardPage(title="Below", live=False))
        below.save_revision().publish()
    return above, below


def test_parents_come_first_and_nothing_is_shown(
    nested: tuple[StandardPage, StandardPage], django_capture_on_commit_callbacks: Commit
) -> None:
    above, below = nested
    user = get_user_model().objects.get(username="translator-nl")
    assert not item_of(below).is_begun
    for _ in range(2):  # the second time, there is nothing to do
        with django_capture_on_commit_callbacks(execute=True):
            begin(item_of(below), user)
        (dutch,), (parent,) = in_dutch(below), in_dutch(above)
        assert dutch.get_parent().pk == parent.pk
        assert (dutch.live, parent.live) == (False, False)
        assert dutch.specific.is_translated_page
    assert item_of(below).is_begun
    assert item_of(below).state == State.NEW, "no word of it is translated yet"
    assert Page.objects.filter(translation_key=below.translation_key).count() == 2, "only in the language asked for"


def test_other_kinds_need_nothing() -> None:
    begin(make_item("Term", kind="term", object_key="none"), None)


def test_what_was_stopped_is_not_taken_up_again(django_capture_on_commit_callbacks: Commit) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = make_news()
    begin(item_of(page), None)
    Translation.objects.filter(source__object_id=page.translation_key).update(enabled=False)
    begin(item_of(page), None)
    assert not Translation.objects.get(source__object_id=page.translation_key).enabled


OWN = {"pk", "id", "page", "path", "url_path", "locale", "latest_revision", "uuid"}  # of each page


def without_own(content: Any) -> Any:
    if isinstance(content, dict):
        return {key: without_own(value) for key, value in content.items() if key not in OWN and not key.endswith("_at")}
    return [without_own(each) for each in content] if isinstance(content, list) else content


@pytest.mark.once
def test_a_draft_is_what_wagtail_localize_would_make(django_capture_on_commit_callbacks: Commit) -> None:
    """Also of a page with rows of its own and a stream; the words are those of the original."""
    user = get_user_model().objects.get(username="admin")
    practice = make_practice("kpmpc", links=[PracticeLink(url="https://example.org/", label={"en": "Example"})])
    for page in (practice, make_news()):
        with django_capture_on_commit_callbacks(execute=True):
            begin_page(str(page.translation_key), [Locale.objects.get(language_code="nl")], user)
            translate_object(page, Locale.objects.filter(language_code="it"), user=user)
        ours, theirs = (
            type(page).objects.get(translation_key=page.translation_key, locale__language_code=code)
            for code in ("nl", "it")
        )
        assert without_own(ours.latest_revision.content) == without_own(theirs.latest_revision.content)
        assert (ours.slug, ours.live, ours.owner) == (theirs.slug, theirs.live, theirs.owner)
        assert ours.latest_revision.user == theirs.latest_revision.user == user


def prepare(client, *items: TranslationItem):
    url = reverse("wagtail_bulk_action", args=["base", "translationitem", "prepare"])
    query = "&".join(f"id={item.pk}" for item in items)
    return url + "?" + query, client


def test_many_are_prepared_in_the_background(signed_in: SignIn, django_capture_on_commit_callbacks: Commit) -> None:
    run = django_capture_on_commit_callbacks
    with run(execute=True):
        pages = [make_practice("kpmpc", title=f"Practice {number}") for number in range(3)]
    translator = signed_in("translator-nl")
    items = [item_of(page) for page in pages]
    foreign = item_of(pages[0], "it")
    broken = make_item("Broken", object_key="no key of a page")
    url, client = prepare(translator, *items, foreign, broken)
    html = client.get(url).content.decode()
    assert "Practice 2" in html
    assert html.count("Practice 0") == 1, "not in other languages"
    progress = client.post(url)
    (preparation,) = Preparation.objects.all()
    assert progress["Location"] == reverse("translation_preparation", args=[preparation.pk])
    page = client.get(progress["Location"])
    assert "0 of 4 translations are prepared." in page.content.decode()
    assert page["Refresh"]
    assert signed_in("translator-it").get(progress["Location"]).status_code != 200
    with run(execute=True):
        mail_round.send(sender=None)
    page = client.get(progress["Location"])
    assert "3 of 4 translations are prepared." in page.content.decode()
    assert "Broken" in page.content.decode()
    assert not page.has_header("Refresh")
    assert [len(in_dutch(each)) for each in pages] == [1, 1, 1]
    assert not Page.objects.filter(translation_key=pages[0].translation_key, locale__language_code="it").exists()
    assert client.post(url).status_code == 302  # `Broken` is tried again, the others are there
    assert Preparation.objects.latest("pk").total == 1
