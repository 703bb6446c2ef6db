"""E-mail addresses: which two are the same, and what is kept of one that must not be kept."""

from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from cms.base.text import storable

LONGEST = 254  # RFC 5321
MALFORMED = _("This is not a valid e-mail address.")


def normalised(text: str) -> str:
    """`text` without spaces around it, and with its domain as mail servers know it: in lower case and in ASCII.

    Raises a `ValidationError`. The part before the @ stays as typed: its server decides what it means.
    """
    local, _at, domain = storable(text).strip().rpartition("@")
    try:
        address = f"{local}@{domain.encode('idna').decode('ascii').lower()}"
        validate_email(address)  # also refuses line breaks
    except (UnicodeError, ValidationError):  # the former for an empty part of the domain, or one that is too long
        raise ValidationError(MALFORMED, code="invalid") from None
    if len(address) > LONGEST:
        raise ValidationError(MALFORMED, code="invalid")
    return address


def folded(address: str) -> str:
    """The same for addresses that differ in case only: hardly any server tells them apart."""
    return address.lower()


def digest(address: str, key: str | None = None) -> str:
    """A keyed hash: it tells whether an address is known, but nobody can read the address from it."""
    return salted_hmac("cms.base.readers", folded(address), secret=key, algorithm="sha256").hexdigest()[:32]


def digests(address: str) -> Iterator[str]:
    """Also those with keys of the site that were replaced."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield digest(address, key)
