"""With `max_missing`, hits need not have every word: as a second try, where nothing has them all."""

from search.query.query import Query
from search.query.text import MAX_WORDS
from tests.contract.asking import Asking
from tests.factories import make_practice


def titles(ask: Asking, text: str, max_missing: int) -> list[str]:
    ask.catch_up()
    results = ask.engine.search(Query(text=text, max_missing=max_missing), [], ["practice"])
    assert results.total == len(results.hits)
    return [hit.words["en"]["title"] for hit in results.hits]


def test_so_many_words_may_be_missing(ask: Asking) -> None:
    make_practice(title="Gardening", summary="Tomatoes.", activities="<p>Neighbours dig.</p>")
    make_practice(title="Sewing", summary="Tomatoes.")
    make_practice(title="Chess", summary="Quiet.")
    text = "gardening tomatoes neighbours skiing"
    assert titles(ask, text, 0) == []
    assert titles(ask, text, 1) == ["Gardening"]
    assert titles(ask, text, 2) == ["Gardening"]
    assert titles(ask, text, MAX_WORDS) == ["Gardening", "Sewing"]


def test_one_word_has_to_be_there(ask: Asking) -> None:
    make_practice(title="Gardening")
    assert titles(ask, "skiing", MAX_WORDS) == []
    assert titles(ask, "gardening", MAX_WORDS) == ["Gardening"]
    assert titles(ask, "?!", MAX_WORDS) == []


def test_what_is_excluded_stays_excluded(ask: Asking) -> None:
    make_practice(title="Gardening with tomatoes")
    make_practice(title="Gardening with roses")
    assert titles(ask, "gardening skiing -roses", MAX_WORDS) == ["Gardening with tomatoes"]
