"""Keeps what a reader has sent, and tells the coordinators and the reader that it is there."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from practices.suggestions.forms import SuggestionForm
from practices.suggestions.mails import send_receipt, tell_coordinators
from practices.suggestions.model import Suggestion

SAME_MAIL = timedelta(days=1)  # in which an address gets one receipt, whoever suggests how much with it
FIELDS = ("title", "text", "country", "target_groups", "name", "email", "may_be_named")


@transaction.atomic
def take(values: dict[str, Any], language: str) -> None:
    """`values` are the form's. What has been sent twice is kept once."""
    known = Suggestion.objects.filter(email__iexact=values["email"])
    if known.filter(state=Suggestion.State.NEW, title=values["title"], text=values["text"]).exists():
        return
    wants_receipt = not known.filter(created__gt=timezone.now() - SAME_MAIL).exists()
    kept = {name: values[name] for name in FIELDS}
    suggestion = Suggestion.objects.create(language=language, consent=_wording(values["may_be_named"]), **kept)
    if wants_receipt:
        send_receipt(suggestion.email)
    tell_coordinators(suggestion)


def _wording(may_be_named: bool) -> str:
    """What the sender has ticked, in the language of the form."""
    names = ("consent", "may_be_named") if may_be_named else ("consent",)
    return "\n".join(str(SuggestionForm.base_fields[name].label) for name in names)
