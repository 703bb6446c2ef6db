from collections.abc import Callable, Iterator

import pytest

from tests.base.mail.server import MailServer, delivered_by, mail_server

UseServer = Callable[[str], None]


@pytest.fixture
def use_server(settings) -> UseServer:
    """`use_server(url)`: mails are delivered by the server at this URL."""

    def use(url: str) -> None:
        for name, value in delivered_by(url).items():
            setattr(settings, name, value)

    return use


@pytest.fixture
def server(use_server: UseServer) -> Iterator[MailServer]:
    """A working mail server, which the site uses."""
    with mail_server() as working:
        use_server(working.url)
        yield working
