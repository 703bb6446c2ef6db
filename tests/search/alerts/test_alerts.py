"""New practices that a search finds, by e-mail: for those who have confirmed, each practice once."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from cms.base.mail.model import OutgoingMail
from cms.base.readers.model import Reader, Subscription
from cms.base.signals import worker_run
from search.alerts.sending import SETTLED
from tests.base.readers.conftest import last_mail, link
from tests.factories import make_practice, translate
from tests.search.site import PRACTICES

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORM = "/en/subscribe/practices/"


@pytest.fixture(autouse=True)
def outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "cms.base.mail.backend.OutboxBackend"


def subscribe(search: str, language: str = "en", rhythm: str = "daily") -> Any:
    data = {"email": "ona@example.org", "language": language, "rhythm": rhythm, "search": search, "consent": "on"}
    return Client().post(FORM, data)


def subscribed(search: str, language: str = "en", rhythm: str = "daily") -> Subscription:
    subscribe(search, language, rhythm)
    Client().post(link(last_mail(), "confirm"))
    OutgoingMail.objects.all().delete()
    return Subscription.objects.get()


def run_after(time: timedelta) -> list[str]:
    """The texts of the mails that are written if the worker runs so much later."""
    Subscription.objects.update(done_until=timezone.now() - time - SETTLED)
    OutgoingMail.objects.all().delete()
    for _receiver, failure in worker_run.send_robust(sender=None):
        assert not isinstance(failure, Exception), failure
    return [mail.body for mail in OutgoingMail.objects.order_by("pk")]


def publish(title: str, age: timedelta, **values: Any) -> Any:
    page = make_practice(title=title, **values)
    page.first_published_at = timezone.now() - age
    page.save()
    return page


def test_the_form_keeps_the_search():
    page = BeautifulSoup(
        Client().get(PRACTICES["en"], {"country": "it", "q": "dance", "sort": "title"}).content, "html.parser"
    )
    [url] = [a["href"] for a in page.select(".follow a") if a["href"].startswith(FORM)]
    form = BeautifulSoup(Client().get(url).content, "html.parser")
    assert form.select_one("[name=search]")["value"] == "q=dance&country=it"
    assert "“dance”, Italy" in form.select_one("main").get_text()
    subscribe("country=it&q=dance&page=7&x=y")
    assert Subscription.objects.get().topic == "daily?q=dance&country=it"
    too_long = "&".join(f"country={code}" for code in ("it", "lt")) + "&q=" + "%C5%A1" * 200
    assert subscribe(too_long).status_code == 422
    assert Client().get(f"{FORM}?{too_long}").status_code == 200
    assert subscribe("", rhythm="hourly").status_code == 422


def test_the_mail_that_nobody_has_confirmed_says_nothing_that_was_typed():
    subscribe("q=Your+prize+waits+at+evil.example&country=it&country=evil.example")
    mail = OutgoingMail.objects.get()
    assert "New practices: your search, Italy (every day)" in mail.body
    assert "evil" not in mail.subject + mail.body
    url = link(mail, "confirm")
    assert "“Your prize waits at evil.example”, Italy" in BeautifulSoup(Client().get(url).content, "html.parser").text


def test_what_is_new_is_sent_once_in_the_readers_language():
    subscribed("country=it", language="nl")
    old = publish("Old", timedelta(days=3), countries=["it"])
    new = publish("Dancing", timedelta(hours=3), countries=["it"])
    translate(new, "nl", title="Dansen")
    publish("Elsewhere", timedelta(hours=3), countries=["es"])
    [text] = run_after(timedelta(days=1))
    assert "Dansen" in text
    assert old.title not in text
    assert "Elsewhere" not in text
    assert "/nl/" in text
    assert "http" in text.rpartition("\n—\n")[2]  # it is signed, like every mail
    [mail] = OutgoingMail.objects.all()
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    worker_run.send(None)
    assert OutgoingMail.objects.count() == 1
    assert run_after(timedelta(days=1) - timedelta(minutes=1)) == []  # not yet time
    Client().post(link(mail, "unsubscribe"))
    assert not Reader.objects.exists()


def test_a_weekly_alert_waits_for_a_week_and_none_is_sent_of_nothing():
    subscribed("q=dancing", rhythm="weekly")
    publish("Dancing", timedelta(hours=3))
    assert run_after(timedelta(days=6)) == []
    assert len(run_after(timedelta(days=7))) == 1
    for text in ("nothing", "dancign", "dancing+skiing"):  # neither what was meant, nor a part of it
        Subscription.objects.update(topic=f"weekly?q={text}")
        assert run_after(timedelta(days=7)) == [], text
    assert Subscription.objects.get().done_until > timezone.now() - timedelta(minutes=6)


def test_nothing_is_marked_as_sent_of_which_no_mail_is_written(monkeypatch: pytest.MonkeyPatch):
    subscribed("")
    publish("Dancing", timedelta(hours=3))
    with monkeypatch.context() as broken:
        broken.setattr(EmailMessage, "send", lambda self: 1 / 0)
        assert run_after(timedelta(days=1)) == []
    worker_run.send(None)
    assert OutgoingMail.objects.count() == 1
