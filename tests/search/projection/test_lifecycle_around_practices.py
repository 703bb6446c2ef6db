"""Changes around a practice: privacy, partners, the vocabulary, and other pages of the site."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from home.models import HomePage, NewsPage, StandardPage
from practices.models import Concept, PartnerPage, PracticeIndexPage, PracticePage
from tests.base.admin import WITH_TRANSLATIONS, edit, fresh, send
from tests.factories import make_practice, partner_page, translate
from tests.search.site import count, is_found, result, search, site_search

pytestmark = [pytest.mark.usefixtures("in_sync"), pytest.mark.once]


def set_privacy(client: Client, page: Page, restriction: str) -> None:
    url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    response = client.post(url, {"restriction_type": restriction, "password": "x", "groups": []})
    assert response.json()["step"] == "set_privacy_done"


def edit_concept(client: Client, concept: Concept, **changes: object) -> None:
    url = reverse("wagtailsnippets_practices_concept:edit", args=[concept.pk])
    response = send(client, url, "w-editor-form", **changes)
    assert response.status_code == 302


@pytest.mark.sample(2)
@pytest.mark.parametrize("which", ["practice", "partner", "index", "home"])
def test_made_private_and_public_again(admin: Client, which: str) -> None:
    page = make_practice(title="Gardening")
    translate(page, "nl", title="Tuinieren")
    target = {
        "practice": lambda: page,
        "partner": partner_page,
        "index": lambda: PracticeIndexPage.objects.get(locale=page.locale),
        "home": lambda: HomePage.objects.get(locale=page.locale),
    }[which]()
    for restriction in ("login", "password") if which == "practice" else ("login",):
        set_privacy(admin, target, restriction)
        assert not is_found(page, "gardening")
        assert not is_found(page, "tuinieren")  # at least as private as the original
        set_privacy(admin, target, "none")
        assert is_found(page, "gardening")
        assert is_found(page, "tuinieren")


def test_a_private_partner_hides_practices_written_in_another_language(admin: Client) -> None:
    page = make_practice("csci", language="it", title="Giardinaggio")
    set_privacy(admin, partner_page("csci", "en"), "login")
    assert not is_found(page)
    set_privacy(admin, partner_page("csci", "en"), "none")
    assert is_found(page)


def test_the_partner_is_renamed(admin: Client) -> None:
    page = make_practice(title="Gardening")
    translate(page, "nl", title="Tuinieren")
    edit(admin, partner_page(), "publish", title="Zephyr Institute", short_name="ZEPH", slug="zephyr")
    assert is_found(page, "zephyr")
    assert is_found(page, "zeph")
    assert "/practices/zephyr/" in result(page, "gardening")["url"]
    labels = {bucket["value"]: bucket["label"] for bucket in search()["facets"]["partner"]}
    assert labels == {"kpmpc": "ZEPH"}  # the value stays, so that links keep working


def test_the_partner_is_deleted(admin: Client) -> None:
    page = make_practice(title="Gardening")
    translate(page, "nl", title="Tuinieren")
    dutch = make_practice(title="Nederlands", language="nl")
    admin.post(reverse("wagtailadmin_pages:delete", args=[partner_page().pk]), WITH_TRANSLATIONS)
    assert not PartnerPage.objects.filter(code="kpmpc").exists()
    for each in (page, dutch):
        assert not PracticePage.objects.filter(pk=each.pk).exists()
        assert not is_found(each)
    assert search()["total"] == 0
    assert not search(partner="kpmpc")["facets"]["partner"]  # no longer a value


def test_a_new_partner_becomes_a_value_at_once(admin: Client) -> None:
    make_practice("csci")
    index = PracticeIndexPage.objects.get(locale__language_code="en")
    partner = PartnerPage(title="Zephyr Institute", short_name="Zephyr")
    index.add_child(instance=partner)
    practice = PracticePage(title="Gardening", summary="x", activities="<p>x</p>", evidence_level="good", live=False)
    for name, slug in (("countries", "lt"), ("target_groups", "refugees")):
        setattr(practice, name, Concept.objects.filter(slug=slug))
    practice.skill_types = Concept.objects.filter(slug="empathy")
    practice.methods = Concept.objects.filter(slug="sport")
    partner.add_child(instance=practice)
    practice.save_revision().publish()
    assert count("partner", "zephyr") == 1
    assert search(partner="zephyr")["total"] == 1


def test_the_label_of_a_term_is_changed(admin: Client) -> None:
    page = make_practice(title="Gardening", target_groups=["refugees"])
    concept = Concept.objects.get(slug="refugees")
    edit_concept(admin, concept, labels_en="Zorbians", alt_labels_nl="zorbianen")
    for text in ("zorbian", "zorbianen"):
        assert is_found(page, text)
    labels = [bucket["label"] for bucket in search()["facets"]["target_group"]]
    assert labels == ["Zorbians"]


def test_the_slug_of_a_term_is_changed(admin: Client) -> None:
    make_practice(title="Gardening", target_groups=["refugees"])
    edit_concept(admin, Concept.objects.get(slug="refugees"), slug="zorbians")
    assert count("target_group", "zorbians") == 1
    assert count("target_group", "refugees") == 0
    assert search(target_group="zorbians")["total"] == 1


def test_an_unused_term_is_deleted(admin: Client) -> None:
    make_practice(target_groups=["refugees"])
    unused = Concept.objects.get(slug="stateless-persons")
    assert search(target_group="stateless-persons")["total"] == 0
    admin.post(reverse("wagtailsnippets_practices_concept:delete", args=[unused.pk]))
    assert not Concept.objects.filter(pk=unused.pk).exists()
    found = search(target_group="stateless-persons")
    assert (found["total"], found["unknown_filters"]) == (0, {"target_group": ["stateless-persons"]})


def test_a_new_term_becomes_a_value_at_once(admin: Client) -> None:
    search()  # the process caches the labels
    Concept.objects.create(scheme="method", slug="zorbing", labels={"en": "Zorbing"})
    make_practice(methods=["zorbing"])
    assert search(method="zorbing")["facets"]["method"][0]["label"] == "Zorbing"


def test_news_and_pages(admin: Client) -> None:
    news = NewsPage.objects.filter(locale__language_code="en").first()
    edit(admin, news, "publish", title="Zorbing tournament", **_empty_stream(news))
    assert result(news, "zorbing")["facts"]["kind"] == ["news"]
    admin.post(reverse("wagtailadmin_pages:unpublish", args=[news.pk]), WITH_TRANSLATIONS)
    found = result(news, "zorbing")
    assert found is None


def test_pages_below_a_moved_page_have_working_urls(admin: Client) -> None:
    home = HomePage.objects.get(locale__language_code="en")
    first, second = StandardPage(title="First", slug="first"), StandardPage(title="Second", slug="second")
    home.add_child(instance=first)
    home.add_child(instance=second)
    child = StandardPage(title="Zorbing rules", slug="rules")
    fresh(first).add_child(instance=child)
    admin.post(reverse("wagtailadmin_pages:move_confirm", args=[first.pk, second.pk]))
    url = result(child, "zorbing")["url"]
    assert url.endswith("/en/second/first/rules/")
    assert Client().get(url).status_code == 200


def test_pages_without_a_url_are_not_found(admin: Client) -> None:
    """A page beside the site's home page, not below it."""
    root = Page.get_first_root_node()
    stray = HomePage(title="Stray", slug="stray", locale=HomePage.objects.first().locale)
    root.add_child(instance=stray)
    page = StandardPage(title="Zorbing rules")
    stray.add_child(instance=page)
    assert page.live
    assert site_search("zorbing")["total"] == 0


def _empty_stream(news: NewsPage) -> dict[str, str]:
    return {"body-count": "0", "date": str(news.date)}
