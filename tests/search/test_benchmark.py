"""The benchmark uses the same practices and searches in every run, and all engines in it count the same."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings

from benchmarks.generate import LANGUAGES, practices, queries
from tests.elasticsearch.server import server_url


def test_the_same_practices_and_searches_in_every_run() -> None:
    generated = [(p.key, p.words, p.labels, p.facets, p.sorted_at) for p in practices(20)]
    searches = [(query.text, query.filters, query.language) for query in queries()]
    assert sha256(f"{generated}{searches}".encode()).hexdigest()[:16] == "f32b434ee8601e34"


def test_a_larger_repository_starts_with_the_smaller_one() -> None:
    assert list(practices(12))[:5] == list(practices(5))


def test_the_mix_of_practices_and_searches() -> None:
    generated, searches = list(practices(200)), queries()
    assert {practice.language for practice in generated} == set(LANGUAGES)
    counts = [
        sum("country-0" in p.facets["country"] for p in generated),
        sum("country-20" in p.facets["country"] for p in generated),
    ]
    assert counts[0] > 5 * max(1, counts[1])  # Zipf's law
    assert {len(query.text.split()) for query in searches} == {0, 1, 2}
    assert {len(query.filters) for query in searches} == {0, 1, 2, 3}
    assert any(len(values) > 1 for query in searches for values in query.filters.values())


def check(module: str, **variables: str) -> None:
    """In a separate process, which has the stock site's app installed and a database that may be emptied."""
    command = [sys.executable, "-m", module, "50", "--check"]
    environment = {**os.environ, **variables}
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "50 searches of 50 practices: the same figures.\n"


@pytest.mark.sample(0)
@pytest.mark.once
def test_the_embedded_engine_and_naive_sql_count_the_same(tmp_path: Path) -> None:
    check("benchmarks.search", DATABASE_URL=f"sqlite:///{tmp_path / 'db.sqlite3'}")


@pytest.mark.sample(0)
@pytest.mark.elasticsearch
def test_all_elasticsearch_variants_count_the_same(tmp_path: Path) -> None:
    check(
        "benchmarks.elasticsearch",
        DATABASE_URL=f"sqlite:///{tmp_path / 'db.sqlite3'}",
        DJANGO_SETTINGS_MODULE="benchmarks.settings",
        TEST_ELASTICSEARCH_URL=server_url(),
    )
