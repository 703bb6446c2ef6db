"""Limits password guessing in every form that takes a password, and requests for password reset mails.

An attempt over a limit is answered with 429 and when to try again; its password is not checked.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

from cms.base.languages import language_of_reader
from cms.base.public_forms.waiting import minutes_of, retry_after
from cms.base.throttling.attempts import Keys, begin, key_of, succeeded
from cms.base.throttling.client_network import client_network
from cms.base.throttling.device import device_of, remember_device


@dataclass
class Attempt:
    """A kind of attempt, and what it is counted by. All forms with the same `kind` share their limits."""

    kind: str
    account: str
    knows_devices: bool = False
    always_counts: bool = False  # even if the form was filled in correctly

    @property
    def account_key(self) -> str:
        return key_of(self.kind, "account", self.account)

    def keys(self, request: HttpRequest) -> Keys:
        if self.knows_devices and (device := device_of(request, self.account_key)):
            return {"device": key_of(self.kind, "device", device)}
        network = client_network(request)
        return {
            "pair": key_of(self.kind, "pair", self.account, network),
            "account": self.account_key,
            "network": key_of(self.kind, "network", network),
        }


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _sign_in(request: HttpRequest, **kwargs: Any) -> Attempt | None:
    if not request.POST.get("password"):
        return None
    return Attempt("sign-in", _folded(request.POST.get("username", "")), knows_devices=True)


def _account_settings(request: HttpRequest, **kwargs: Any) -> Attempt | None:
    """Someone at an unattended, signed-in browser could otherwise guess the old password."""
    changes = any(request.POST.get(f"password-new_password{number}") for number in (1, 2))
    if not changes or not request.user.is_authenticated:
        return None
    return Attempt("sign-in", _folded(request.user.get_username()), knows_devices=True)


def _page_password(request: HttpRequest, page_view_restriction_id: int, **kwargs: Any) -> Attempt | None:
    return Attempt("page", str(page_view_restriction_id)) if request.POST.get("password") else None


def _document_password(request: HttpRequest, restriction_id: int, **kwargs: Any) -> Attempt | None:
    return Attempt("documents", str(restriction_id)) if request.POST.get("password") else None


def _password_reset(request: HttpRequest, **kwargs: Any) -> Attempt | None:
    return Attempt("reset", _folded(request.POST.get("email", "")), always_counts=True)


FORMS: dict[str, Callable[..., Attempt | None]] = {
    "wagtailadmin_login": _sign_in,
    "wagtailcore_login": _sign_in,
    "wagtailadmin_account": _account_settings,
    "wagtailcore_authenticate_with_password": _page_password,
    "wagtaildocs_authenticate_with_password": _document_password,
    "wagtailadmin_password_reset": _password_reset,
}


class ThrottleMiddleware:
    """Counts before the view's transaction begins, so that a request that is rolled back still counts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        attempt: tuple[Attempt, Keys] | None = getattr(request, "password_attempt", None)
        if attempt and response.status_code == 302:  # a form with an error is shown again
            what, keys = attempt
            succeeded(keys)
            if what.knows_devices:
                remember_device(response, what.account_key)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        form = FORMS.get(request.resolver_match.view_name) if request.resolver_match else None
        if form is None or request.method != "POST" or (attempt := form(request, **kwargs)) is None:
            return None
        keys = attempt.keys(request)
        if wait := begin(keys):
            return _too_many_attempts(request, wait)
        if not attempt.always_counts:
            request.password_attempt = (attempt, keys)  # type: ignore[attr-defined]
        return None


def _too_many_attempts(request: HttpRequest, wait: timedelta) -> HttpResponse:
    context = {"minutes": minutes_of(wait), "form_url": _form_url(request)}
    with translation.override(language_of_reader(request)):
        response = render(request, "429.html", context, status=429)
    add_never_cache_headers(response)
    return retry_after(response, wait)


def _form_url(request: HttpRequest) -> str:
    """The URL where the reader finds the form again, with the page that they wanted as `next`."""

    def own(name: str) -> str:
        url = request.POST.get(name, "")
        is_own = url_has_allowed_host_and_scheme(url, request.get_host(), request.is_secure())
        return url if is_own else ""

    if page := own("return_url"):
        return page
    return f"{request.path}?{urlencode({'next': page})}" if (page := own("next")) else request.path
