from collections.abc import Callable, Iterator

import environ
import pytest

from tests.base.mail.server import MailServer, mail_server

UseServer = Callable[[str], None]


@pytest.fixture
def use_server(settings) -> UseServer:
    """`use_server(url)`: mails go through the outbox, as on the site, and from there to the server at this URL."""

    def use(url: str) -> None:
        configuration = environ.Env.email_url_config(url)
        for name, value in configuration.items():
            setattr(settings, name, value)
        settings.EMAIL_USE_TLS = configuration.get("EMAIL_USE_TLS", False)
        settings.EMAIL_TIMEOUT = 1
        settings.MAIL_DELIVERY_BACKEND = configuration["EMAIL_BACKEND"]
        settings.EMAIL_BACKEND = "cms.base.mail.backend.OutboxBackend"  # Django's test runner has replaced it

    return use


@pytest.fixture
def server(use_server: UseServer) -> Iterator[MailServer]:
    """A working mail server, which the site uses."""
    with mail_server() as working:
        use_server(working.url)
        yield working
