"""E-mail addresses: which of them are equal, and the hash that is stored of one that must not be."""

from collections.abc import Iterator

import idna
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from cms.base.text import storable

MAX_LENGTH = 254  # RFC 5321
MALFORMED = _("This is not a valid e-mail address.")
NOT_ASCII = _("We can only write to addresses that have plain letters (a–z), digits and signs before the @.")


def normalised(text: str) -> str:
    """`text` without spaces around it, and with its domain as mail servers know it: in lower case and in ASCII.

    Raises a `ValidationError` before doing anything that is slow for a long text. The part before the @ stays as typed:
    its server decides what it means. It must be ASCII, because mail goes out without SMTPUTF8, and because letters of
    other alphabets may become ASCII in lower case: the result would be somebody else's address.
    """
    text = storable(text).strip()
    if len(text) > MAX_LENGTH:
        raise ValidationError(MALFORMED, code="invalid")
    local, _at, domain = text.rpartition("@")
    if not local.isascii():
        raise ValidationError(NOT_ASCII, code="invalid")
    try:
        address = f"{local}@{_domain(domain)}"
        validate_email(address)  # also refuses line breaks
    except (UnicodeError, ValidationError):
        raise ValidationError(MALFORMED, code="invalid") from None
    if len(address) > MAX_LENGTH:
        raise ValidationError(MALFORMED, code="invalid")
    return address


def _domain(text: str) -> str:
    """Encoded by IDNA 2008, where "ß" is a letter of its own. Raises a `UnicodeError`, also for an IP address."""
    domain = idna.encode(text, uts46=True, std3_rules=True).decode("ascii").lower()
    _host, dot, last = domain.rpartition(".")
    if not dot or last.isdigit():
        raise UnicodeError
    return domain


def folded(address: str) -> str:
    """Equal for addresses that differ only in case: hardly any server tells them apart."""
    return address.lower()


def digest(address: str, key: str | None = None) -> str:
    """A keyed hash, which can tell whether an address is known but not be turned back into one."""
    return salted_hmac("cms.base.readers", folded(address), secret=key, algorithm="sha256").hexdigest()[:32]


def digests(address: str) -> Iterator[str]:
    """The digests by the current secret key and by those that it replaced."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield digest(address, key)
