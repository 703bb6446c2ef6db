"""Coordinators send: they see what will happen and what has happened, in numbers."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ReferenceIndex

from cms.base.mail.model import OutgoingMail
from cms.base.readers.model import Subscription
from cms.base.signals import mail_round
from home.models import Delivery, NewsletterPage, Sending
from home.newsletter.sending.access import may_see
from home.newsletter.sending.hooks import listed_send_button
from home.newsletter.sending.model import total
from tests.base.admin import messages
from tests.factories import make_practice, translate
from tests.home.newsletter.issues import page_item
from tests.home.newsletter.sending.conftest import make_issue, make_readers

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def outbox(settings: object) -> None:
    settings.EMAIL_BACKEND = "cms.base.mail.backend.OutboxBackend"


@pytest.fixture
def issue(english_admin: None) -> NewsletterPage:
    make_readers(["ona@example.org", "eva@example.org"])
    make_readers(["jan@example.org"], language="nl")
    return make_issue("Autumn")


@pytest.fixture
def coordinator(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("coordinator")


def url_of(issue: NewsletterPage) -> str:
    return reverse("send_newsletter", args=[issue.pk])


def cells(page: BeautifulSoup) -> list[list[str]]:
    return [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in page.select("table tbody tr")]


def test_what_will_happen_is_shown_first_and_a_test_goes_to_oneself(issue: NewsletterPage, coordinator: Client):
    edit = coordinator.get(reverse("wagtailadmin_pages:edit", args=[issue.pk]))
    assert url_of(issue) in edit.text
    response = coordinator.get(url_of(issue))
    rows = cells(BeautifulSoup(response.content, "html.parser"))
    assert [row[:2] for row in rows] == [["English", "2"], ["Nederlands", "1"]]
    assert "English" in rows[1][2]
    assert "not published" not in response.text
    issue.title = "Autumn, corrected"
    issue.save_revision()
    rows = cells(BeautifulSoup(coordinator.get(url_of(issue)).content, "html.parser"))
    assert rows[0][2] == "Autumn Its latest changes are not published: readers would not get them."
    assert "example.org" not in response.text.replace("coordinator@example.org", "")
    coordinator.post(url_of(issue), {"action": "test", "language": "en", "email": "ona@example.org"})
    [mail] = OutgoingMail.objects.all()
    assert mail.recipient == get_user_model().objects.get(username="coordinator").email
    assert mail.subject.startswith("Test: ")
    explained = reverse("newsletter_test_link")
    assert explained in mail.body
    assert "List-Unsubscribe" not in mail.headers
    assert "a test of the newsletter" in coordinator.get(explained).text
    assert not Sending.objects.exists()


def test_the_list_of_pages_offers_sending_to_those_who_may_send(issue: NewsletterPage, coordinator: Client):
    user = get_user_model().objects.get(username="coordinator")
    assert [button.url for button in listed_send_button(issue, user)] == [url_of(issue)]
    user.groups.clear()
    user.user_permissions.add(Permission.objects.get(codename="view_sending"))
    user = get_user_model().objects.get(pk=user.pk)  # without the permissions that it remembers
    assert may_see(user)
    assert not list(listed_send_button(issue, user))


def test_it_is_sent_once(issue: NewsletterPage, coordinator: Client):
    for starts in ("", "2020-01-01 10:00", "9999-12-31 10:00", "tomorrow"):
        response = coordinator.post(url_of(issue), {"action": "send", "when": "later", "starts": starts})
        assert response.status_code == 422, starts
    subscriptions = list(Subscription.objects.all())
    Subscription.objects.all().delete()
    response = coordinator.post(url_of(issue), {"action": "send", "when": "now"})
    assert response.status_code == 422
    assert "There are no readers yet, and each issue is sent only once." in response.text
    assert not Sending.objects.exists()
    Subscription.objects.bulk_create(subscriptions)
    for _ in range(2):
        response = coordinator.post(url_of(issue), {"action": "send", "when": "now"}, follow=True)
    assert Sending.objects.get().state == Sending.State.SCHEDULED
    assert response.redirect_chain[-1][0] == reverse("newsletter_sending", args=[Sending.objects.get().pk])
    assert response["Refresh"] == "15"
    assert BeautifulSoup(response.content, "html.parser").find(
        "a", href=reverse("wagtailadmin_pages:edit", args=[issue.pk])
    )


def test_what_a_scheduled_issue_shows_is_not_deleted_without_a_word(english_admin: None, coordinator: Client):
    practice = make_practice()
    translate(practice, "nl")
    issue = make_issue("Autumn", items=[page_item("practice", practice)])
    ReferenceIndex.create_or_update_for_object(issue)
    starts = (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    coordinator.post(url_of(issue), {"action": "send", "when": "later", "starts": starts})
    assert "Readers do not get" not in coordinator.get(url_of(issue), follow=True).text
    remove = reverse("wagtailadmin_pages:delete", args=[practice.pk])
    asked = BeautifulSoup(coordinator.post(remove).text, "html.parser")
    use = asked.select_one(f"li:has(a[href='{reverse('wagtailadmin_pages:usage', args=[practice.pk])}'])")
    assert use is not None
    assert " ".join(use.get_text().split()).endswith("(English): 1 place")
    coordinator.post(remove, {"translations": "together"})
    shown = coordinator.get(url_of(issue), follow=True)
    assert shown.redirect_chain
    assert "English. Readers do not get these items:" in shown.text
    assert "it was deleted" in shown.text


def test_progress_is_shown_in_numbers_and_those_in_doubt_are_an_editors_decision(
    issue: NewsletterPage, coordinator: Client
):
    coordinator.post(url_of(issue), {"action": "send", "when": "now"})
    mail_round.send(None)
    sending = Sending.objects.get()
    assert sending.state == Sending.State.DONE
    url = reverse("newsletter_sending", args=[sending.pk])
    page = coordinator.get(url)
    assert cells(BeautifulSoup(page.content, "html.parser")) == [["English", "3"]]
    assert "@example.org" not in page.text
    listed = coordinator.get(reverse("newsletter_sendings")).text
    assert "@example.org" not in listed
    assert reverse("wagtailadmin_pages:add", args=["home", "newsletterpage", issue.get_parent().pk]) in listed
    assert "<h1" in listed
    Delivery.objects.filter(reader__folded="ona@example.org").update(state="doubt")
    assert "It is not known whether 1 e-mail" in " ".join(coordinator.get(url).text.split())
    mail_round.send(None)
    assert total(sending.counted(), "doubt") == 1
    coordinator.post(url, {"action": "doubt"})
    mail_round.send(None)
    assert total(sending.counted(), "sent") == 3


def test_the_list_takes_as_many_queries_for_many_as_for_one(
    issue: NewsletterPage, coordinator: Client, django_assert_num_queries: Callable
):
    coordinator.post(url_of(issue), {"action": "send", "when": "now"})
    mail_round.send(None)
    url = reverse("newsletter_sendings")
    with CaptureQueriesContext(connection) as captured:
        page = coordinator.get(url)
    assert cells(BeautifulSoup(page.content, "html.parser"))[0][3] == "3"
    old = {"en": {"sent": 4, "refused": 1}, "nl": {"sent": 1}}  # of which the deliveries were deleted
    Sending.objects.bulk_create(Sending(issue=uuid4(), title=f"{n}", state="done", numbers=old) for n in range(5))
    Sending.objects.bulk_create(Sending(issue=uuid4(), title=f"{n}") for n in range(5))
    with django_assert_num_queries(len(captured)):
        page = coordinator.get(url)
    assert sorted(row[3] for row in cells(BeautifulSoup(page.content, "html.parser"))) == ["0"] * 5 + ["3"] + ["5"] * 5


def test_pausing_changing_and_stopping(issue: NewsletterPage, coordinator: Client, settings: object):
    settings.NEWSLETTER_PER_MINUTE = 1
    coordinator.post(url_of(issue), {"action": "send", "when": "now"})
    mail_round.send(None)
    sending = Sending.objects.get()
    url = reverse("newsletter_sending", args=[sending.pk])

    def press(action: str) -> str:
        coordinator.post(url, {"action": action})
        sending.refresh_from_db()
        return sending.state

    assert "no longer possible" in messages(coordinator.post(url, {"action": "recompose"}, follow=True))
    assert press("pause") == "paused"
    settings.NEWSLETTER_PER_MINUTE = 2
    mail_round.send(None)
    assert total(sending.counted(), "sent") == 1
    issue.title = "Late autumn"
    issue.save_revision().publish()
    press("recompose")
    assert "Late autumn" in sending.mails["en"]["subject"]
    assert press("resume") == "running"
    mail_round.send(None)
    assert press("stop") == "stopped"
    assert sending.counted() == {"en": {"sent": 2, "left-out": 1}}
    assert press("resume") == press("doubt") == press("cancel") == "stopped"
    sending.deliveries.filter(state="left-out").update(state="doubt")
    assert 'value="doubt"' not in coordinator.get(url).text
    assert "no longer possible" in messages(coordinator.post(url, {"action": "doubt"}, follow=True))
    assert total(sending.counted(), "doubt") == 1


def test_only_coordinators_and_administrators_send(
    issue: NewsletterPage, coordinator: Client, signed_in: Callable[[str], Client]
):
    coordinator.post(url_of(issue), {"action": "send", "when": "later", "starts": "2027-05-01 10:00"})
    sending = Sending.objects.get()
    urls = [url_of(issue), reverse("newsletter_sending", args=[sending.pk]), reverse("newsletter_sendings")]
    for username in ("partner-kpmpc", "translator-nl"):
        client = signed_in(username)
        assert all(client.get(url).status_code == 302 for url in urls), username
        client.post(urls[1], {"action": "cancel"})
    assert Client().get(urls[0]).status_code == 302
    assert Sending.objects.exists()
    issue.delete()
    assert signed_in("admin").get(urls[1]).status_code == 200
    signed_in("admin").post(urls[1], {"action": "cancel"})
    assert not Sending.objects.exists()
