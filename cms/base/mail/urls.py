"""The webhook of a mail service: only if one is in use and proves that it knows the secret."""

from django.conf import settings
from django.urls import URLPattern


def webhook() -> list[URLPattern]:
    if not settings.ANYMAIL.get("WEBHOOK_SECRET"):
        return []
    from anymail.urls import urlpatterns as known

    name = settings.MAIL_SERVICE
    return [pattern for pattern in known if pattern.name in (f"{name}_tracking_webhook", f"{name}_webhook")]


urlpatterns = webhook()
