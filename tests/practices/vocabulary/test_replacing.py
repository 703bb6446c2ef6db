"""Merging, replacing, retiring and sorting terms: no page, draft or link loses what it meant."""

from collections.abc import Callable
from datetime import timedelta
from time import time
from unittest import mock
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from practices.models import Concept, PracticePage, PracticeReview
from practices.vocabulary.replacing import merge_term
from search.models import SearchEntry
from tests.base.admin import edit, edit_url, form_data, fresh, messages
from tests.base.translation.work import make_news
from tests.factories import make_practice, terms

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]
NAMES = "wagtailsnippets_practices_concept"


@pytest.fixture
def coordinator(signed_in: SignIn) -> Client:
    return signed_in("coordinator")


def method(slug: str) -> Concept:
    return terms("method", [slug])[0]


def slugs(page: PracticePage) -> list[str]:
    return sorted(term.slug for term in page.methods.all())


def methods_of(page: PracticePage) -> list[str]:
    return SearchEntry.objects.get(key=page.translation_key).facets["method"]


def test_a_merged_term_lives_on_in_the_other(coordinator: Client, signed_in: SignIn) -> None:
    buddies, mentoring = method("buddy-scheme"), method("mentoring")
    narrower = Concept.objects.create(scheme="method", slug="tandem", labels={"en": "Tandem"}, broader=buddies)
    with_both = make_practice(methods=["buddy-scheme", "mentoring"])
    with_one = make_practice(methods=["buddy-scheme"])
    first = with_one.latest_revision or with_one.save_revision()
    draft = make_practice(methods=["sport"])
    draft.methods = [buddies, method("sport")]
    scheduled = draft.save_revision()
    scheduled.approved_go_live_at = timezone.now() + timedelta(days=1)
    scheduled.save()
    draft.save_revision()

    opened = form_data(coordinator.get(edit_url(with_one)).content.decode())

    url = reverse("term_merge", args=[buddies.pk])
    shown = coordinator.get(url).content.decode()
    assert "3 pages or drafts use this term." in shown
    assert f'href="{edit_url(draft)}"' in shown
    assert signed_in("partner-kpmpc").post(url, {"other": mentoring.pk}).status_code == 302  # to where they may be
    refused = coordinator.post(url, {"other": narrower.pk})
    assert refused.status_code == 422
    assert "is narrower than" in refused.content.decode()
    assert Concept.objects.filter(pk=buddies.pk).exists()

    response = coordinator.post(url, {"other": mentoring.pk})
    assert "has replaced “Buddy scheme”" in messages(coordinator.get(response["Location"]))
    assert not Concept.objects.filter(pk=buddies.pk).exists()
    assert fresh(narrower).broader == mentoring
    assert "Buddy scheme" in fresh(mentoring).alt_labels["en"]
    assert slugs(fresh(with_both)) == slugs(fresh(with_one)) == methods_of(with_one) == ["mentoring"]
    assert fresh(first).content["methods"] == [mentoring.pk]
    assert slugs(fresh(draft).get_latest_revision_as_object()) == ["mentoring", "sport"]
    fresh(scheduled).publish()
    assert slugs(fresh(draft)) == ["mentoring", "sport"]
    assert with_one.title in coordinator.get(reverse(f"{NAMES}:usage", args=[mentoring.pk])).content.decode()

    assert coordinator.post(edit_url(with_one), {**opened, "title": "Open all the time"}).status_code == 302
    with_one = fresh(with_one).get_latest_revision_as_object()
    assert (with_one.title, slugs(with_one)) == ("Open all the time", ["mentoring"])

    found = Client().get("/en/practices/?method=buddy-scheme&format=json").json()
    assert found["total"] == Client().get("/en/practices/?method=mentoring&format=json").json()["total"] == 3
    assert Client().get("/en/practices/?q=buddy&format=json").json()["total"] == 3


def test_a_form_with_a_term_that_was_deleted_says_so() -> None:
    field = PracticePage._meta.get_field("methods").formfield()
    with pytest.raises(ValidationError, match="has just been deleted"):
        field.clean([str(method("sport").pk), str(10**9)])


def test_links_to_a_topic_that_was_merged(coordinator: Client) -> None:
    [topic] = terms("topic", ["meetings"])
    other = Concept.objects.create(scheme="topic", slug="new", labels={"en": "New"})
    news = make_news(topics=[topic])
    coordinator.post(reverse("term_merge", args=[topic.pk]), {"other": other.pk})
    shown = Client().get("/en/news/topic/meetings/")
    assert news.title in shown.content.decode()


def test_a_replaced_term_stays(coordinator: Client) -> None:
    page = make_practice(methods=["mentoring"])
    opened = form_data(coordinator.get(edit_url(page)).content.decode())
    url = reverse("term_replace", args=[method("mentoring").pk])
    assert coordinator.post(url, {"other": terms("country", ["lt"])[0].pk}).status_code == 422
    assert coordinator.post(url, {"other": method("sport").pk}).status_code == 302
    assert slugs(fresh(page)) == methods_of(page) == ["sport"]
    assert "0 pages or drafts" in coordinator.get(reverse("term_uses", args=[method("mentoring").pk])).content.decode()
    response = coordinator.post(edit_url(page), {**opened, "title": "Open all the time"})  # with the former term
    assert "replaced a term" in messages(coordinator.get(response["Location"]))
    draft = fresh(page).get_latest_revision_as_object()
    assert (draft.title, slugs(draft)) == ("Open all the time", ["sport"])
    again = form_data(coordinator.get(edit_url(page)).content.decode())
    later = {name: int(sent[0]) + 2 for name, sent in again.items() if name == "methods-opened"}
    with mock.patch("practices.facts.widgets.time", return_value=time() + 5):
        coordinator.post(edit_url(page), {**again, **later, "methods": method("mentoring").pk})  # on purpose
    assert slugs(fresh(page).get_latest_revision_as_object()) == ["mentoring"]


def test_a_retired_term_stays_where_it_is(coordinator: Client, signed_in: SignIn) -> None:
    page, other = make_practice(methods=["mentoring"]), make_practice(methods=["sport"])
    mentoring = method("mentoring")
    assert coordinator.get(reverse("term_retire", args=[mentoring.pk])).status_code == 200
    assert not fresh(mentoring).is_retired  # it is only shown what will happen
    coordinator.post(reverse("term_retire", args=[mentoring.pk]))
    assert ModelLogEntry.objects.for_instance(mentoring).filter(action="wagtail.edit").count() == 1
    box = f'name="methods" value="{mentoring.pk}"'
    assert box in coordinator.get(edit_url(page)).content.decode()
    assert box not in coordinator.get(edit_url(other)).content.decode()
    assert edit(coordinator, page, "publish", title="Another title").status_code == 302
    assert slugs(fresh(page)) == ["mentoring"]
    assert Client().get("/en/practices/?method=mentoring&format=json").json()["total"] == 1


def test_terms_are_sorted_by_dragging(coordinator: Client) -> None:
    def listed() -> list[str]:
        html = coordinator.get(reverse(f"{NAMES}:list"), {"scheme": "target-group", "ordering": "position"}).content
        rows = BeautifulSoup(html, "html.parser").select("[data-w-orderable-item-id]")
        return [str(row["data-w-orderable-item-label"]) for row in rows]

    before = listed()
    term = next(each for each in Concept.objects.filter(scheme="target-group") if str(each) == before[-1])
    first = before.index(str(term.broader)) + 1
    url = reverse(f"{NAMES}:reorder", args=[term.pk])
    assert coordinator.post(f"{url}?position=0").status_code == 200  # no further than the top of its group
    assert listed() == [*before[:first], before[-1], *before[first:-1]]
    heading = reverse(f"{NAMES}:reorder", args=[term.broader_id])
    assert coordinator.post(f"{heading}?position=0").status_code == 200  # takes its terms along
    assert listed() == [*before[first - 1 : first], before[-1], *before[first:-1], *before[: first - 1]]
    form = BeautifulSoup(coordinator.get(edit_url(make_practice())).content, "html.parser")
    offered = [label.get_text(strip=True) for label in form.select("#id_target_groups label")]
    assert offered == [label for label in listed() if label in offered]
    lithuania = terms("country", ["lt"])[0]
    assert coordinator.post(reverse(f"{NAMES}:reorder", args=[lithuania.pk]) + "?position=0").status_code == 400


def test_a_review_keeps_the_country_of_its_reviewer() -> None:
    first, second = (Concept.objects.create(scheme="country", slug=slug, labels={"en": slug}) for slug in ("qx", "qy"))
    review = PracticeReview.objects.create(practice=uuid4(), country=first)
    merge_term(first, second)
    assert fresh(review).country == second
