"""What the worker does with an issue, against a real mail server."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from cms.base.mail.model import OutgoingMail
from cms.base.mail.sending import send_due
from cms.base.readers.model import HARD_REFUSALS, Reader, Subscription
from cms.base.signals import mail_round, worker_run
from home.models import Delivery, NewsletterPage, Sending
from home.newsletter.sending.changing import pause, recompose, resume
from home.newsletter.sending.model import total
from home.newsletter.sending.post import Post
from tests.base.mail.conftest import server, use_server  # noqa: F401
from tests.base.mail.server import MailServer, free_port
from tests.home.newsletter.sending.conftest import make_issue, make_readers, make_sending

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SITE = "http://localhost:8000"


@pytest.fixture(autouse=True)
def no_limit(settings: Any) -> None:
    settings.NEWSLETTER_PER_MINUTE = 1000
    settings.WAGTAILADMIN_BASE_URL = SITE


def work() -> None:
    for _receiver, failure in mail_round.send_robust(sender=None):
        if isinstance(failure, Exception):
            raise failure


def states() -> dict[str, str]:
    """By the part of the address before the @."""
    rows = Delivery.objects.values_list("reader__folded", "state")
    return {str(address).partition("@")[0]: state for address, state in rows}


def test_each_gets_it_once_in_their_language_or_that_of_the_site(server: MailServer):  # noqa: F811
    make_readers(["ona@example.org"])
    make_readers(["jan@example.org"], language="nl")  # which the issue lacks
    unconfirmed = make_readers(["new@example.org"])[0]
    unconfirmed.subscriptions.update(confirmed=None)
    sending = make_sending(make_issue("Autumn"))
    work()
    work()
    assert server.recipients() == ["jan@example.org", "ona@example.org"]
    sending.refresh_from_db()
    assert (sending.state, sending.counted()) == (Sending.State.DONE, {"en": {"sent": 2}})
    mail = next(message for recipients, message in server.accepted if recipients == ["ona@example.org"])
    assert "Autumn" in mail["Subject"]
    assert [part.get_content_type() for part in mail.get_payload()] == ["text/plain", "text/html"]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = "".join(mail["List-Unsubscribe"].split()).strip("<>").removeprefix(SITE)
    assert Client().post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert set(Reader.objects.values_list("folded", flat=True)) == {"jan@example.org", "new@example.org"}
    assert total(sending.counted(), "sent") == 2


def test_no_more_in_a_minute_than_the_mail_provider_allows(server: MailServer, settings: Any):  # noqa: F811
    settings.NEWSLETTER_PER_MINUTE = 2
    make_readers(["a@example.org", "b@example.org", "c@example.org"])
    make_sending(make_issue())
    work()
    work()
    assert len(server.accepted) == 2
    Delivery.objects.filter(state="sent").update(handed=timezone.now() - timedelta(seconds=61))
    work()
    assert len(server.accepted) == 3


def test_what_the_server_refuses(server: MailServer):  # noqa: F811
    server.refused = {"gone@example.org": "550 No such mailbox", "full@example.org": "452 Mailbox is full"}
    make_readers(["gone@example.org", "full@example.org", "ona@example.org"])
    make_sending(make_issue())
    work()
    assert states() == {"gone": "refused", "full": "waiting", "ona": "sent"}
    server.refused.pop("full@example.org")
    work()
    assert states()["full"] == "waiting"  # not at once
    Delivery.objects.update(next_try=None)
    work()
    assert states()["full"] == "sent"
    gone = Reader.objects.filter(folded="gone@example.org")
    assert gone.get().refused is None
    gone.update(refusals=HARD_REFUSALS - 1)
    Delivery.objects.filter(reader=gone.get()).update(state="waiting")
    Sending.objects.update(state="running")
    work()
    assert gone.get().refused
    assert not Reader.objects.subscribed_to("newsletter").filter(pk=gone.get().pk)


def test_only_a_mail_that_may_have_arrived_is_in_doubt(server: MailServer, use_server: Any):  # noqa: F811
    make_readers(["ona@example.org"])
    sending = make_sending(make_issue())
    use_server(f"smtp://127.0.0.1:{free_port()}")  # nobody there
    work()
    assert states() == {"ona": "waiting"}
    sending.refresh_from_db()
    assert (sending.state, sending.problem) == ("running", "connection")
    assert sending.next_try > timezone.now()
    use_server(server.url)
    server.hangs_up_at = "ona@example.org"  # before it has got the text
    Sending.objects.update(next_try=None)
    work()
    assert states() == {"ona": "waiting"}
    server.hangs_up_at, server.hangs_up_after_text = "", True
    Sending.objects.update(next_try=None)
    Delivery.objects.update(next_try=None)
    work()
    assert states() == {"ona": "doubt"}
    Sending.objects.update(next_try=None)
    work()
    assert len(server.accepted) == 1


def test_who_unsubscribes_meanwhile_and_what_becomes_of_the_pages(server: MailServer):  # noqa: F811
    ona, _jan = make_readers(["ona@example.org", "jan@example.org"])
    issue = make_issue()
    make_sending(issue, starts=timezone.now() + timedelta(hours=1))
    work()
    assert not Delivery.objects.exists()  # it is not yet time
    server.refused = dict.fromkeys(["ona@example.org", "jan@example.org"], "451 Later")
    Sending.objects.update(starts=timezone.now())
    work()
    Subscription.objects.filter(reader=ona).delete()
    NewsletterPage.objects.get(pk=issue.pk).delete()
    Delivery.objects.update(next_try=None)
    server.refused = {}
    work()
    assert server.recipients() == ["jan@example.org"]
    assert states() == {"ona": "left-out", "jan": "sent"}


def test_an_issue_that_cannot_be_composed_waits_for_an_editor(server: MailServer):  # noqa: F811
    make_readers(["ona@example.org"])
    issue = make_issue()
    sending = make_sending(issue)
    issue.unpublish()
    work()
    sending.refresh_from_db()
    assert (sending.state, sending.problem) == (Sending.State.PAUSED, "unpublished")
    assert not server.accepted


def test_a_mail_that_cannot_be_written_is_not_in_doubt(server: MailServer):  # noqa: F811
    make_readers(["ona@example.org", "jan@example.org"])
    sending = make_sending(make_issue())
    server.refused = {"jan@example.org": "451 Later"}
    work()
    sending.refresh_from_db()
    sending.mails["en"]["subject"] = "Autumn\nBcc: all@example.org"  # as if it had got past the composing
    sending.save()
    Delivery.objects.filter(state="waiting").update(next_try=None)
    work()
    assert states() == {"ona": "sent", "jan": "failed"}


def test_a_text_that_was_replaced_during_a_round_is_sent_no_more(
    server: MailServer,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
):
    make_readers(["ona@example.org", "jan@example.org"])
    issue = make_issue("Autumn")
    sending = make_sending(issue)
    hand_over = Post.hand_over

    def then_replace(post: Post, message: EmailMessage) -> None:
        hand_over(post, message)
        issue.title = "Winter"
        issue.save_revision().publish()
        assert pause(sending)
        assert recompose(sending)
        assert resume(sending)

    monkeypatch.setattr(Post, "hand_over", then_replace)
    work()
    assert ["Autumn" in message["Subject"] for _recipients, message in server.accepted] == [True, False]
    assert states() == {"ona": "sent", "jan": "sent"}


def test_nothing_in_a_title_becomes_a_header(server: MailServer):  # noqa: F811
    make_readers(["ona@example.org"])
    make_sending(make_issue("Autumn\r\nBcc: all@example.org"))
    work()
    [(recipients, mail)] = server.accepted
    assert recipients == ["ona@example.org"]
    assert mail["Bcc"] is None
    assert "Bcc: all@example.org" in mail["Subject"]


def test_in_the_end_only_numbers_are_kept(server: MailServer):  # noqa: F811
    make_readers(["ona@example.org"])
    sending = make_sending(make_issue())
    work()
    worker_run.send(None)
    assert Delivery.objects.exists()
    Sending.objects.update(finished=timezone.now() - timedelta(days=15))
    worker_run.send(None)
    assert not Delivery.objects.exists()
    sending.refresh_from_db()
    assert (sending.counted(), sending.mails) == ({"en": {"sent": 1}}, {})


def test_refused_alerts_count_as_well(server: MailServer):  # noqa: F811
    (ona,) = make_readers(["ona@example.org"])
    mail = {"kind": OutgoingMail.Kind.SUBSCRIPTION, "recipient": ona.address, "sender": "us@example.org"}
    server.refused = {"ona@example.org": "550 No such mailbox"}
    OutgoingMail.objects.create(**mail, next_try=timezone.now())
    send_due()
    assert Reader.objects.get().refusals == 1
    server.refused = {}
    OutgoingMail.objects.create(**mail, next_try=timezone.now())
    send_due()
    assert Reader.objects.get().refusals == 0
