import re
from typing import Any

import pytest
from django.conf import settings as site_settings

from cms.base.mail.model import OutgoingMail
from cms.base.people.teams import Team, team_named

SITE = site_settings.WAGTAILADMIN_BASE_URL


@pytest.fixture(autouse=True)
def outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "cms.base.mail.backend.OutboxBackend"


def last_mail() -> OutgoingMail:
    return OutgoingMail.objects.order_by("pk").last()


def link(text: str, begin: str = "/people/") -> str:
    """The path of the first link in `text` that begins so."""
    return re.search(rf"{re.escape(SITE)}({begin}[^\s\">]+)", text).group(1)


def team(key: str = "partner-kpmpc") -> Team:
    found = team_named(key)
    assert found
    return found
