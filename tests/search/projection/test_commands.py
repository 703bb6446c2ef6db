"""`check_search`, `rebuild_search` and `load_demo`."""

from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page

from search.engines.database.text_index import text_index
from search.models import SearchEntry
from search.projection import indexing
from tests.factories import make_practice
from tests.search.site import is_found, search

pytestmark = pytest.mark.django_db


def run(command: str, *arguments: str) -> str:
    output = StringIO()
    call_command(command, *arguments, stdout=output)
    return output.getvalue()


def test_check_without_differences() -> None:
    make_practice()
    assert "matches" in run("check_search")


def test_check_reports_differences_and_repairs_them() -> None:
    outdated, missing, removed = (make_practice(title=title) for title in ("Gardening", "Skiing", "Zorbing"))
    SearchEntry.objects.filter(key=outdated.translation_key).update(facets={})
    SearchEntry.objects.filter(key=missing.translation_key).delete()
    SearchEntry.objects.filter(key=removed.translation_key).update(removed=True)
    surplus = SearchEntry.objects.create(key=uuid4(), version=0, kind="practice", sorted_at=timezone.now())
    output = StringIO()
    with pytest.raises(CommandError, match="4 entries differ"):
        call_command("check_search", stdout=output)
    expected = {
        f"outdated: {outdated.translation_key}",
        f"missing: {missing.translation_key}",
        f"missing: {removed.translation_key}",
        f"surplus: {surplus.key}",
    }
    assert set(output.getvalue().splitlines()) == expected
    assert not is_found(missing)  # nothing was changed
    assert "4 entries repaired" in run("check_search", "--repair")
    assert all(is_found(page) for page in (outdated, missing, removed))
    assert "matches" in run("check_search")


def test_rebuild_rewrites_entries_and_texts() -> None:
    page = make_practice(title="Gardening")
    entry = SearchEntry.objects.get(key=page.translation_key)
    text_index().remove([entry.pk])
    assert not is_found(page)
    SearchEntry.objects.exclude(pk=entry.pk).delete()
    output = run("rebuild_search")
    assert is_found(page)
    assert "matches" in run("check_search")
    assert f"{SearchEntry.objects.filter(removed=False).count()} entries can be found" in output


def test_entries_from_before_terms_were_stored_are_repaired() -> None:
    page = make_practice(title="Gardening")
    entries = SearchEntry.objects.filter(key=page.translation_key)
    text_index().remove([entries.get().pk])
    entries.update(terms={})
    with pytest.raises(CommandError, match="1 entries differ"):
        run("check_search")
    run("check_search", "--repair")
    assert is_found(page)
    assert "gardening" in entries.get().terms["title"]


def test_rebuild_recomputes_the_terms_of_another_analysis() -> None:
    """With a new version, so that Elasticsearch gets them too."""
    page = make_practice(title="Gardening")
    entry = SearchEntry.objects.get(key=page.translation_key)
    terms = entry.terms
    SearchEntry.objects.filter(pk=entry.pk).update(terms={**terms, "title": "outdated"})
    run("rebuild_search")
    again = SearchEntry.objects.get(pk=entry.pk)
    assert again.terms == terms
    assert again.version > entry.version
    run("rebuild_search")
    assert SearchEntry.objects.get(pk=entry.pk).version == again.version


def test_searches_miss_nothing_during_a_rebuild(monkeypatch: pytest.MonkeyPatch) -> None:
    practices = [make_practice(title=f"Gardening {number}") for number in range(6)]
    monkeypatch.setattr(indexing, "BATCH", 5)
    seen = []

    def progress(done: int, total: int) -> None:
        seen.append((done, total, search("gardening")["total"]))

    indexing.rebuild(progress)
    assert len(seen) > 2
    assert {found for _, _, found in seen} == {len(practices)}
    assert seen[-1][0] == seen[-1][1]


def test_a_removed_entry_keeps_no_words() -> None:
    page = make_practice(title="Gardening")
    page.delete()
    entry = SearchEntry.objects.get(key=page.translation_key)
    assert entry.removed
    assert (entry.words, entry.labels, entry.facets) == ({}, {}, {})


@pytest.mark.sample(0)
@pytest.mark.usefixtures("demo")
def test_loading_the_demo_twice_adds_nothing() -> None:
    assert indexing.find_differences().keys == []
    before = Page.objects.count(), list(SearchEntry.objects.order_by("pk").values_list("pk", "version"))
    run("load_demo")
    assert (Page.objects.count(), list(SearchEntry.objects.order_by("pk").values_list("pk", "version"))) == before
