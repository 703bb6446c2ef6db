"""Each gets each kind of notice as often as they like: from the action to what arrives at a mail server."""

import re
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.base.mail.sending import send_due
from cms.base.people.notices.kinds import COMMENT, TRANSLATION
from cms.base.people.notices.model import HeldNotice, next_due
from cms.base.people.notices.preferences import choices_of, choose
from cms.base.people.notices.sending import notify
from cms.base.signals import worker_run
from tests.base.admin import edit, edit_url
from tests.base.mail.conftest import server, use_server  # noqa: F401
from tests.base.mail.server import MailServer
from tests.base.people.conftest import link
from tests.factories import make_practice, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]
SignIn = Callable[[str], Client]


def arrived(server: MailServer) -> dict[str, list]:  # noqa: F811
    send_due()
    found: dict[str, list] = {}
    for (recipient,), message in server.accepted:
        found.setdefault(recipient.partition("@")[0], []).append(message)
    server.accepted.clear()
    return found


def parts(message) -> tuple[str, str]:
    text, html = (part.get_payload(decode=True).decode() for part in message.get_payload())
    return text, html


def test_at_once_collected_or_not_at_all(server: MailServer, signed_in: SignIn, django_user_model) -> None:  # noqa: F811
    coordinator = django_user_model.objects.get(username="coordinator")
    choose(coordinator, {"review": "daily"})
    choose(django_user_model.objects.get(username="admin"), {"review": "never"})
    partner = signed_in("partner-kpmpc")
    pages = [make_practice("kpmpc", language="lt", live=False, title=f"Kalbos kavinė {n}") for n in (1, 2)]
    for page in pages:
        edit(partner, page, "submit")
    mails = arrived(server)
    assert set(mails) == {"partner-kpmpc"}  # the receipts
    text, html = parts(mails["partner-kpmpc"][0])
    assert edit_url(pages[0]) in text
    assert f'href="http://localhost:8000{edit_url(pages[0])}"' in html
    worker_run.send(sender=None)
    assert not arrived(server)  # not due yet

    HeldNotice.objects.update(due=timezone.now())
    worker_run.send(sender=None)
    worker_run.send(sender=None)
    ((_username, (digest,)),) = arrived(server).items()
    text, html = parts(digest)
    for body in (text, html):
        for words in ("Kalbos kavinė 1", "Kalbos kavinė 2", "Partner: KPMPC", "Language: Lithuanian"):
            assert words in body
        assert body.count("Hello") == 1
    assert not HeldNotice.objects.exists()

    stop = link(digest["List-Unsubscribe"])
    assert digest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop in text
    visitor = Client(enforce_csrf_checks=True)
    assert "Somebody asks for a review" in visitor.get(stop).text
    assert choices_of(coordinator)["review"] == "daily"  # opening the link changes nothing
    assert visitor.post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert choices_of(coordinator)["review"] == "never"
    assert visitor.post(f"{stop[:-4]}xx/").status_code == 400
    assert choices_of(coordinator)["published"] == "now"


def test_what_is_published_together_is_told_together(
    server: MailServer,  # noqa: F811
    signed_in: SignIn,
    django_user_model,
) -> None:
    translator = django_user_model.objects.get(username="translator-it")
    choose(translator, {"translation": "now"})
    pages = [make_practice("kpmpc", title=f"Language café {n}", live=False) for n in (1, 2)]
    for page in pages:
        page.save_revision(user=django_user_model.objects.get(username="admin"))
    query = "&".join(f"id={page.pk}" for page in pages)
    assert signed_in("admin").post(f"/admin/bulk/wagtailcore/page/publish/?{query}").status_code == 302
    (mail,) = arrived(server)["translator-it"]
    text, _html = parts(mail)
    assert mail["Subject"] == "To translate: 2 originals that are new or have changed"
    lines = "\n".join(text.splitlines())
    assert all(f"- {page.title} (KPMPC, English)\n  http" in lines for page in pages)
    held = HeldNotice.objects.filter(kind="translation", action="")  # of those who get it weekly
    assert set(held.values_list("subject", flat=True)) == {mail["Subject"]}


def test_in_the_account(signed_in: SignIn, django_user_model) -> None:
    """Held notices follow the choice, and a newer one about the same thing replaces the held one."""
    client = signed_in("coordinator")
    user = django_user_model.objects.get(username="coordinator")
    shown = client.get("/admin/account/").text
    assert shown.count('name="notifications-') == len(choices_of(user))
    data = dict(re.findall(r'name="((?:name_email|locale|theme)-[\w-]+)" value="([^"]*)"', shown))
    rhythms = {f"notifications-{kind}": rhythm for kind, rhythm in choices_of(user).items()}
    data |= {"locale-preferred_language": "en", "theme-theme": "dark", "theme-contrast": "system"}
    data |= {"theme-density": "default", **rhythms}
    assert client.post("/admin/account/", {**data, "notifications-comment": "weekly"}).status_code == 302
    page = make_practice("kpmpc")
    context = {"page": page, "editor": user}
    for _number in range(2):
        notify([user], COMMENT, "wagtailadmin/notifications/updated_comments", context, about="the same")
    held = HeldNotice.objects.get()
    assert page.title in held.subject
    assert "Hello" not in held.text
    assert timezone.localtime(held.due).weekday() == 0
    client.post("/admin/account/", {**data, "notifications-comment": "never"})
    assert not HeldNotice.objects.exists()
    assert client.post("/admin/account/", {**data, "notifications-comment": "hourly"}).status_code == 200
    assert choices_of(user)["comment"] == "never"


def test_when_what_is_collected_falls_due() -> None:
    zone = ZoneInfo(str(timezone.get_current_timezone()))
    sunday = datetime(2026, 3, 29, 7, tzinfo=zone)
    assert next_due("daily", sunday) == next_due("weekly", sunday) == datetime(2026, 3, 30, 6, tzinfo=zone)
    assert next_due("daily", sunday.replace(hour=5)) == sunday.replace(hour=6)
    monday = datetime(2026, 3, 30, 6, tzinfo=zone)
    assert next_due("weekly", monday) == datetime(2026, 4, 6, 6, tzinfo=zone)


def test_translators_hear_nothing_of_what_they_may_not_see(django_user_model) -> None:
    author = django_user_model.objects.get(username="coordinator")
    open_page, secret = make_practice("nl"), make_practice("nl")
    translate(secret, "lt")
    PageViewRestriction.objects.create(page=secret.page_ptr, restriction_type=PageViewRestriction.LOGIN)
    for page in (open_page, secret):
        page.save_revision(user=author).publish(user=author)
    told = HeldNotice.objects.filter(kind=TRANSLATION.name).values_list("about", "user__username")
    of_open, of_secret = (
        {name for about, name in told if about == str(page.translation_key)} for page in (open_page, secret)
    )
    assert {"translator-lt", "translator-it"} <= of_open
    assert of_secret == {"translator-lt"}  # whose work on it has begun
