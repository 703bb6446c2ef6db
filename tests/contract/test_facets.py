"""Several values of one facet: OR. Different facets: AND. A facet's own counts ignore its own selection."""

from practices.models import Concept
from tests.contract.asking import SearchClient
from tests.factories import make_practice, translate


def test_values_of_one_facet_are_alternatives(search: SearchClient) -> None:
    make_practice(title="Lithuanian", countries=["lt"])
    make_practice(title="Italian", countries=["it"])
    make_practice(title="Spanish", countries=["es"])
    assert sorted(search.titles(country=["it", "lt"])) == ["Italian", "Lithuanian"]


def test_different_facets_must_all_match(search: SearchClient) -> None:
    make_practice(title="Both", countries=["it"], methods=["sport"])
    make_practice(title="Country only", countries=["it"], methods=["mentoring"])
    make_practice(title="Method only", countries=["es"], methods=["sport"])
    assert search.titles(country=["it"], method=["sport"]) == ["Both"]
    assert search.titles(country=["it"], method=["sport"], target_group=["parents"]) == []


def test_counts_ignore_their_own_selection_and_respect_all_others(search: SearchClient) -> None:
    make_practice(countries=["it"], methods=["sport"])
    make_practice(countries=["it"], methods=["mentoring"])
    make_practice(countries=["es"], methods=["sport"])
    results = search.results(country=["it"], method=["sport"])
    assert results.total == 1
    assert results.counts["country"] == {"it": 1, "es": 1}  # all with sport
    assert results.counts["method"] == {"sport": 1, "mentoring": 1}  # all in Italy
    assert results.counts["target_group"] == {"refugees": 1}  # both


def test_counts_respect_the_text(search: SearchClient) -> None:
    make_practice(title="Gardening together", countries=["it"])
    make_practice(title="Cooking together", countries=["es"])
    assert search.counts("country", "gardening") == {"it": 1}
    assert search.counts("country", "gardening", country=["es"]) == {"it": 1}
    assert search.results("gardening", country=["es"]).total == 0


def test_every_value_is_counted(search: SearchClient) -> None:
    """Not only the ten most frequent ones."""
    countries = list(Concept.objects.filter(scheme="country").values_list("slug", flat=True))
    assert len(countries) > 20
    for _ in range(2):
        make_practice(countries=countries)
    assert search.counts("country") == dict.fromkeys(countries, 2)


def test_counts_count_practices_not_pages(search: SearchClient) -> None:
    practice = make_practice(countries=["it"])
    for language in ("nl", "it", "lt", "es"):
        translate(practice, language)
    results = search.results()
    assert results.total == 1
    assert results.counts["country"] == {"it": 1}
    assert results.counts["partner"] == {"kpmpc": 1}
    assert results.counts["language"] == dict.fromkeys(["en", "nl", "it", "lt", "es"], 1)


def test_a_practice_is_in_every_language_that_it_can_be_read_in(search: SearchClient) -> None:
    practice = make_practice(title="Bilingual")
    translate(practice, "nl")
    translate(practice, "it", live=False)
    assert search.titles(language=["nl"], country=["lt"]) == ["Bilingual"]
    assert search.counts("language") == {"en": 1, "nl": 1}


def test_partners_are_a_facet(search: SearchClient) -> None:
    make_practice("kpmpc", title="Lithuanian")
    make_practice("csci", title="Italian", language="it")
    assert search.titles(partner=["csci"]) == ["Italian"]
    assert search.counts("partner", partner=["csci"]) == {"kpmpc": 1, "csci": 1}


def test_only_the_requested_facets_are_counted(search: SearchClient) -> None:
    make_practice()
    assert set(search.results(facets=["country"]).counts) == {"country"}
    assert search.results(facets=[]).counts == {}


def test_an_unused_value_finds_nothing(search: SearchClient) -> None:
    make_practice(countries=["it"])
    results = search.results(country=["no-such-country"])
    assert (results.total, results.hits) == (0, [])
    assert results.counts["country"] == {"it": 1}
    assert search.results(no_such_facet=["x"]).total == 0


def test_evidence_audience_and_period_are_facets_and_searchable_text(search: SearchClient) -> None:
    make_practice(title="Old", start_year=1998, end_year=2005, evidence_level="good", audiences=["teachers"])
    make_practice(title="New", start_year=2004, ongoing=True, evidence_level="promising", audiences=["mentors"])
    assert search.titles(period=["1990s", "ongoing"], evidence_level=["good"]) == ["Old"]
    assert search.titles(period=["2000s"], audience=["mentors"]) == ["New"]
    assert search.counts("period", period=["1990s"])["2000s"] == 2
    assert [search.titles(text) for text in ("1999", "2006", "promising")] == [["Old"], ["New"], ["New"]]
