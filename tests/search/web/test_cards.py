from dataclasses import replace
from uuid import uuid4

import pytest
from django.http import HttpRequest
from django.utils import timezone

from search.query.query import Query
from search.query.results import Hit, Results
from search.web import presentation


def test_a_card_is_made_once_whatever_people_search_for(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(presentation, "thumbnail", lambda photo, cover: made.append(cover) or "")
    request = HttpRequest()
    request._page_clock = -1  # as if it had been read
    words = {"en": {"title": "A <b>course</b>", "summary": "For women", "body": "", "url": "/en/a/"}}
    hit = Hit(uuid4(), "news", "en", words, {}, {}, {}, timezone.now())

    def title_and_summary(*terms: str, of: Hit = hit) -> tuple[str, str]:
        [card] = presentation.cards([of], frozenset(terms), {}, "en", request)
        return str(card.title_html), str(card.summary_html)

    assert title_and_summary() == ("A &lt;b&gt;course&lt;/b&gt;", "For women")
    assert title_and_summary("course") == ("A &lt;b&gt;<mark>course</mark>&lt;/b&gt;", "For women")
    assert title_and_summary("women") == ("A &lt;b&gt;course&lt;/b&gt;", "For <mark>women</mark>")
    assert len(made) == 1

    written_again = replace(hit, words={"en": words["en"] | {"title": "Two courses"}})
    assert title_and_summary(of=written_again) == ("Two courses", "For women")


def test_a_card_shows_the_target_groups_that_a_reader_filters_or_searches_for(monkeypatch: pytest.MonkeyPatch) -> None:
    labels = {"target_group": {name: name.capitalize() for name in ("families", "men", "refugees", "women", "youth")}}
    monkeypatch.setattr(presentation, "labels_by_facet", lambda reader: labels)
    monkeypatch.setattr(presentation, "thumbnail", lambda photo, cover: "")
    request = HttpRequest()
    request._page_clock = -1
    words = {"en": {"title": "Together", "summary": "A course", "body": "", "url": "/en/a/"}}
    hit = Hit(uuid4(), "practice", "en", words, {}, {"target_group": list(labels["target_group"])}, {}, timezone.now())

    def shown(*terms: str, **filters: tuple[str, ...]) -> list[str]:
        results = Results(1, 1, [hit], {}, "", terms=frozenset(terms))
        return presentation.Found(request, Query(filters=filters), results, []).hits[0].facts_shown

    assert shown() == ["Families", "Men", "Refugees"]
    assert shown(target_group=("youth", "women")) == ["Women", "Youth", "Families"]
    assert shown("youth") == ["Youth", "Families", "Men"]
