"""Practices that readers have suggested."""

from django.test import Client
from django.urls import reverse

from practices.models import PracticePage
from tests.factories import partner_page
from tests.permissions.actions.action import Action
from tests.permissions.roles import COORDINATORS
from tests.practices.suggestions.sending import make_suggestion

SUGGESTION = "A practice suggested by a reader"


def assign_suggestion(client: Client) -> bool:
    found = make_suggestion()
    client.post(reverse("suggestion", args=[found.pk]), {"partner": partner_page("kpmpc").pk})
    return PracticePage.objects.filter(title=found.title, live=False).exists()


def decline_suggestion(client: Client) -> bool:
    found = make_suggestion()
    client.post(reverse("decline_suggestion", args=[found.pk]), {"message": "No.", "sends": "on"})
    found.refresh_from_db()
    return not found.is_new


ACTIONS = [
    Action(SUGGESTION, "assign it to a partner", lambda c, w, run: assign_suggestion(c), COORDINATORS),
    Action(SUGGESTION, "decline it", lambda c, w, run: decline_suggestion(c), COORDINATORS),
]
