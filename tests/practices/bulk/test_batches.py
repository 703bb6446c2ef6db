"""More practices than one request changes: the worker does the rest, and asks again."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from cms.base.models import User
from cms.base.signals import mail_round
from practices.curation.listing.list_view import PracticeListView
from practices.models import BulkChange, ChangedPractice, Concept, PracticePage
from practices.vocabulary.replacing import merge_term
from tests.base.admin import fresh
from tests.factories import copy_practices, partner_page
from tests.practices.bulk.work import do, outcomes, published, slugs, undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english_admin")]
LIST = "/admin/practices/"


@pytest.mark.once
def test_all_that_the_filter_finds(coordinator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PracticeListView, "paginate_by", 2)
    monkeypatch.setattr("practices.bulk.running.MAX_IN_REQUEST", 2)
    copy_practices([published(title="Wanted", partner="csci")], 2)
    published(title="Elsewhere", partner="kpmpc")
    soup = BeautifulSoup(coordinator.get(LIST, {"partner": "csci", "q": "wanted"}).content, "html.parser")
    link = soup.select_one("a[href*='id=all']")
    assert "3" in link.get_text()
    query = dict(parse_qsl(urlsplit(link["href"]).query))
    assert query["next"] == f"{LIST}?partner=csci&q=wanted"
    chosen = BeautifulSoup(coordinator.get(link["href"]).content, "html.parser")
    assert "3 practices are selected" in chosen.get_text()
    form = BeautifulSoup(coordinator.get(link["href"] + "&change=licence").content, "html.parser")
    found = form.select_one("input[name=ids]")["value"].split(",")
    keys = PracticePage.objects.filter(pk__in=found).values_list("translation_key", flat=True)
    assert len(set(keys)) == 3
    assert {page.get_parent().pk for page in PracticePage.objects.filter(pk__in=found)} == {partner_page("csci").pk}
    # What was previewed is what is done, whatever the list finds by then.
    published(title="Wanted later", partner="csci")
    coordinator.post(link["href"] + "&change=licence", {"ids": ",".join(found), "value": "cc0-1.0", "confirmed": "1"})
    made = BulkChange.objects.get()
    assert made.practices.count() == 3
    assert made.waiting.count() == 3
    waits = coordinator.get(reverse("bulk_change", args=[made.pk]))
    assert waits["Refresh"]
    assert "0 of 3" in waits.text
    assert "/undo/" not in waits.text
    while made.waiting.exists():
        mail_round.send(sender=None)
    assert not PracticePage.objects.filter(pk__in=found).exclude(licence="cc0-1.0").exists()
    assert set(outcomes(made).values()) == {"changed"}
    undo(coordinator, made)
    assert made.waiting.count() == 3
    while made.waiting.exists():
        mail_round.send(sender=None)
    assert set(outcomes(made).values()) == {"undone"}


@pytest.mark.once
def test_what_is_asked_again_when_it_is_done(coordinator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the worker, later: an account may be closed, a practice sent for review, a term deleted."""
    monkeypatch.setattr("practices.bulk.running.ROUND", 300.0)  # a busy machine does them all in one round, too
    monkeypatch.setattr("practices.bulk.running.MAX_IN_REQUEST", 3)
    pages = [published(title=f"P{number}") for number in range(4)]
    made = do(coordinator, "licence", *pages, value="cc0-1.0")
    PracticePage.objects.filter(pk=pages[0].pk).update(locked=True)
    fresh(pages[1]).delete()
    mail_round.send(sender=None)
    assert outcomes(made) == {"P0": "locked", "P1": "gone", "P2": "changed", "P3": "changed"}
    made = do(coordinator, "licence", *pages[2:], pages[0], value="cc-by-4.0")
    ChangedPractice.objects.filter(bulk_change=made).update(state="to-change", reason="")
    User.objects.filter(username="coordinator").update(is_active=False)
    mail_round.send(sender=None)
    assert set(outcomes(made).values()) == {"not-allowed"}


def test_a_term_that_goes_while_practices_wait() -> None:
    """The one that it was merged into takes its place."""
    page = published(methods=["sport"])
    names = ("merged", "deleted", "other")
    merged, deleted, other = (Concept.objects.create(scheme="method", slug=n, labels={"en": n}) for n in names)
    waiting = []
    for chosen in (merged, deleted):
        parameters = {"scheme": "method", "term": chosen.pk, "labels": chosen.labels}
        user = User.objects.get(username="coordinator")
        made = BulkChange.objects.create(user=user, kind="add-term", parameters=parameters)
        waiting.append(ChangedPractice.objects.create(bulk_change=made, practice=page, title="P", language="en"))
    merge_term(merged, other)
    deleted.delete()
    mail_round.send(sender=None)
    assert [fresh(row).reason or fresh(row).state for row in waiting] == ["changed", "term-gone"]
    assert slugs(fresh(page), "methods") == {"sport", "other"}
