"""The vocabulary: one term, its labels side by side; nothing that practices use is lost by a slip."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from practices.models import Concept
from search.models import SearchEntry
from tests.base.admin import edit, fresh, messages, send
from tests.factories import make_practice, terms

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]
NAMES = "wagtailsnippets_practices_concept"


@pytest.fixture
def coordinator(signed_in: SignIn) -> Client:
    return signed_in("coordinator")


def term(slug: str, scheme: str = "target-group") -> Concept:
    return terms(scheme, [slug])[0]


def change(client: Client, concept: Concept, **values: Any) -> HttpResponse:
    return send(client, reverse(f"{NAMES}:edit", args=[concept.pk]), FORM, **values)


FORM = "w-editor-form"


def test_every_language_side_by_side(coordinator: Client) -> None:
    concept = term("refugees")
    html = coordinator.get(reverse(f"{NAMES}:edit", args=[concept.pk])).content
    inputs = BeautifulSoup(html, "html.parser").select("input[name^=labels_]:not([type=hidden])")
    assert [each["lang"] for each in inputs] == ["en", "nl", "it", "lt", "es"]
    assert [each["value"] for each in inputs] == [concept.labels[each["lang"]] for each in inputs]
    assert change(coordinator, concept, labels_nl="Gevluchten", labels_lt="").status_code == 302
    concept = fresh(concept)
    assert (concept.label("nl"), "lt" in concept.labels) == ("Gevluchten", False)
    with translation.override("lt"):
        assert str(concept) == concept.labels["en"]  # another language falls in


def test_a_new_label_is_searched_at_once(coordinator: Client) -> None:
    page = make_practice(target_groups=["refugees"])
    change(coordinator, term("refugees"), labels_nl="Gevluchten", alt_labels_nl="ontheemden")
    found = SearchEntry.objects.get(key=page.translation_key)
    assert "Gevluchten" in found.labels["nl"]
    assert "ontheemden" in found.labels["nl"]


def test_a_language_that_the_site_no_longer_has_is_kept(coordinator: Client) -> None:
    concept = term("refugees")
    Concept.objects.filter(pk=concept.pk).update(labels={**concept.labels, "lv": "bēgļi"})
    change(coordinator, concept, labels_en="People who fled")
    assert fresh(concept).labels["lv"] == "bēgļi"


def test_a_term_needs_a_label(coordinator: Client) -> None:
    blank = {f"labels_{code}": "" for code in ("en", "nl", "it", "lt", "es")}
    response = change(coordinator, term("refugees"), **blank)
    assert "labels" in response.context["form"].errors


def test_a_language_without_a_label_is_told_and_not_refused(coordinator: Client) -> None:
    concept, edit_url = term("refugees"), reverse(f"{NAMES}:edit", args=[term("refugees").pk])
    missing = "No label in: Lietuviškai, Español"

    def cell() -> str:
        html = coordinator.get(reverse(f"{NAMES}:list"), {"q": "refugees"}).content
        rows = BeautifulSoup(html, "html.parser").select("tbody tr")
        [row] = [row for row in rows if edit_url in str(row)]
        return " ".join(row.get_text(" ", strip=True).split())

    assert "5 of 5" in cell()
    assert "No label" not in cell() + coordinator.get(edit_url).content.decode()
    response = change(coordinator, concept, labels_lt="", labels_es=" ")
    assert response.status_code == 302
    assert missing in messages(coordinator.get(response["Location"]))
    assert f"3 of 5 {missing}" in cell()
    warning = BeautifulSoup(coordinator.get(edit_url).content, "html.parser").select_one(".help-warning")
    assert missing in warning.get_text()
    response = change(coordinator, concept, labels_lt="Pabėgėliai", labels_es="Refugiados")
    assert "No label" not in messages(coordinator.get(response["Location"]))


def test_a_new_term(coordinator: Client) -> None:
    add, values = reverse(f"{NAMES}:add"), {"scheme": "method", "slug": ""}
    assert "needs a slug" in send(coordinator, add, FORM, **values, labels_en="戏剧").text
    response = send(coordinator, add, FORM, **values, labels_en="Theatre")
    assert response.status_code == 302
    assert "No label in: Nederlands, Italiano" in messages(coordinator.get(response["Location"]))
    assert term("theatre", "method").label("nl") == "Theatre"


def test_a_duplicate_is_refused(coordinator: Client) -> None:
    values = {"scheme": "target-group", "slug": "refugees", "labels_en": "Again"}
    response = send(coordinator, reverse(f"{NAMES}:add"), FORM, **values)
    assert response.status_code == 200
    assert "already exists" in messages(response)
    assert Concept.objects.filter(scheme="target-group", slug="refugees").count() == 1


def test_no_term_stands_below_itself(coordinator: Client) -> None:
    top = Concept.objects.create(scheme="target-group", slug="top", labels={"en": "Top"})
    middle = Concept.objects.create(scheme="target-group", slug="middle", labels={"en": "Middle"}, broader=top)
    below = Concept.objects.create(scheme="target-group", slug="below", labels={"en": "Below"}, broader=middle)
    for broader in (top, middle, below):
        assert "broader" in change(coordinator, top, broader=broader.pk).context["form"].errors
    assert "broader" in change(coordinator, top, broader=term("mentoring", "method").pk).context["form"].errors
    assert fresh(top).broader is None
    assert change(coordinator, below, broader=top.pk).status_code == 302


def test_a_used_term_keeps_its_vocabulary(coordinator: Client) -> None:
    make_practice(target_groups=["refugees"])
    response = change(coordinator, term("refugees"), scheme="method", broader="")
    assert "scheme" in response.context["form"].errors


def test_a_changed_slug_warns(coordinator: Client) -> None:
    page = make_practice(target_groups=["refugees"])
    response = change(coordinator, term("refugees"), slug="people-who-fled")
    assert "refugees" in messages(coordinator.get(response["Location"]))
    assert SearchEntry.objects.get(key=page.translation_key).facets["target_group"] == ["people-who-fled"]
    response = change(coordinator, term("people-who-fled"), labels_en="Fled")
    assert "mean this term" not in messages(coordinator.get(response["Location"]))


def test_terms_of_another_vocabulary_are_refused(signed_in: SignIn) -> None:
    page = make_practice(live=False)
    response = edit(signed_in("partner-kpmpc"), page, "submit", target_groups=[term("mentoring", "method").pk])
    assert "target_groups" in response.context["form"].errors
