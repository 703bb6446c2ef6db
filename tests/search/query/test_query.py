"""A query is a value: parsed from a URL and serialised back to one."""

from urllib.parse import quote

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.query.query import MAX_PAGE, MAX_TEXT, SORTS, Query

KNOWN = {"country": ["it", "lt", "es"], "target_group": ["refugees", "migrant-women"], "partner": ["KPMPC", "csci"]}
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=2 * MAX_TEXT)
TEXTS = st.text(max_size=MAX_TEXT).map(lambda text: Query.parse(_dict(q=text), {}, "en").text)
QUERIES = st.builds(
    Query,
    text=TEXTS,
    filters=st.fixed_dictionaries(
        {}, optional={name: st.sets(st.sampled_from(values), min_size=1) for name, values in KNOWN.items()}
    ).map(lambda found: {name: tuple(sorted(found[name])) for name in KNOWN if name in found}),
    sort=st.sampled_from(SORTS),
    page=st.integers(1, MAX_PAGE),
    language=st.sampled_from(["en", "lt"]),
).flatmap(lambda query: st.sampled_from([query, query.on_page(1).exactly()] if query.text else [query]))


def _dict(**values: str | list[str]) -> QueryDict:
    parameters = QueryDict(mutable=True)
    for name, value in values.items():
        parameters.setlist(name, value if isinstance(value, list) else [value])
    return parameters


def parse(url: str, language: str = "en") -> Query:
    return Query.parse(QueryDict(url.removeprefix("?")), KNOWN, language)


@given(QUERIES)
def test_round_trip(query: Query) -> None:
    assert parse(query.to_url(), query.language) == query


@given(QUERIES, st.sampled_from([*KNOWN, "method"]))
def test_the_urls_of_all_values_of_a_facet(query: Query, facet: str) -> None:
    values = {*KNOWN.get(facet, []), "other", "needs quoting & more"}
    assert query.toggled_urls(facet, values) == {value: query.toggled(facet, value).to_url() for value in values}


@given(QUERIES)
def test_a_link_means_the_same_in_another_language(query: Query) -> None:
    other = parse(query.to_url(), "nl")
    assert other.to_url() == query.to_url()
    assert (other.text, other.filters, other.sort, other.page) == (query.text, query.filters, query.sort, query.page)


@given(
    st.lists(st.tuples(st.sampled_from(["q", "exact", "page", "sort", "format", "x", *KNOWN]), ANY_TEXT), max_size=30)
)
def test_nothing_is_an_error(pairs: list[tuple[str, str]]) -> None:
    parameters = QueryDict(mutable=True)
    for name, value in pairs:
        parameters.appendlist(name, value)
    query = Query.parse(parameters, KNOWN, "en")
    assert len(query.text) <= MAX_TEXT
    assert 1 <= query.page <= MAX_PAGE
    assert query.sort in SORTS
    assert all(set(values) <= set(KNOWN[name]) for name, values in query.filters.items())
    assert all(query.filters[name] or query.unknown[name] for name in query.filters)
    assert parse(query.to_url()).to_url() == query.to_url()
    query.text.encode()  # without lone surrogates


@given(st.binary(max_size=300))
def test_no_bytes_in_a_url_are_an_error(raw: bytes) -> None:
    query = parse(f"q={quote(raw)}&country={quote(raw)}&page={quote(raw)}")
    assert query.page >= 1


@given(QUERIES, st.sampled_from([(name, value) for name, values in KNOWN.items() for value in values]))
def test_a_value_is_toggled(query: Query, choice: tuple[str, str]) -> None:
    facet, value = choice
    once = query.toggled(facet, value)
    assert (value in once.filters.get(facet, ())) != (value in query.filters.get(facet, ()))
    assert once.page == 1
    assert once.toggled(facet, value) == query.on_page(1)


def test_unknown_parameters_are_ignored() -> None:
    query = parse("country=it&country=&colour=red&sort=shuffled&page=x&utm_source=mail")
    assert query.to_url() == "?country=it"


def test_an_unknown_value_is_kept_until_the_filters_change() -> None:
    query = parse("country=Atlantis&target_group=refugees")
    assert query.filters == {"country": (), "target_group": ("refugees",)}  # an empty selection finds nothing
    assert query.unknown == {"country": ("atlantis",)}
    assert query.on_page(2).to_url() == "?country=atlantis&target_group=refugees&page=2"
    assert query.toggled("country", "it").to_url() == "?country=it&target_group=refugees"
    assert query.toggled("target_group", "refugees").to_url() == query.without_filters().to_url() == "?"
    assert query.without_unknown().to_url() == "?target_group=refugees"
    assert parse("country=it&country=atlantis").filters == {"country": ("it",)}  # one or the other


def test_a_former_value_leads_to_one_that_exists() -> None:
    former = {"country": {"italia": "it", "ussr": "su"}}
    query = Query.parse(QueryDict("country=italia&country=ussr"), KNOWN, "en", former)
    assert (query.filters, query.unknown) == ({"country": ("it",)}, {"country": ("ussr",)})


def test_values_are_case_insensitive() -> None:
    assert parse("country=IT&partner=kpmpc&partner=CSCI").filters == {"country": ("it",), "partner": ("KPMPC", "csci")}


@pytest.mark.parametrize(
    ("text", "page"),
    [("", 1), ("0", 1), ("-3", 1), ("x", 1), ("1.5", 1), ("٣", 1), ("7", 7), ("99999999999999", MAX_PAGE)],
)
def test_page_numbers(text: str, page: int) -> None:
    assert parse(f"page={quote(text)}").page == page


def test_a_long_text_is_truncated_between_words() -> None:
    query = parse(f"q={'gardening ' * 50}")
    assert query.was_truncated
    assert set(query.text.split()) == {"gardening"}
    assert len(query.text) <= MAX_TEXT
    assert not parse("q=gardening").was_truncated
    assert len(parse(f"q={'x' * 10_000}").text) == MAX_TEXT
    assert parse(f"q=gardening{'+' * 5000}-sport").text == "gardening -sport"
