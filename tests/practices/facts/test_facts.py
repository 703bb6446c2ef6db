"""Facts once, words per language: whatever editors do, the facts of a practice are kept on its original only."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction, Revision
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from practices.models import PracticePage
from search.models import SearchEntry
from tests.base.admin import (
    bulk,
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
from tests.languages import need_dictionaries

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]


@pytest.fixture
def admin(signed_in: SignIn) -> Client:
    return signed_in("admin")


def stored(page: PracticePage) -> dict[str, Any]:
    """The facts in the page's own rows, past any property."""
    page = fresh(page)
    found: dict[str, Any] = {}
    for name in page.facts:
        field, value = page._meta.get_field(name), getattr(page, name)
        if field.one_to_many:
            rows = value.values()
            found[name] = [{k: v for k, v in row.items() if k not in ("id", "page_id", "sort_order")} for row in rows]
        else:
            found[name] = [concept.slug for concept in value.all()] if field.many_to_many else value
    return found


BLANK = {name: [] for name in (*PracticePage.concept_fields(), "links", "files", "credits")} | {
    name: PracticePage._meta.get_field(name).get_default()
    for name in PracticePage.facts
    if name not in (*PracticePage.concept_fields(), "links", "files", "credits", "image")
}
BLANK["image"] = None


def slugs(page: PracticePage, name: str = "countries") -> set[str]:
    return {concept.slug for concept in getattr(page, name).all()}


def ids(scheme: str, *wanted: str) -> list[int]:
    return [term.pk for term in terms(scheme, list(wanted))]


def entry(page: Page) -> SearchEntry | None:
    return SearchEntry.objects.filter(key=page.translation_key, removed=False).first()


def submitted(client: Client, page: PracticePage, language: str) -> PracticePage:
    assert submit_for_translation(client, page, language).status_code == 302
    return PracticePage.objects.get(translation_key=page.translation_key, locale__language_code=language)


def test_a_translation_carries_no_facts(admin: Client) -> None:
    page = make_practice(countries=["lt", "it"], area="Vilnius")
    dutch = submitted(admin, page, "nl")
    assert dutch.original == page
    assert stored(dutch) == BLANK
    assert slugs(dutch.original) == {"lt", "it"}
    source = TranslationSource.objects.get(object_id=page.translation_key)
    paths = {
        path.split(".")[0]
        for path in StringSegment.objects.filter(source=source).values_list("context__path", flat=True)
    }
    assert "summary" in paths
    assert not paths & set(PracticePage.facts)
    assert not source.overridablesegment_set.exists()
    content = Revision.page_revisions.filter(object_id=str(dutch.pk)).latest("pk").content
    assert not set(PracticePage.facts) & set(content)


def test_changed_and_cleared_facts_show_in_every_language(admin: Client, client: Client) -> None:
    page = make_practice(audiences=["teachers"], area="Vilnius")
    dutch = translate(page, "nl")
    country = terms("country", ["es"])[0]
    edit(admin, page, "publish", countries=[country.pk], audiences=[], area_en="")
    html = client.get(dutch.url).content.decode()
    assert country.label("nl") in html
    assert "Vilnius" not in html
    assert stored(page)["audiences"] == []
    assert stored(dutch) == BLANK
    assert entry(page).facets["country"] == ["es"]


def test_a_draft_of_facts_shows_nowhere(admin: Client, client: Client) -> None:
    page = make_practice(countries=["lt"])
    dutch = translate(page, "nl")
    edit(admin, page, countries=ids("country", "es"), area_en="Sevilla")
    assert slugs(fresh(page)) == {"lt"}
    assert "Sevilla" not in client.get(dutch.url).content.decode()
    assert slugs(fresh(page).get_latest_revision_as_object()) == {"es"}
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", fresh(page).latest_revision_id])
    assert "Sevilla" in admin.get(compare).content.decode()


def test_sync_and_publish_copy_nothing(admin: Client, django_capture_on_commit_callbacks: Callable) -> None:
    page = make_practice()
    dutch = submitted(admin, page, "nl")
    source = TranslationSource.objects.get(object_id=page.translation_key)
    with django_capture_on_commit_callbacks(execute=True):
        url = reverse("wagtail_localize:update_translations", args=[source.pk])
        assert admin.post(url, {"publish_translations": "on"}).status_code == 302
        bulk(admin, "publish", dutch)  # it lacks texts: bringing it up to date did not publish it
    assert fresh(dutch).live
    assert stored(dutch) == BLANK


def stopped_translation(admin: Client, page: PracticePage) -> PracticePage:
    """A Dutch translation with a form of its own, as after "stop synchronised translation"."""
    dutch = submitted(admin, page, "nl")
    record = Translation.objects.get(source__object_id=page.translation_key)
    assert admin.post(reverse("wagtail_localize:stop_translation", args=[record.pk])).status_code == 302
    return dutch


def test_the_form_of_a_translation(admin: Client) -> None:
    page = make_practice()
    dutch = stopped_translation(admin, page)
    html = admin.get(edit_url(dutch)).content.decode()
    assert 'name="summary"' in html
    assert f'href="{edit_url(page)}"' in html  # where the facts are
    for name in ("countries", "evidence_level", "area_en", "image", "links-TOTAL_FORMS", "files-TOTAL_FORMS"):
        assert f'name="{name}"' not in html
        assert f'name="{name}"' in admin.get(edit_url(page)).content.decode()
    forged = {
        "countries": ids("country", "es"),
        "area_en": "Sevilla",
        "links-TOTAL_FORMS": "1",
        "links-INITIAL_FORMS": "0",
    }
    forged |= {"links-0-url": "https://example.org", "links-0-ORDER": "1"}
    assert edit(admin, dutch, "publish", title="Praktijk", **forged).status_code == 302
    assert (fresh(dutch).live, fresh(dutch).title) == (True, "Praktijk")
    assert stored(dutch) == BLANK


def test_restarted_and_made_an_alias(admin: Client) -> None:
    page = make_practice()
    dutch = stopped_translation(admin, page)
    assert admin.post(edit_url(dutch), {"localize-restart-translation": "1"}).status_code == 302
    assert stored(dutch) == BLANK
    assert admin.post(reverse("wagtail_localize:convert_to_alias", args=[dutch.pk])).status_code == 302
    assert fresh(dutch).alias_of_id == page.pk
    assert stored(dutch) == BLANK
    edit(admin, page, "publish", area_en="Kaunas", countries=ids("country", "es"))
    assert stored(dutch) == BLANK
    assert list(entry(page).words) == ["en"]  # an alias is no language that the practice can be read in


def test_an_old_revision_of_a_translation_brings_no_facts_back() -> None:
    page = make_practice()
    dutch = translate(page, "nl")
    revision = dutch.latest_revision
    facts = {name: page.serializable_data()[name] for name in page.facts}
    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, **facts, "original_page": None})
    Revision.objects.get(pk=revision.pk).publish()
    assert stored(dutch) == BLANK
    assert fresh(dutch).original == page


def test_an_old_revision_of_the_original_does(admin: Client) -> None:
    page = make_practice(countries=["lt"])
    first = page.latest_revision
    edit(admin, page, "publish", countries=ids("country", "es"))
    assert slugs(fresh(page)) == {"es"}
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])
    assert send(admin, url, **{"action-publish": "1"}).status_code == 302
    assert slugs(fresh(page)) == {"lt"}


def test_a_revision_that_lacks_a_fact_leaves_it_as_it_is() -> None:
    """As of a page that was saved before the fact was invented."""
    page = make_practice(countries=["lt"], area="Vilnius")
    revision = page.latest_revision
    content = {name: value for name, value in revision.content.items() if name not in ("countries", "area")}
    Revision.objects.filter(pk=revision.pk).update(content=content)
    Revision.objects.get(pk=revision.pk).publish()
    assert (slugs(fresh(page)), fresh(page).area) == ({"lt"}, {"en": "Vilnius"})


@pytest.mark.parametrize("publish", [True, False])
def test_copy_of_an_original(admin: Client, publish: bool) -> None:
    page = make_practice(countries=["lt"])
    translate(page, "nl")
    edit(admin, page, countries=ids("country", "es"))  # a draft
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": partner_page("csci").pk}
    data |= {"publish_copies": "on"} if publish else {}
    assert admin.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data).status_code == 302
    copy = newest_practice()
    assert copy.translation_key != page.translation_key
    assert (copy.live, copy.original, slugs(copy)) == (publish, copy, {"lt"})
    assert slugs(copy.get_latest_revision_as_object()) == {"es"}
    assert not copy.translated_pages.exists()
    assert (entry(copy) is not None) == publish


def test_copy_of_a_translation_is_a_practice_of_its_own(admin: Client) -> None:
    page = make_practice(countries=["lt"])
    dutch = translate(page, "nl")
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": partner_page("csci", "nl").pk}
    assert admin.post(reverse("wagtailadmin_pages:copy", args=[dutch.pk]), data).status_code == 302
    copy = newest_practice()
    assert (copy.locale.language_code, copy.original, slugs(copy)) == ("nl", copy, {"lt"})
    copy.get_latest_revision_as_object().save_revision().publish()
    assert slugs(fresh(copy)) == {"lt"}
    assert fresh(dutch).original == page


def test_deleting_a_translation_leaves_the_practice(admin: Client) -> None:
    page = make_practice()
    dutch = translate(page, "nl")
    admin.post(reverse("wagtailadmin_pages:delete", args=[dutch.pk]))
    assert not PracticePage.objects.filter(pk=dutch.pk).exists()
    assert list(entry(page).words) == ["en"]


def test_moving_the_original_moves_its_translations(admin: Client) -> None:
    page = make_practice("kpmpc")
    dutch = translate(page, "nl")
    target = partner_page("csci")
    assert admin.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk])).status_code == 302
    assert fresh(dutch).get_parent().pk == partner_page("csci", "nl").pk
    assert entry(page).facets["partner"] == [target.code]
    assert entry(page).words["nl"]["url"] == fresh(dutch).url
    bulk(admin, "move", page, chooser=partner_page("kpmpc").pk)
    assert fresh(dutch).get_parent().pk == partner_page("kpmpc", "nl").pk
    assert not any(Page.find_problems())


def test_moving_a_translation_away_is_refused(admin: Client) -> None:
    """Below another partner, a translation would stand apart from the practice that it is a translation of."""
    page = make_practice("kpmpc")
    dutch = translate(page, "nl")
    target = partner_page("csci", "nl")
    response = admin.post(reverse("wagtailadmin_pages:move_confirm", args=[dutch.pk, target.pk]))
    assert "original" in messages(follow(admin, response))
    bulk(admin, "move", dutch, chooser=target.pk)
    assert fresh(dutch).get_parent().pk == partner_page("kpmpc", "nl").pk


def test_a_translation_is_at_least_as_private_as_its_original(admin: Client, client: Client) -> None:
    page = make_practice()
    dutch = translate(page, "nl")
    url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    admin.post(url, {"restriction_type": "login", "password": "", "groups": []})
    assert client.get(dutch.url).status_code == 302
    assert entry(page) is None
    admin.post(url, {"restriction_type": "none", "password": "", "groups": []})
    assert client.get(dutch.url).status_code == 200
    assert entry(page) is not None


def test_a_private_partner_is_private_in_every_language(client: Client) -> None:
    page = make_practice()
    dutch = translate(page, "nl")
    PageViewRestriction.objects.create(page=partner_page(), restriction_type="login")
    assert client.get(dutch.url).status_code == 302
    assert client.get(partner_page(language="nl").url).status_code == 302
    assert entry(page) is None


def test_translated_from_a_translation(admin: Client) -> None:
    """First written in Lithuanian, then in English, and from there into Italian."""
    page = make_practice("kpmpc", language="lt")
    english = submitted(admin, page, "en")
    italian = submitted(admin, english, "it")
    assert english.original == italian.original == page
    assert stored(italian) == BLANK
    assert TranslationSource.objects.filter(object_id=page.translation_key).count() == 2


def test_a_further_language(admin: Client, settings: Any) -> None:
    need_dictionaries("lv")
    languages = [*settings.WAGTAIL_CONTENT_LANGUAGES, ("lv", "Latviešu")]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = languages
    Locale.objects.create(language_code="lv")
    page = make_practice(countries=["lt"])
    latvian = submitted(admin, page, "lv")
    assert latvian.original == page
    assert stored(latvian) == BLANK
    assert latvian.get_parent().specific.original == partner_page()


def test_the_editor_shows_the_facts_with_a_draft_of_a_translation(admin: Client) -> None:
    page = make_practice(area="Klaipeda")
    dutch = translate(page, "nl")
    draft = admin.get(reverse("wagtailadmin_pages:view_draft", args=[dutch.pk])).content.decode()
    assert "Klaipeda" in draft
