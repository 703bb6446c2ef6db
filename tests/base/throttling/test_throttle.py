"""Guessing is limited in every form that takes a password, and nobody can lock somebody else out."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from cms.base.signals import worker_run
from cms.base.throttling.attempts import EXPIRY, LIMITS, PasswordAttempts, begin
from home.demo.users import PASSWORD
from tests.base.admin import send

pytestmark = [pytest.mark.django_db, pytest.mark.once]
Guess = Callable[..., HttpResponse]
FREE = LIMITS["pair"].free
OTHER = "203.0.113.9"


def sign_in(
    name: str = "coordinator", password: str = "wrong", network: str = "192.0.2.1", **options: Any
) -> HttpResponse:
    client = options.pop("client", None) or Client()
    url = options.pop("url", reverse("wagtailadmin_login"))
    return client.post(url, {"username": name, "password": password}, REMOTE_ADDR=network, **options)


def later(by: timedelta) -> None:
    """As if that much time had passed."""
    for row in PasswordAttempts.objects.all():
        row.started, row.last = row.started - by, row.last - by
        row.save()


def guess_from_many_networks(count: int = LIMITS["account"].free, **options: Any) -> None:
    for number in range(count):
        assert sign_in(network=f"198.51.100.{number}", **options).status_code == 200


# -- each form ---------------------------------------------------------------------------------------------------------


def admin_login(client: Client) -> HttpResponse:
    return client.post(reverse("wagtailadmin_login"), {"username": "coordinator", "password": "wrong"})


def login(client: Client) -> HttpResponse:
    return client.post("/lt/_util/login/", {"username": "coordinator", "password": "wrong"})


def account_settings(client: Client) -> HttpResponse:
    client.force_login(get_user_model().objects.get(username="coordinator"))
    new = {
        "password-old_password": "wrong",
        "password-new_password1": "x-8-letters",
        "password-new_password2": "x-8-letters",
    }
    names = {"name_email-first_name": "A", "name_email-last_name": "B"}
    return send(client, reverse("wagtailadmin_account"), "w-editor-form", **names, **new)


def page_password(client: Client) -> HttpResponse:
    page = Page.objects.get(slug="about", locale__language_code="en")
    restriction, _ = PageViewRestriction.objects.get_or_create(page=page, restriction_type="password", password="right")
    url = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
    return client.post(url, {"password": "wrong", "return_url": "/en/about/"})


def document_password(client: Client) -> HttpResponse:
    collection = Collection.get_first_root_node()
    restriction, _ = CollectionViewRestriction.objects.get_or_create(
        collection=collection, restriction_type="password", password="right"
    )
    url = reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])
    return client.post(url, {"password": "wrong", "return_url": "/en/"})


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    "form", [admin_login, login, account_settings, page_password, document_password], ids=lambda form: form.__name__
)
def test_every_form_that_takes_a_password_is_limited(client: Client, form: Callable[[Client], HttpResponse]) -> None:
    for _ in range(FREE):
        assert form(client).status_code == 200
    response = form(client)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60
    assert "Too many attempts" in response.content.decode() or "lt" in response.headers["Content-Language"]
    assert "no-store" in response["Cache-Control"]
    later(timedelta(minutes=1))
    assert form(client).status_code == 200
    response = form(client)
    assert (response.status_code, int(response["Retry-After"]) > 60) == (429, True)  # the delay grows


def test_the_two_sign_ins_count_together() -> None:
    for _ in range(FREE):
        sign_in()
    assert sign_in(url="/en/_util/login/").status_code == 429


def test_a_password_is_not_checked_while_waiting() -> None:
    for _ in range(FREE):
        sign_in()
    client = Client()
    assert sign_in(password=PASSWORD, client=client).status_code == 429
    assert "_auth_user_id" not in client.session
    later(timedelta(minutes=1))
    assert sign_in(password=PASSWORD, client=client).status_code == 302


def test_account_settings_without_a_new_password_are_not_limited(client: Client) -> None:
    for _ in range(FREE):
        account_settings(client)
    names = {"name_email-first_name": "A", "name_email-last_name": "B"}
    assert send(client, reverse("wagtailadmin_account"), "w-editor-form", **names).status_code == 302


# -- nobody locks others out -------------------------------------------------------------------------------------------


def test_wrong_passwords_from_elsewhere_do_not_stop_the_owner() -> None:
    for _ in range(FREE + 3):
        sign_in()
    assert sign_in().status_code == 429
    assert sign_in(password=PASSWORD, network=OTHER).status_code == 302


def test_guessing_from_many_networks_is_slow_but_not_for_the_owner() -> None:
    owner = Client()
    assert sign_in(password=PASSWORD, network=OTHER, client=owner).status_code == 302
    cookie = owner.cookies["device"]
    assert cookie["httponly"]
    assert "coordinator" not in cookie.value
    owner = Client()  # signed out
    owner.cookies["device"] = cookie.value
    guess_from_many_networks()
    assert sign_in(network="198.51.100.200").status_code == 429
    wait = int(sign_in(network="198.51.100.201")["Retry-After"])
    assert 0 < wait <= LIMITS["account"].most.total_seconds()
    assert sign_in(password=PASSWORD, client=owner, network="198.51.100.1").status_code == 302


def test_a_device_is_only_trusted_for_its_account_and_has_its_own_limit() -> None:
    thief = Client()
    sign_in("translator-nl", PASSWORD, client=thief)
    guess_from_many_networks()
    assert sign_in(client=thief, network="198.51.100.200").status_code == 429
    for _ in range(FREE):
        assert sign_in("translator-nl", client=thief).status_code == 200
    assert sign_in("translator-nl", client=thief).status_code == 429
    forged = Client()
    forged.cookies["device"] = "0" * 64 + ".1:1abc:signature"
    assert sign_in(client=forged, network="198.51.100.200").status_code == 429


def test_many_accounts_from_one_network_are_limited() -> None:
    for number in range(LIMITS["network"].free):
        assert sign_in(f"name-{number}").status_code == 200
    assert sign_in("another-name").status_code == 429
    assert sign_in("another-name", network=OTHER).status_code == 200


def test_a_correct_password_forgives_typing_errors_only() -> None:
    for _ in range(FREE - 1):
        sign_in()
    assert sign_in(password=PASSWORD).status_code == 302
    for _ in range(FREE):
        assert sign_in().status_code == 200
    counted = PasswordAttempts.objects.order_by("-failures").values_list("failures", flat=True)
    assert list(counted) == [2 * FREE - 1, 2 * FREE - 1, FREE]  # account and network, and the pair


def test_upper_case_and_spaces_are_the_same_account() -> None:
    for name in ("coordinator", "Coordinator", " coordinator ", "COORDINATOR", "ｃoordinator"):
        sign_in(name)
    assert sign_in().status_code == 429


# -- what is stored ----------------------------------------------------------------------------------------------------


def test_only_hashes_are_stored_and_for_a_day() -> None:
    sign_in()
    rows = list(PasswordAttempts.objects.values())
    assert len(rows) == 3
    assert not any("coordinator" in str(row) or "192.0.2.1" in str(row) for row in rows)
    worker_run.send(sender=None)
    assert PasswordAttempts.objects.count() == 3
    later(EXPIRY)
    worker_run.send(sender=None)
    assert not PasswordAttempts.objects.exists()


def test_counting_starts_again_after_its_window() -> None:
    for _ in range(FREE + 1):
        begin({"pair": "k"})
    assert begin({"pair": "k"})
    PasswordAttempts.objects.update(started=now() - EXPIRY - timedelta(seconds=1))
    assert not begin({"pair": "k"})
    assert PasswordAttempts.objects.get().failures == 1


def test_a_failed_attempt_takes_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    sign_in()
    with django_assert_max_num_queries(18):  # with the site's frame
        sign_in(url="/en/_util/login/")
    for _ in range(FREE):
        sign_in()
    with django_assert_max_num_queries(9):
        assert sign_in(url="/en/_util/login/").status_code == 429


# -- mails that reset a password ---------------------------------------------------------------------------------------


def reset(email: str, network: str = "192.0.2.1") -> HttpResponse:
    return Client().post(reverse("wagtailadmin_password_reset"), {"email": email}, REMOTE_ADDR=network)


def test_known_and_unknown_addresses_get_the_same_response(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[str] = []
    from cms.base.access import password_reset

    original = password_reset.render_to_string
    monkeypatch.setattr(password_reset, "render_to_string", lambda *a, **k: rendered.append(a[0]) or original(*a, **k))
    known, unknown = reset("coordinator@example.org"), reset("nobody@example.org")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [message.to for message in mail.outbox] == [["coordinator@example.org"]]
    assert [name.rsplit("/", 1)[-1] for name in rendered] == ["email_subject.txt", "email.txt"]  # as much work


@pytest.mark.parametrize("email", ["coordinator@example.org", "nobody@example.org"])
def test_requests_for_mails_are_limited_alike(email: str) -> None:
    for _ in range(FREE):
        assert reset(email).status_code == 302
    assert reset(email.upper()).status_code == 429
    assert reset(email, OTHER).status_code == 302
    assert sign_in(password=PASSWORD).status_code == 302
