"""What readers searched for and the site did not find: what is counted, for how long it is kept, and who sees it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.core.signals import request_finished
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.base.languages import content_languages
from cms.base.signals import site_begun
from search.missed import counting
from search.missed.retention import delete_due
from search.models import MissedSearch, SynonymGroup
from search.query.curation import curation_cache
from tests.factories import make_practice
from tests.search.site import PRACTICES

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def visit(parameters: str, client: Client | None = None, reader: str = "en") -> Any:
    response = (client or Client()).get(f"{PRACTICES[reader]}?{parameters}")
    assert response.status_code == 200
    return response


def counted() -> list[tuple[str, str, str, int]]:
    return sorted(MissedSearch.objects.values_list("language", "text", "kind", "count"))


def missed(text: str, days_ago: int = 0, count: int = 1, language: str = "en") -> MissedSearch:
    day = timezone.localdate() - timedelta(days=days_ago)
    return MissedSearch.objects.create(language=language, text=text, kind="nothing", day=day, count=count)


def test_what_is_not_found_is_counted_by_day_language_and_kind() -> None:
    make_practice(title="Gardening together")
    for _ in range(2):
        visit("q=Zumba%20%20CLASS!")
    visit("q=zumba+class", reader="lt")
    visit("q=gardeming")
    visit("q=gardening+zumba")
    visit("q=gardening")
    assert counted() == [
        ("en", "gardeming", "corrected", 1),
        ("en", "gardening zumba", "partial", 1),
        ("en", "zumba class", "nothing", 2),
        ("lt", "zumba class", "nothing", 1),
    ]
    assert set(MissedSearch.objects.values_list("day", flat=True)) == {timezone.localdate()}


@pytest.mark.sample(6)
@pytest.mark.parametrize(
    "parameters",
    [
        "q=",
        "q=%21%3F",
        "q=zumba&country=lt",  # a filter may be why
        "q=zumba&page=2",
        "q=zumba&sort=newest",
        "q=zumba&format=json",
        "q=zumba&format=atom",
        "q=zumba+-class",
        "q=somebody%40example.org",
        "q=somebody%EF%BC%A0example.org",
        "q=%2B370+612+34567",
        "q=1990-01-31",
        "q=" + quote("٠١٢٣٤٥٦"),
        "q=https%3A//example.org/%3Ftoken%3Dx",
    ],
)
def test_what_may_be_personal_or_says_nothing_about_words_is_not_counted(parameters: str) -> None:
    make_practice(countries=["lt"])
    visit(parameters)
    assert counted() == []


def test_a_long_text_is_cut() -> None:
    visit("q=" + "zumba+" * 30)
    [(_language, text, _kind, _count)] = counted()
    assert text == ("zumba " * 30)[:100].strip()


def test_editors_who_try_things_out_are_not_counted(signed_in: Callable[[str], Client]) -> None:
    visit("q=zumba", signed_in("partner-kpmpc"))
    assert counted() == []


def test_it_is_written_after_the_response(monkeypatch: pytest.MonkeyPatch) -> None:
    """While the response is made, nothing is written; a failure afterwards reaches nobody."""
    request_finished.disconnect(counting.write)
    try:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            visit("q=zumba")
        assert not [query for query in queries.captured_queries if "missedsearch" in query["sql"]]
    finally:
        request_finished.connect(counting.write)

    def fail(*args: str) -> None:
        raise DatabaseError("locked")

    with monkeypatch.context() as patched:
        patched.setattr(counting, "count", fail)
        counting.write()
    counting.write()  # it is not tried again with the next request
    assert counted() == []


def test_a_program_cannot_fill_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MAX_A_DAY", 2)
    missed("yesterday", days_ago=1)
    for text in ("first", "second", "third", "second"):
        counting.count("en", text, "nothing")
    assert [(text, count) for _language, text, _kind, count in counted()] == [
        ("first", 1),
        ("second", 2),
        ("yesterday", 1),
    ]


def test_what_was_rare_is_deleted_after_a_month_and_everything_after_a_year() -> None:
    missed("once", 31)
    missed("lately", 30)
    missed("twice", 31, 2)
    missed("now and again", 31), missed("now and again", 1, 2)
    missed("in two languages", 31, 2), missed("in two languages", 31, 2, language="lt")
    missed("long ago", 366, 9)
    delete_due()
    assert sorted(MissedSearch.objects.values_list("text", flat=True)) == ["lately", "now and again", "now and again"]


def test_curators_see_totals_and_add_a_synonym_with_one_click(signed_in: Callable[[str], Client]) -> None:
    missed('užsieniečių "kalba" & co', 1, 4, language="lt")
    missed('užsieniečių "kalba" & co', 0, 3, language="lt")
    missed("zumba")
    client = signed_in("coordinator")
    url = reverse("missed_searches")
    assert url in client.get(reverse("wagtailadmin_home")).content.decode()
    rows = BeautifulSoup(client.get(url).content, "html.parser").select("tbody tr")
    assert ["zumba" in row.get_text() for row in rows] == [False, True]  # the most frequent first
    assert "7" in [cell.get_text(strip=True) for cell in rows[0].select("td")]
    found = client.get(url, {"language": "lt", "kind": "nothing"})
    [row] = BeautifulSoup(found.content, "html.parser").select("tbody tr")
    search, synonyms, pin = (link["href"] for link in row.select("a"))
    assert search.startswith("/lt/search/?q=u")
    form = BeautifulSoup(client.get(synonyms).content, "html.parser")
    assert form.select_one("textarea[name=terms]").get_text().strip() == 'užsieniečių "kalba" & co'
    assert form.select_one("select[name=language] option[selected]")["value"] == "lt"
    assert BeautifulSoup(client.get(pin).content, "html.parser").select_one("[name=text]")["value"].startswith("užs")
    assert client.get(url, {"kind": "corrected", "ordering": "'"}).status_code == 200


def test_nobody_else_sees_them(signed_in: Callable[[str], Client]) -> None:
    for client in (signed_in("partner-kpmpc"), signed_in("translator-nl"), Client()):
        for name in ("missed_searches", "missed_searches_results"):
            assert client.get(reverse(name)).status_code == 302


def test_a_new_site_has_synonyms_in_each_language() -> None:
    site_begun.send(sender=None)
    for code, _name in content_languages():
        groups = {group: group.terms_by_words().keys() for group in SynonymGroup.objects.filter(language=code)}
        assert 80 <= len(groups) <= 160
        for group, terms in groups.items():  # valid: with `full_clean`, each would read all others
            group.clean_fields()
            assert len(terms) == len(group.terms.splitlines()) >= 2, group
            assert [other for other in groups if terms <= groups[other]] == [group]
    make_practice(title="Learning Dutch", activities="<p>With childcare.</p>")
    assert curation_cache.get().synonyms_in("en")
    assert "Learning Dutch" in visit("q=babysitting").content.decode()
