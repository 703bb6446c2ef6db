"""A suggestion, as the form sends it, and as it is kept."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from cms.base.models import SiteSettings
from cms.base.public_forms.forms import stamp
from practices.models import Suggestion

VALUES: dict[str, Any] = {
    "title": "Neighbours’ kitchen",
    "text": "Neighbours cook together.\n\n- One learns the language.\n- One meets the others.",
    "country": "lt",
    "target_groups": ["refugees", "parents"],
    "name": "Ona Onaitė",
    "email": "ona@example.org",
    "consent": "on",
}


def switch_on(**values: Any) -> None:
    SiteSettings.objects.update(takes_suggestions=True, **values)


def url_in(language: str = "en") -> str:
    with override(language):
        return reverse("suggest_practice")


def post(language: str = "en", *, ago: float = 60, client: Client | None = None, **values: Any) -> HttpResponse:
    """`ago`: for how many seconds the form has been open. What is None is not sent."""
    sent = {name: value for name, value in {"shown": stamp(ago), **VALUES, **values}.items() if value is not None}
    return (client or Client()).post(url_in(language), sent)


def make_suggestion(**values: Any) -> Suggestion:
    kept = {name: value for name, value in VALUES.items() if name != "consent"}
    return Suggestion.objects.create(**{"language": "en", "consent": "You may.", **kept, **values})
