"""Who gets mail about a suggestion, in which language: by a real mail server."""

import pytest
from django.utils.translation import override
from wagtail.users.models import UserProfile

from cms.base.mail.sending import send_due
from cms.base.models import User
from cms.base.people.notices.digest import send_digests
from practices.suggestions.deciding import assign, decline
from practices.suggestions.mails import draft_answer
from tests.base.mail.conftest import server, use_server  # noqa: F401
from tests.base.mail.server import MailServer
from tests.factories import partner_page
from tests.practices.suggestions.sending import make_suggestion, post, switch_on

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def sent(mail_server: MailServer) -> dict[str, tuple[str, str]]:
    """Subject and text by recipient."""
    send_due()
    found = {}
    for recipients, message in mail_server.accepted:
        part = next(each for each in message.walk() if each.get_content_type() == "text/plain")
        found[recipients[0]] = (str(message["Subject"]), part.get_payload(decode=True).decode())
    return found
