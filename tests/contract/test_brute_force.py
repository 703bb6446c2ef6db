"""Hits, visibility and counts of random searches, compared with plain Python over the pages."""

from random import Random

import pytest

from tests.contract.asking import SearchClient
from tests.contract.world import expected, populate, random_query, visible_practices

PRACTICES, QUERIES = 20, 40


@pytest.mark.sample(2)  # one on each engine
@pytest.mark.parametrize("seed", [1, 2])
def test_random_searches_of_a_random_repository(search: SearchClient, seed: int) -> None:
    random = Random(seed)
    populate(random, PRACTICES)
    practices = visible_practices()
    assert PRACTICES // 3 < len(practices) < PRACTICES  # some are hidden
    found_some = 0
    for _ in range(QUERIES):
        words, filters = random_query(random)
        hits, counts = expected(practices, words, filters)
        sort = random.choice(["relevance", "newest", "title"])
        results = search.results(" ".join(words), sort=sort, **filters)
        assert (results.total, results.counts) == (len(hits), counts), (words, filters)
        found = [hit.key for hit in results.hits]
        for page in range(2, results.pages + 1):
            found += [hit.key for hit in search.results(" ".join(words), sort=sort, page=page, **filters).hits]
        assert (len(found), set(found)) == (len(hits), hits), (words, filters, sort)
        found_some += bool(hits)
    assert found_some > QUERIES // 3
