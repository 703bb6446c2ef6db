"""A signed cookie that says that somebody has signed in to an account with this browser.

While others guess the account's password, its owner is not slowed down. It grants no access by itself, and has its own
limit (OWASP calls it a device cookie).
"""

from secrets import token_hex

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse

COOKIE = "device"
AGE = 180 * 24 * 60 * 60
_signer = TimestampSigner(salt="cms.base.access.device")  # stays, or everybody would be a stranger once


def device_of(request: HttpRequest, account: str) -> str:
    """The id of the browser if it has signed in to `account` (a hash) before; "" otherwise."""
    try:
        owner, _, number = _signer.unsign(request.COOKIES.get(COOKIE, ""), max_age=AGE).partition(".")
    except BadSignature:
        return ""
    return number if owner == account else ""


def remember_device(response: HttpResponse, account: str) -> None:
    response.set_cookie(
        COOKIE,
        _signer.sign(f"{account}.{token_hex(8)}"),
        max_age=AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
