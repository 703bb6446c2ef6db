from dataclasses import replace
from uuid import uuid4

import pytest
from django.http import HttpRequest
from django.utils import timezone

from search.query.results import Hit
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
