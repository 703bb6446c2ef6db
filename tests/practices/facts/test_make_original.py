""" "Make this the original": the facts move to another language, published and drafted, and every page hears of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Page, WorkflowPage

from cms.base.errors import RefusedChange
from cms.base.signals import content_changed
from practices.facts.make_original import make_original
from practices.models import PartnerPage, PracticeFile, PracticeLink, PracticePage
from tests.base.admin import PUBLISH_INCOMPLETE, edit, edit_url, follow, fresh, messages, submit_for_translation
from tests.factories import make_practice, partner_page, translate
from tests.practices.facts.test_facts import BLANK, entry, ids, slugs, stored

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]


def url(page: Page) -> str:
    return reverse("make_original", args=[page.pk])


def with_rows(**values: Any) -> PracticePage:
    """A practice that has a link and a file among its facts."""
    document = Document.objects.create(title="Guide", file="guide.pdf")
    links, files = [PracticeLink(url="https://example.org/a", label={"en": "A"})], [PracticeFile(document=document)]
    return make_practice(countries=["lt"], area="Vilnius", links=links, files=files, **values)


def test_a_coordinator_makes_a_translation_the_original(signed_in: SignIn, client: Client) -> None:
    client_, page = signed_in("coordinator"), with_rows()
    dutch, italian = translate(page, "nl", title="Praktijk"), translate(page, "it")
    facts = stored(page)
    assert "Make this the original" in client_.get(edit_url(dutch)).content.decode()
    assert "Make this the original" not in client_.get(edit_url(page)).content.decode()
    assert page.locale.get_display_name() in client_.get(url(dutch)).content.decode()
    assert fresh(dutch).is_translation  # asking changes nothing

    assert client_.post(url(dutch)).status_code == 302
    page, dutch, italian = fresh(page), fresh(dutch), fresh(italian)
    assert (dutch.original, page.original, italian.original) == (dutch, dutch, dutch)
    assert stored(dutch) == facts
    assert stored(page) == stored(italian) == BLANK
    assert dutch.links.get().label == {"en": "A"}
    assert dutch.files.get().document.title == "Guide"
    assert (page.live, dutch.live) == (True, True)
    found = entry(page)
    assert (found.language, found.facets["country"]) == ("nl", ["lt"])
    assert set(found.words) == {"en", "nl", "it"}
    for each in (page, dutch, italian):
        assert "Vilnius" in client.get(each.url).content.decode()
    # The forms have changed places.
    assert 'name="countries"' in client_.get(edit_url(dutch)).content.decode()
    assert 'name="countries"' not in client_.get(edit_url(page)).content.decode()
    edit(client_, dutch, "publish", area_en="Kaunas")
    assert "Kaunas" in client.get(page.url).content.decode()


def test_drafted_facts_go_along(signed_in: SignIn) -> None:
    page = make_practice(countries=["lt"])
    dutch = translate(page, "nl")
    edit(signed_in("coordinator"), page, countries=ids("country", "es"))
    make_original(fresh(dutch))
    dutch = fresh(dutch)
    assert slugs(dutch) == {"lt"}
    assert dutch.has_unpublished_changes
    assert slugs(dutch.get_latest_revision_as_object()) == {"es"}
    edit(signed_in("coordinator"), dutch, "publish")
    assert slugs(fresh(dutch)) == {"es"}


def test_drafted_words_stay_where_they_are(signed_in: SignIn) -> None:
    page = make_practice(title="Practice")
    dutch = translate(page, "nl", title="Praktijk")
    edit(signed_in("coordinator"), page, title="New words")
    edit(signed_in("coordinator"), dutch, title="Nieuwe woorden")
    make_original(fresh(dutch))
    for each, live, draft in ((page, "Practice", "New words"), (dutch, "Praktijk", "Nieuwe woorden")):
        assert fresh(each).title == live
        assert fresh(each).get_latest_revision_as_object().title == draft


def test_no_old_revision_brings_facts_back() -> None:
    page = make_practice(countries=["lt"])
    old = page.latest_revision
    dutch = translate(page, "nl")
    make_original(fresh(dutch))
    old.publish()
    assert stored(page) == BLANK
    assert fresh(page).original == dutch
    fresh(dutch).revisions.order_by("pk")[0].publish()  # one from before it was the original: it has no facts
    assert slugs(fresh(dutch)) == {"lt"}


def test_there_and_back() -> None:
    page = with_rows()
    facts = stored(page)
    dutch = translate(page, "nl")
    make_original(fresh(dutch))
    make_original(fresh(page))
    assert stored(page) == facts
    assert stored(dutch) == BLANK
    assert fresh(dutch).original == page
    assert PracticeLink.objects.count() == PracticeFile.objects.count() == 1


def test_a_page_of_the_translation_editor(signed_in: SignIn, django_capture_on_commit_callbacks: Callable) -> None:
    """It leaves that editor, and so gets a form with the facts."""
    client, page = signed_in("coordinator"), make_practice()
    submit_for_translation(client, page, "nl", "it")
    dutch = PracticePage.objects.get(original_page=page, locale__language_code="nl")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(edit_url(dutch), PUBLISH_INCOMPLETE)
    explorer = reverse("wagtailadmin_explore", args=[dutch.get_parent().pk])
    assert url(dutch) in client.get(explorer).content.decode()
    assert url(page) not in client.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk])).content.decode()
    assert client.post(url(dutch)).status_code == 302
    html = client.get(edit_url(dutch)).content.decode()
    assert 'name="countries"' in html
    # The Dutch translators lose the page: its words are no translation any more. The English ones gain theirs.
    assert not fresh(dutch).permissions_for_user(_user("translator-nl")).can_edit()
    assert client.get(edit_url(page)).status_code == 200


def _user(name: str) -> Any:
    return get_user_model().objects.get(username=name)


def test_a_partner_page_keeps_code_editors_and_review(signed_in: SignIn) -> None:
    practice, partner = make_practice("kpmpc"), partner_page("kpmpc")
    code, editors, review = partner.code, partner.editors, partner.review
    lithuanian = partner_page("kpmpc", "lt")
    assert signed_in("coordinator").post(url(lithuanian)).status_code == 302
    lithuanian, partner = fresh(lithuanian), fresh(partner)
    assert (lithuanian.code, lithuanian.editors, lithuanian.review) == (code, editors, review)
    assert (partner.code, partner.editors, partner.review) == ("", None, None)
    assert lithuanian.short_name == "KPMPC"
    assert {page.original for page in PartnerPage.objects.filter(translation_key=partner.translation_key)} == {
        lithuanian
    }
    assert fresh(practice).partner_page == lithuanian
    assert entry(practice).facets["partner"] == [code]
    assert edit(signed_in("partner-kpmpc"), practice, "submit").status_code == 302
    assert WorkflowPage.objects.get(page=partner.page_ptr).workflow == review
    # Deleting the page that is a translation now leaves the partner and its people alone.
    PartnerPage.objects.get(pk=partner_page("kpmpc", "nl").pk).delete()
    assert fresh(lithuanian).editors == editors


def test_a_draft_cannot_take_the_place_of_a_live_page(signed_in: SignIn) -> None:
    client, page = signed_in("coordinator"), make_practice()
    dutch = translate(page, "nl", live=False)
    assert "Publish the page in this language first" in messages(follow(client, client.post(url(dutch))))
    with pytest.raises(RefusedChange):
        make_original(dutch)
    assert fresh(page).original == page
    assert entry(page) is not None


def test_a_draft_takes_the_place_of_a_draft() -> None:
    page = make_practice(live=False, countries=["lt"])
    dutch = translate(page, "nl", live=False)
    make_original(fresh(dutch))
    assert (slugs(fresh(dutch)), fresh(dutch).live, stored(page)) == ({"lt"}, False, BLANK)


@pytest.mark.parametrize("state", ["review", "scheduled"])
def test_what_is_under_way_is_finished_first(signed_in: SignIn, state: str) -> None:
    client, page = signed_in("coordinator"), make_practice()
    dutch = translate(page, "nl")
    if state == "review":
        edit(signed_in("partner-kpmpc"), page, "submit")
    else:
        soon = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
        edit(client, page, "publish", go_live_at=soon)
    assert "finish that first" in messages(follow(client, client.post(url(dutch))))
    assert fresh(page).original == page


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    ("username", "status"),
    [("partner-kpmpc", 302), ("partner-csci", 302), ("translator-nl", 302), ("coordinator", 200), ("admin", 200)],
)
def test_who_may(signed_in: SignIn, username: str, status: int) -> None:
    page = make_practice("kpmpc")
    dutch = translate(page, "nl")
    client = signed_in(username)
    assert client.get(url(dutch)).status_code == status
    client.post(url(dutch))
    assert (fresh(dutch).original == dutch) == (status == 200)
    assert signed_in("admin").get(url(fresh(page).original)).status_code == 302  # the original is no translation


def test_nothing_is_half_done() -> None:
    page = make_practice(countries=["lt"])
    dutch = translate(page, "nl")

    def fail(**kwargs: Any) -> None:
        raise RuntimeError

    content_changed.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            make_original(fresh(dutch))
    finally:
        content_changed.disconnect(fail)
    assert (slugs(fresh(page)), stored(dutch), fresh(dutch).original) == ({"lt"}, BLANK, page)
