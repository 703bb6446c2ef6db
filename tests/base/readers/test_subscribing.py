"""From the form to a confirmed subscription: the steps, what is stored, and what is not revealed."""

from datetime import timedelta

import idna
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from cms.base.mail.model import OutgoingMail
from cms.base.readers.addresses import normalised
from cms.base.readers.model import CONFIRM_WITHIN, Reader, Subscription, Unsubscribed
from cms.base.signals import worker_run
from cms.base.throttling.attempts import LIMITS
from tests.base.readers.conftest import last_mail, link, preferences_path, subscribe, subscribed

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_the_button_on_the_page_of_the_link_confirms():
    before = timezone.now()
    response = subscribe("Ona@Example.org", "lt")
    assert "sent" in response["Location"]
    mail = last_mail()
    assert mail.recipient == "Ona@example.org"
    url = link(mail, "confirm")
    for _ in range(2):  # a mail server looks for malware, and the reader opens it
        page = Client().get(url)
        assert page.status_code == 200
        assert 'lang="lt"' in page.text
        assert not page.cookies
    subscription = Subscription.objects.get()
    assert subscription.confirmed is None
    assert Client().post(url).status_code == 302
    subscription.refresh_from_db()
    assert before < subscription.asked < subscription.confirmed < timezone.now()
    assert subscription.language == subscription.reader.language == "lt"
    assert "New Times" in subscription.wording
    assert Reader.objects.subscribed_to("newsletter").count() == 1
    assert Client().get(url).status_code == Client().post(url, follow=True).status_code == 200  # twice


def test_the_answer_is_the_same_for_a_known_address_in_any_case():
    reader = subscribed("ona@example.org")
    new, known = subscribe("new@example.org"), subscribe("ONA@EXAMPLE.ORG")
    assert (new.status_code, new["Location"]) == (known.status_code, known["Location"])
    assert Reader.objects.filter(folded="ona@example.org").get() == reader
    assert "/subscription/preferences/" in last_mail().body
    assert last_mail().recipient == "ona@example.org"


MALFORMED = ["", "ona", "ona@", "@example.org", "ona@example..org", "ona@example.org\nBcc: all@example.org",
             "ona@example.org,jan@example.org", f"{'o' * 250}@example.org"]  # fmt: skip


@pytest.mark.parametrize("address", MALFORMED)
def test_a_malformed_address_comes_back_with_an_error(address: str):
    response = subscribe(address)
    assert response.status_code == 422
    assert 'id="id_email_error"' in response.text
    assert not Reader.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_the_domain_is_what_mail_servers_know_it_as():
    assert normalised(" Ona@ŽALIA.Example ") == "Ona@xn--alia-kbb.example"
    with pytest.raises(ValidationError):
        normalised("ona@" + "ž" * 80 + ".example")


def test_domains_are_those_of_idna_2008_and_no_ip_addresses():
    assert normalised("ona@straße.de") == "ona@xn--strae-oqa.de"
    for domain in ("[127.0.0.1]", "[IPv6:::1]", "127.0.0.10", "localhost", "example.org."):
        with pytest.raises(ValidationError):
            normalised(f"ona@{domain}")


def test_a_letter_that_becomes_ascii_in_lower_case_does_not_take_the_place_of_another_address():
    response = subscribe("\u212aate@example.org")
    assert response.status_code == 422
    assert "plain letters" in response.text
    assert (
        subscribe("İ" * 200 + "@example.org").status_code == 422
    )  # longer in lower case than the database has room for
    assert not Reader.objects.exists()


def test_a_long_text_is_refused_before_it_costs_time(monkeypatch):
    monkeypatch.setattr(idna, "encode", lambda *args, **kwargs: pytest.fail("was not refused by its length"))
    with pytest.raises(ValidationError):
        normalised("ona@" + "ž" * 300)


def test_without_consent_or_from_a_program_nothing_is_kept():
    assert subscribe(consent="").status_code == 422
    assert subscribe(language="en", website="https://spam.example").status_code == 302
    assert not Reader.objects.exists()


def test_nobody_gets_many_mails_that_they_have_not_asked_for():
    free = LIMITS["pair"].free
    statuses = [subscribe(case).status_code for case in ["ona@example.org", "ONA@example.org"] * 3]
    assert statuses == [302] * free + [429]
    assert OutgoingMail.objects.count() == free


def test_a_late_link_says_so_and_the_worker_deletes_the_address():
    subscribe()
    url = link(last_mail(), "confirm")
    subscribed("jan@example.org")
    Subscription.objects.update(asked=timezone.now() - CONFIRM_WITHIN - timedelta(minutes=1))
    assert [Client().get(url).status_code, Client().post(url).status_code] == [410, 410]
    worker_run.send(None)
    assert Reader.objects.get().address == "jan@example.org"
    assert not OutgoingMail.objects.filter(recipient="ona@example.org").exists()
    assert Client().get(url).status_code == 410


def test_a_forged_link_does_nothing():
    subscribe()
    url = link(last_mail(), "confirm")
    for forged in (
        url.replace("-", "-1"),
        url[:-3] + "/",
        "/subscription/preferences/x/",
        "/subscription/unsubscribe/x.y/",
    ):
        response = Client().post(forged)
        assert response.status_code == 400
        assert 'href="/en/subscribe/newsletter/"' in response.text
    assert not Subscription.objects.confirmed().exists()


def test_unsubscribed_before_the_confirmation_was_opened_again():
    subscribe()
    url = link(last_mail(), "confirm")
    Client().post(url)
    Client().post(preferences_path(Reader.objects.get()), {"action": "stop"})
    assert Client().post(url).status_code == 410
    assert not Reader.objects.exists()
    subscribe()  # may be asked for again by the owner
    Client().post(link(last_mail(), "confirm"))
    assert Reader.objects.subscribed_to("newsletter").exists()
    assert not Unsubscribed.objects.exists()
