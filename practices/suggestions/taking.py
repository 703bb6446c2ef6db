"""Stores a reader's suggestion, and notifies the coordinators and the reader."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms.base.readers.addresses import folded
from practices.suggestions.forms import SuggestionForm
from practices.suggestions.mails import send_receipt, tell_coordinators
from practices.suggestions.model import Suggestion

SAME_MAIL = timedelta(days=1)  # in which an address gets at most one receipt
FIELDS = ("title", "text", "country", "target_groups", "name", "email", "may_be_named")


@transaction.atomic
def take(values: dict[str, Any], language: str) -> None:
    """`values` are the form's. A suggestion sent twice is stored once."""
    known = Suggestion.objects.filter(email__iexact=values["email"])
    wants_receipt = not known.filter(created__gt=timezone.now() - SAME_MAIL).exists()
    kept = {name: values[name] for name in FIELDS}
    kept |= {"language": language, "consent": _wording(values["may_be_named"])}
    suggestion, is_new = Suggestion.objects.get_or_create(fingerprint=fingerprint_of(values), defaults=kept)
    if not is_new:
        return
    if wants_receipt:
        send_receipt(suggestion.email)
    tell_coordinators(suggestion)


def fingerprint_of(values: dict[str, Any]) -> str:
    """A keyed digest of the suggestion."""
    sent = "\0".join([folded(values["email"]), values["title"], values["text"]])
    return salted_hmac("practices.suggestions", sent, algorithm="sha256").hexdigest()


def _wording(may_be_named: bool) -> str:
    """The wording that the sender agreed to, in the language of the form."""
    names = ("consent", "may_be_named") if may_be_named else ("consent",)
    return "\n".join(str(SuggestionForm.base_fields[name].label) for name in names)
