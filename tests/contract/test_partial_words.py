"""With `max_missing`, hits may lack words: a second attempt for when nothing has them all."""

from search.query.query import Query
from search.query.text import MAX_WORDS
from tests.contract.asking import SearchClient
from tests.factories import make_practice


def titles(search: SearchClient, text: str, max_missing: int) -> list[str]:
    search.catch_up()
    results = search.engine.search(Query(text=text, max_missing=max_missing), [], ["practice"])
    assert results.total == len(results.hits)
    return [hit.words["en"]["title"] for hit in results.hits]


def test_up_to_max_missing_words_may_be_missing(search: SearchClient) -> None:
    make_practice(title="Gardening", summary="Tomatoes.", activities="<p>Neighbours dig.</p>")
    make_practice(title="Sewing", summary="Tomatoes.")
    make_practice(title="Chess", summary="Quiet.")
    text = "gardening tomatoes neighbours skiing"
    assert titles(search, text, 0) == []
    assert titles(search, text, 1) == ["Gardening"]
    assert titles(search, text, 2) == ["Gardening"]
    assert titles(search, text, MAX_WORDS) == ["Gardening", "Sewing"]


def test_at_least_one_word_has_to_match(search: SearchClient) -> None:
    make_practice(title="Gardening")
    assert titles(search, "skiing", MAX_WORDS) == []
    assert titles(search, "gardening", MAX_WORDS) == ["Gardening"]
    assert titles(search, "?!", MAX_WORDS) == []


def test_what_is_excluded_stays_excluded(search: SearchClient) -> None:
    make_practice(title="Gardening with tomatoes")
    make_practice(title="Gardening with roses")
    assert titles(search, "gardening skiing -roses", MAX_WORDS) == ["Gardening with tomatoes"]
