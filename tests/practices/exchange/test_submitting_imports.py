"""Submitting for review what was imported, and what that tells people."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.base.models import User
from cms.base.people.notices.model import HeldNotice
from cms.base.people.notices.preferences import choose
from practices.exchange.desk import actions
from practices.exchange.importing import running
from practices.models import PracticePage
from tests.base.admin import fresh
from tests.factories import make_practice
from tests.practices.exchange.admin import FULL, State, imported, page, post, upload, url, work

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]


def test_submitting_for_review_in_one_click(partner: Client) -> None:
    like = make_practice("kpmpc", title="Like it")
    facts = [";".join(term.slug for term in getattr(like, name).all()) for name in FULL[:-1]]
    heads = ["external_id", "title", "summary", "activities", *FULL]
    rows = [["A", "Full", "Short", "Text", *facts, "promising"], ["B", "Lacking", "Short", "Text"]]
    run = upload(partner, rows, heads=heads)
    complete, lacking = page(partner, run).select(".import-row")
    assert "For review" not in complete.get_text()
    assert "For review it still needs: Evidence level, Countries, Target groups" in lacking.get_text()
    text = " ".join(partner.get(url(run, "confirm_import")).content.decode().split())
    assert "1 of 2 can be submitted; 1 stays a draft because something is missing" in text
    assert "English: 2" in text
    run = post(partner, run, "confirm_import", submits="on")
    assert run.state == State.DONE
    assert "Submitted for review: 1, not submitted: 1." in page(partner, run).get_text()
    state = PracticePage.objects.get(external_id="A").current_workflow_state
    assert state.requested_by.username == "partner-kpmpc"
    assert not PracticePage.objects.get(external_id="B").workflow_in_progress
    told = page(partner, run).select_one("ul[aria-labelledby=pages]").get_text()
    assert "submitted for review" in told
    assert "It lacks: Countries" in told
    run = post(partner, run, "undo_import")
    assert (run.state, imported()) == (State.UNDONE, set())


def test_what_is_submitted_together_is_told_in_one_mail(partner: Client, monkeypatch) -> None:
    """To each person and in their language, though it takes several transactions, and not all of one worker."""
    choose(User.objects.get(username="admin"), {"review": "daily"})
    like = make_practice("kpmpc", title="Like it")
    facts = [";".join(term.slug for term in getattr(like, name).all()) for name in FULL[:-1]]
    heads = ["external_id", "title", "summary", "activities", *FULL]
    monkeypatch.setattr(actions, "MAX_IN_REQUEST", 2)
    monkeypatch.setattr(running, "BATCH", 2)
    monkeypatch.setattr(running, "SUBMITTED", 2)
    count = 3
    rows = [[str(n), f"Practice {n}", "Short", "Text", *facts, "promising"] for n in range(count)]
    run = upload(partner, rows, heads=heads)
    work()
    post(partner, run, "confirm_import", submits="on")
    mail.outbox.clear()
    for _step in range(3):  # two batches are written, one is submitted
        assert running.Work(run.pk).step()
    assert not mail.outbox
    work()
    told = {message.to[0].partition("@")[0]: message for message in mail.outbox}
    assert len(told) == len(mail.outbox) == 2
    assert told["partner-kpmpc"].subject == f"You have sent {count} pages for review"
    assert told["coordinator"].subject == f"For review: {count} pages from Editor of partner kpmpc (demo)"
    body = told["coordinator"].body
    for practice in PracticePage.objects.exclude(external_id=""):
        assert f"- {practice.title} (KPMPC, English)\n  " in body
        assert reverse("wagtailadmin_pages:edit", args=[practice.pk]) in body
    (held,) = HeldNotice.objects.all()
    assert (held.user.username, held.subject) == ("admin", told["coordinator"].subject)
    assert held.due - timezone.now() <= timedelta(days=1)
    assert held.text in body


def test_what_review_needs_is_that_of_the_practice_with_all_its_rows(partner: Client) -> None:
    like = make_practice("kpmpc", title="Like it", external_id="L", live=False)
    like.save_revision()
    facts = [";".join(term.slug for term in getattr(like, name).all()) for name in FULL[:-1]]
    heads = ["language", "external_id", "title", "summary", "activities", *FULL]
    rows = [
        ["en", "A", "Title", "Short", "Text"],
        ["lt", "A", "Pavadinimas", "Trumpai", "Tekstas", *facts, "promising"],
        ["en", "L", "Another title"],
    ]
    run = upload(partner, rows, heads=heads)
    assert run.wrong == 0, [found.problems for found in run.rows.all()]
    assert [(found.is_reviewable, found.needs) for found in run.rows.all()] == [(True, ""), (False, ""), (True, "")]
    assert not fresh(like).get_latest_revision_as_object().title.startswith("Another")
