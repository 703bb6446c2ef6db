"""An original is never deleted, unpublished or moved without a word about its translations: of every kind of page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, WorkflowState
from wagtail_localize.models import TranslationSource

from cms.base.errors import RefusedChange
from cms.base.models import BasePage
from cms.base.translation.completeness import open_texts
from cms.base.translation.desk.state import State
from cms.base.translation.originals.removal import CHOICE, TOGETHER
from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from practices.models import PartnerPage, PracticeIndexPage, PracticePage
from search.models import SearchEntry
from tests.base.admin import bulk, edit_url, follow, fresh, messages
from tests.base.translation.work import desk_state
from tests.factories import make_practice, partner_page, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]
KINDS: dict[str, type[BasePage]] = {
    "news": NewsPage,
    "standing page": StandardPage,
    "practice": PracticePage,
    "partner": PartnerPage,
    "practice index": PracticeIndexPage,
    "news index": NewsIndexPage,
}
every_kind = pytest.mark.parametrize("kind", KINDS)
WAYS = pytest.mark.parametrize("way", ["view", "bulk"])


@pytest.fixture
def admin(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("admin")


def original(kind: str) -> Any:
    """A page that was first written in English, and translated."""
    if kind == "practice":
        translate(make_practice(), "nl")
    return KINDS[kind].objects.filter(locale__language_code="en").order_by("pk")[0]


def languages(page: BasePage) -> dict[str, Any]:
    pages = type(page).objects.filter(translation_key=page.translation_key).select_related("locale")
    return {each.locale.language_code: each for each in pages}


def remove(client: Client, action: str, page: Page, way: str = "view", **data: Any) -> Any:
    if way == "bulk":
        return bulk(client, action, page, confirm_site_name=settings.WAGTAIL_SITE_NAME, **data)
    return client.post(reverse(f"wagtailadmin_pages:{action}", args=[page.pk]), data)


def is_online(page: BasePage) -> bool:
    return Client().get(page.url).status_code == 200


@pytest.mark.sample(2)
@WAYS
@every_kind
def test_deleted_in_every_language(admin: Client, kind: str, way: str) -> None:
    page = original(kind)
    titles = {each.title for each in languages(page).values()}
    asked = remove(admin, "delete", page, way)
    assert asked.status_code == 200
    assert all(title in BeautifulSoup(asked.content, "html.parser").get_text() for title in titles)
    assert set(languages(page)) >= {"en", "nl"}  # asking changes nothing
    assert remove(admin, "delete", page, way, **{CHOICE: TOGETHER}).status_code == 302
    assert languages(page) == {}
    assert not SearchEntry.objects.filter(key=page.translation_key, removed=False).exists()
    assert not any(Page.find_problems())


@pytest.mark.sample(2)
@WAYS
@every_kind
def test_another_language_becomes_the_original(admin: Client, kind: str, way: str) -> None:
    page = original(kind)
    others = set(languages(page)) - {"en"}
    assert remove(admin, "delete", page, way, **{CHOICE: "nl"}).status_code == 302
    left = languages(page)
    assert set(left) == others
    assert {each.original for each in left.values()} == {left["nl"]}
    assert is_online(left["nl"])
    assert not any(Page.find_problems())


def test_what_is_translated_stays_so(admin: Client, signed_in: Callable[[str], Client]) -> None:
    page = original("news")
    remove(admin, "delete", page, **{CHOICE: "lt"})
    left = languages(page)
    sources = TranslationSource.objects.filter(object_id=page.translation_key)
    assert sources.get(translations__target_locale__language_code="it").locale.language_code == "lt"
    for code in ("nl", "it", "es"):
        assert desk_state(left[code]) == State.CURRENT
        assert is_online(left[code])
    assert signed_in("translator-nl").get(edit_url(left["nl"])).status_code == 200
    left["lt"].title = "Naujas pavadinimas"
    left["lt"].save_revision().publish()
    assert [text.path for text in open_texts(left["nl"])] == ["title"]


@pytest.mark.sample(2)
@WAYS
@every_kind
def test_unpublished_in_every_language(admin: Client, kind: str, way: str) -> None:
    page = original(kind)
    dutch = languages(page)["nl"]
    assert dutch.title in remove(admin, "unpublish", page, way).content.decode()
    assert is_online(dutch)
    assert remove(admin, "unpublish", page, way, **{CHOICE: TOGETHER}).status_code == 302
    assert not is_online(dutch)


@pytest.mark.sample(2)
@every_kind
def test_unpublished_in_one_language(admin: Client, kind: str) -> None:
    page = original(kind)
    remove(admin, "unpublish", page, **{CHOICE: "nl"})
    dutch = languages(page)["nl"]
    assert not fresh(page).live
    assert dutch.original == dutch
    assert is_online(dutch)
    assert fresh(page).original == dutch


def test_a_translation_is_removed_without_asking(admin: Client) -> None:
    left = languages(original("news"))
    assert remove(admin, "unpublish", left["nl"]).status_code == 302
    assert remove(admin, "delete", left["it"]).status_code == 302
    assert not is_online(left["nl"])
    assert is_online(left["en"])
    assert set(languages(left["en"])) == {"en", "nl", "lt", "es"}


def test_an_original_and_its_translation_in_one_selection(admin: Client) -> None:
    page = original("practice")
    dutch = languages(page)["nl"]
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={page.pk}&id={dutch.pk}"
    assert admin.post(url).status_code == 302
    assert languages(page) == {}


def test_what_expires_takes_its_translations_along() -> None:
    page = original("news")
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert not any(is_online(each) for each in languages(page).values())


def test_it_is_said_how_many_pages_go(admin: Client) -> None:
    """A partner in five languages, and practices that were first written below its translation."""
    partner = partner_page("kpmpc").original
    for language in ("lt", "it"):
        translate(make_practice(language=language), "es")
    before = Page.objects.count()
    asked = remove(admin, "delete", partner).content.decode()
    remove(admin, "delete", partner, **{CHOICE: TOGETHER})
    assert f"{before - Page.objects.count()} pages in all" in asked


@pytest.mark.sample(1)
@pytest.mark.parametrize("choice", [TOGETHER, "lt"])
def test_practices_first_written_elsewhere(admin: Client, choice: str) -> None:
    """A partner's page goes with practices of which some are originals, and some translations."""
    lithuanian, here = make_practice(language="lt"), make_practice(language="en")
    translate(lithuanian, "en")
    translate(here, "lt")
    index = PracticeIndexPage.objects.get(locale__language_code="en")
    assert here.title in remove(admin, "delete", index).content.decode()
    remove(admin, "delete", index, **{CHOICE: choice})
    assert set(languages(lithuanian)) == (set() if choice == TOGETHER else {"lt"})
    assert set(languages(here)) == (set() if choice == TOGETHER else {"lt"})
    assert not any(Page.find_problems())


def test_only_who_may_remove_all_of_them(signed_in: Callable[[str], Client]) -> None:
    """A partner may delete a draft of its own, but not a translation that is live."""
    partner = signed_in("partner-kpmpc")
    page = make_practice()
    translate(page, "nl")
    page = fresh(page)
    PracticePage.objects.filter(pk=page.pk).update(live=False, owner=_user("partner-kpmpc"))
    asked = remove(partner, "delete", page)
    assert asked.status_code == 200
    assert "Please ask a coordinator" in asked.content.decode()
    for choice in (TOGETHER, "nl"):
        remove(partner, "delete", page, **{CHOICE: choice})
    assert set(languages(page)) == {"en", "nl"}


def _user(name: str) -> Any:
    return get_user_model().objects.get(username=name)


def test_translations_move_with_a_standing_page(admin: Client) -> None:
    pages = StandardPage.objects.filter(locale__language_code="en").order_by("pk")
    page, target = pages[0], pages[1]
    dutch = languages(page)["nl"]
    assert admin.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk])).status_code == 302
    assert fresh(dutch).get_parent().pk == languages(target)["nl"].pk
    assert is_online(fresh(dutch))
    home = HomePage.objects.get(locale__language_code="nl")
    refused = admin.post(reverse("wagtailadmin_pages:move_confirm", args=[dutch.pk, home.pk]))
    assert "Move the original" in messages(follow(admin, refused))


def test_no_page_moves_into_another_language(admin: Client) -> None:
    page, home = original("standing page"), HomePage.objects.get(locale__language_code="nl")
    admin.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, home.pk]))
    bulk(admin, "move", page, chooser=home.pk)
    with pytest.raises(RefusedChange, match="another language"):
        page.move(home, pos="last-child")
    assert fresh(page).get_parent().pk != home.pk


@pytest.mark.parametrize("alias", [False, True])
def test_a_copy_is_in_the_language_of_its_place(admin: Client, alias: bool) -> None:
    page, home = original("standing page"), HomePage.objects.get(locale__language_code="nl")
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": home.pk, **({"alias": "on"} if alias else {})}
    assert admin.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data).status_code == 302
    copy = StandardPage.objects.get(slug="kopie")
    assert copy.locale == Locale.objects.get(language_code="nl")
    assert copy.get_latest_revision_as_object().locale == copy.locale if not alias else copy.alias_of_id == page.pk


def test_originals_below_a_translation_are_listed(admin: Client) -> None:
    partner = partner_page("kpmpc").original
    dutch, lithuanian = make_practice(language="nl"), make_practice(language="lt")
    translate(dutch, "lt", title="Išversta")
    index = PracticeIndexPage.objects.get(locale__language_code="en")
    for page in (partner, index):
        asked = BeautifulSoup(remove(admin, "delete", page).content, "html.parser").get_text()
        assert all(title in asked for title in (dutch.title, lithuanian.title, "Išversta"))
        assert dutch.title not in BeautifulSoup(remove(admin, "unpublish", page).content, "html.parser").get_text()


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_an_unknown_answer_is_asked_for_again(admin: Client, action: str) -> None:
    page = original("news")
    asked = remove(admin, action, page, **{CHOICE: "xx"})
    assert asked.status_code == 200
    assert f'name="{CHOICE}"' in asked.content.decode()
    assert fresh(page).live
    assert fresh(page).original == page


@pytest.mark.parametrize("place", ["partner", "practice index"])
def test_what_is_in_review_is_deleted_with_its_partner(admin: Client, place: str) -> None:
    practice = make_practice(live=False)
    review = practice.get_workflow()
    review.start(practice, _user("partner-kpmpc"))
    page = partner_page("kpmpc").original if place == "partner" else original(place)
    assert remove(admin, "delete", page, **{CHOICE: TOGETHER}).status_code == 302
    assert languages(practice) == {}
    review.refresh_from_db()
    assert not review.active
    assert not WorkflowState.objects.active().exists()
