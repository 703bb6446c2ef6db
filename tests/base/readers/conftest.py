import re
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.test import Client

from cms.base.mail.model import OutgoingMail
from cms.base.readers.links import preferences_url
from cms.base.readers.model import Reader, Subscription
from cms.base.readers.subscribing import confirm

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
SITE = site_settings.WAGTAILADMIN_BASE_URL


@pytest.fixture(autouse=True)
def outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "cms.base.mail.backend.OutboxBackend"


def subscribe(address: str = "ona@example.org", language: str = "en", **values: str) -> Any:
    data = {"email": address, "language": language, "consent": "on", **values}
    return Client().post(f"/{language}/subscribe/newsletter/", data)


def last_mail() -> OutgoingMail:
    return OutgoingMail.objects.order_by("pk").last()


def link(mail: OutgoingMail, name: str) -> str:
    """The path of the link called `name` in `mail`."""
    return re.search(rf"{re.escape(SITE)}(/subscription/{name}/\S+)", mail.body).group(1)


def subscribed(address: str = "ona@example.org", language: str = "en") -> Reader:
    subscribe(address, language)
    confirm(Subscription.objects.select_related("reader").get(reader__folded=address.lower(), kind="newsletter"))
    return Reader.objects.get(folded=address.lower())


def preferences_path(reader: Reader) -> str:
    return preferences_url(reader).removeprefix(SITE)
