"""One hit per practice, sorted, page by page."""

from datetime import timedelta

from django.utils import timezone

from home.models import NewsPage, StandardPage, TimelinePage
from practices.models import PracticePage
from tests.contract.asking import SearchClient
from tests.factories import make_practice, translate


def test_one_hit_per_practice_in_however_many_languages(search: SearchClient) -> None:
    practice = make_practice(title="Gardening", language="it")
    translate(practice, "nl", title="Tuinieren")
    (hit,) = search.results().hits
    assert (hit.key, hit.kind, hit.language) == (practice.translation_key, "practice", "it")
    assert {code: words["title"] for code, words in hit.words.items()} == {"it": "Gardening", "nl": "Tuinieren"}
    assert hit.words["nl"]["url"].startswith("/nl/")


def test_shown_in_the_readers_language_or_else_the_first_of_the_site(search: SearchClient) -> None:
    practice = make_practice(title="Giardinaggio", language="it")
    translate(practice, "nl", title="Tuinieren")
    (hit,) = search.results().hits
    assert [hit.language_for(code) for code in ("nl", "it", "lt")] == ["nl", "it", "nl"]


def test_relevance_puts_titles_before_labels_before_bodies(search: SearchClient) -> None:
    body = "<p>" + "Many words about other things, and one about gardening. " * 3 + "</p>"
    make_practice(title="In the body", activities=body)
    make_practice(title="In a label", organisations="Gardening club")
    make_practice(title="Gardening")
    assert search.titles("gardening") == ["Gardening", "In a label", "In the body"]


def test_without_words_relevance_is_newest_first(search: SearchClient) -> None:
    _published("Older", days=2)
    _published("Newest", days=0)
    _published("Oldest", days=9)
    assert search.titles() == search.titles(sort="newest") == ["Newest", "Older", "Oldest"]


def test_newest_first_with_words(search: SearchClient) -> None:
    _published("Gardening", days=5)
    _published("Newer", days=1, activities="<p>Gardening</p>")
    assert search.titles("gardening", sort="newest") == ["Newer", "Gardening"]


def test_by_the_title_that_the_reader_sees(search: SearchClient) -> None:
    first = make_practice(title="Žydėjimas")
    make_practice(title="apples")
    make_practice(title="Érable")
    translate(first, "nl", title="Aardbei")
    assert search.titles(sort="title") == ["apples", "Érable", "Žydėjimas"]
    assert search.titles(sort="title", reader="nl") == ["Žydėjimas", "apples", "Érable"]


def test_pages_of_results(search: SearchClient, small_pages: int) -> None:
    titles = [f"Practice {number:02}" for number in range(2 * small_pages + 3)]
    for title in titles:
        make_practice(title=title)
    pages = [search.results("practice", sort="title", page=page) for page in (1, 2, 3)]
    shown = [[hit.words["en"]["title"] for hit in results.hits] for results in pages]
    assert shown == [titles[:4], titles[4:8], titles[8:]]
    assert [(r.page, r.pages, r.total) for r in pages] == [(1, 3, 11), (2, 3, 11), (3, 3, 11)]
    for sort in ("relevance", "newest", "title"):
        beyond = search.results("practice", sort=sort, page=999_999)
        assert (beyond.page, len(beyond.hits)) == (3, 3), sort
        keys = [hit.key for page in (1, 2, 3) for hit in search.results("practice", sort=sort, page=page).hits]
        assert len(set(keys)) == 11, sort  # none twice, none missing


def test_the_first_page_of_nothing(search: SearchClient) -> None:
    results = search.results("nothing", page=7)
    assert (results.page, results.pages, results.total, results.hits) == (1, 1, 0, [])


def test_kinds_limit_what_is_searched(search: SearchClient) -> None:
    make_practice(title="Gardening")
    news = NewsPage.objects.filter(locale__language_code="en").first()
    news.title = "Gardening news"
    news.save_revision().publish()
    assert search.titles("gardening", kinds=["practice"]) == ["Gardening"]
    assert search.titles("gardening", kinds=["news"]) == ["Gardening news"]
    assert sorted(search.titles("gardening", kinds=["news", "practice"])) == ["Gardening", "Gardening news"]
    everything = search.results(kinds=[], facets=["kind"])
    assert everything.counts["kind"]["practice"] == 1
    assert everything.counts["kind"]["partner"] == 5
    originals = {page.translation_key for page in NewsPage.objects.live()}
    assert everything.counts["kind"]["news"] == len(originals)
    others = {page.translation_key for model in (StandardPage, TimelinePage) for page in model.objects.live()}
    assert everything.counts["kind"]["page"] == len(others)
    assert everything.total == sum(everything.counts["kind"].values())


def test_results_say_which_engine_answered_and_how_fast(search: SearchClient) -> None:
    results = search.results()
    assert results.engine == search.engine.name
    assert results.milliseconds > 0


def _published(title: str, days: int, **values: object) -> PracticePage:
    page = make_practice(title=title, **values)
    page.first_published_at = timezone.now() - timedelta(days=days)
    page.save()
    return page
