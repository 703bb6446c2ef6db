"""Entries with a third of the words, shown if none has them all, and the best of them beside those that do."""

import pytest

from search.models import PinnedResult
from search.query.query import PAGE_SIZE
from search.query.results import MAX_MORE
from tests.contract.asking import SearchClient
from tests.factories import make_practice

# text, full matches, partial matches
SEARCHES: list[tuple[str, list[str], list[str]]] = [
    ("gardening", ["Gardening"], []),
    ("gardening tomatoes", ["Gardening"], ["Sewing"]),
    ("the gardening of tomatoes", ["Gardening"], ["Sewing"]),  # stopwords are not words
    ("gardening sewing", [], ["Gardening", "Sewing"]),
    ("tomatoes skiing", [], ["Gardening", "Sewing"]),
    ("tomatoes skiing rowing", [], ["Gardening", "Sewing"]),
    ("tomatoes skiing rowing flying", [], ["Gardening", "Sewing"]),
    ("tomatoes skiing rowing flying running", [], []),  # one of five
    ("gardening sewing tomatoes skiing", [], ["Gardening", "Sewing"]),
    ("gardening tomatoes skiing rowing flying", [], ["Gardening"]),
    ("gardening tomatoes skiing rowing flying running", [], ["Gardening"]),
    ("gardening tomatoes skiing rowing flying running diving", [], ["Gardening"]),
    ("gardening tomatoes skiing rowing flying running diving surfing", [], []),  # two of eight
    ("skiing rowing", [], []),
    ("?!", [], []),
    ('"tomatoes" gardening sewing', [], ["Gardening", "Sewing"]),
    ('"neighbours dig" sewing', [], ["Gardening"]),  # a phrase is meant literally
    ('"tomatoes dig" gardening', [], []),
    ("gardening skiing -tomatoes", [], []),
    ("sewing chess -tomatoes", [], ["Chess"]),
]


@pytest.fixture
def gardens(db: None) -> None:
    make_practice(title="Gardening", summary="Tomatoes.", activities="<p>Neighbours dig.</p>", countries=["it"])
    make_practice(title="Sewing", summary="Tomatoes.", countries=["es"])
    make_practice(title="Chess", summary="Quiet.", countries=["es"])


@pytest.mark.usefixtures("gardens")
def test_full_and_partial_matches(search: SearchClient) -> None:
    found, expected = {}, {}
    for text, full, partial in SEARCHES:
        results = search.results(text)
        assert results.total == len(results.hits), text
        found[text] = (search.titles(text), sorted(search.partial(text)), results.is_partial)
        expected[text] = (full, partial, bool(partial and not full))
    assert found == expected


@pytest.mark.usefixtures("gardens")
def test_filters_apply_to_partial_matches_and_counts_agree_with_them(search: SearchClient) -> None:
    assert search.counts("country", "sewing gardening") == {"it": 1, "es": 1}
    results = search.results("sewing gardening", country=["es"])
    assert (results.total, results.is_partial, results.counts["country"]) == (1, True, {"it": 1, "es": 1})
    # Of the full matches, whichever they are: a count is what its filter finds.
    results = search.results("gardening tomatoes", country=["es"])
    assert (results.total, results.is_partial, results.counts["country"]) == (0, False, {"it": 1})
    assert search.partial("gardening tomatoes", country=["es"]) == ["Sewing"]


def test_what_is_found_counts_more_than_where_and_rare_words_more_than_frequent_ones(search: SearchClient) -> None:
    make_practice(title="Evening", summary="Evening.", activities="<p>Evening, evening, evening.</p>")
    make_practice(title="Together", activities="<p>Once, a beekeeper.</p>")
    make_practice(title="Another", activities="<p>A beekeeper, each evening.</p>")
    assert search.partial("evening beekeeper skiing chess rowing") == ["Another"]
    make_practice(title="Evening without")
    assert search.partial("evening beekeeper")[0] == "Together"
    assert search.titles("evening beekeeper") == ["Another"]


def test_a_few_partial_matches_are_shown_beside_the_first_page(search: SearchClient) -> None:
    for number in range(PAGE_SIZE + 1):
        make_practice(title=f"Gardening together {number}")
    for number in range(MAX_MORE + 1):
        make_practice(title=f"Sewing together {number}")
    assert len(search.results("gardening together").more) == MAX_MORE
    for beside in ({"page": 2}, {"sort": "newest"}, {"sort": "title"}):
        assert search.results("gardening together", **beside).more == [], beside
    assert search.results("gardening").more == []


def test_a_pinned_page_is_a_full_match(search: SearchClient) -> None:
    page = make_practice(title="Gardening")
    make_practice(title="Tomatoes")
    PinnedResult.objects.create(language="en", text="gardening tomatoes", page=page)
    assert search.titles("gardening tomatoes") == ["Gardening"]
    assert search.partial("gardening tomatoes") == ["Tomatoes"]


def test_partial_matches_have_pages(search: SearchClient, small_pages: int) -> None:
    for number in range(small_pages + 3):
        make_practice(title=f"Gardening {number}")
    for sort in ("relevance", "newest", "title"):
        found = [search.results("gardening skiing", page=page, sort=sort) for page in (1, 2, 9)]
        assert [(r.total, r.page, len(r.hits), r.is_partial) for r in found] == [
            (7, 1, 4, True), (7, 2, 3, True), (7, 2, 3, True)
        ], sort  # fmt: skip
        assert len({hit.key for results in found[:2] for hit in results.hits}) == 7
