"""People are named on pages only with consent; once it is withdrawn, nothing is left, even in earlier versions."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Revision

from cms.base.mail.model import OutgoingMail
from cms.base.people.invitations.inviting import invite
from cms.base.people.named.person import Person
from cms.base.people.notices.kinds import kinds
from cms.base.people.notices.model import HeldNotice
from cms.base.readers.model import Reader
from home.meetings.registration.model import Registration
from practices.models import PracticeCredit
from tests.base.admin import edit, fresh
from tests.base.people.conftest import team
from tests.factories import make_practice, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]
SignIn = Callable[[str], Client]


def test_credits_follow_consent(signed_in: SignIn) -> None:
    """An editor adds somebody in the chooser, and changes nobody whom another has added."""
    client = signed_in("partner-kpmpc")
    add = reverse(f"{Person.snippet_viewset.chooser_viewset.url_namespace}:create")
    answer = client.post(add, {"name": "Ona Onaitė", "organisation": "Vilniaus kolegija", "agrees": "on"})
    assert answer.json()["step"] == "chosen"
    person = Person.objects.get()
    assert person.consented
    assert person.created_by.username == "partner-kpmpc"
    change = reverse(Person.snippet_viewset.get_url_name("edit"), args=[person.pk])
    assert signed_in("partner-nl").get(change).status_code == 302

    page = make_practice("kpmpc", credits=[PracticeCredit(role="author", person=person)])
    translation = translate(page, "lt")
    for shown in (page, translation):
        assert "Ona Onaitė, Vilniaus kolegija" in Client().get(shown.url).text
    assert client.post(change, {"name": "Ona Onaitė", "organisation": "Vilniaus kolegija"}).status_code == 302
    html = Client().get(page.url).text
    assert "Ona" not in html
    assert "Vilniaus kolegija" in html
    assert client.post(change, {"name": "", "organisation": ""}).status_code == 200


def test_one_names_oneself_in_the_account(signed_in: SignIn, django_user_model) -> None:
    user = django_user_model.objects.get(username="partner-kpmpc")
    person = Person.objects.of(user)
    assert person.shown == ""
    client = signed_in("partner-kpmpc")
    data = {"name_email-first_name": "Ona", "name_email-last_name": "Onaitė", "name_email-email": "ona@example.org"}
    data |= {"locale-preferred_language": "en", "theme-theme": "dark", "theme-contrast": "system"}
    data |= {"theme-density": "default", "naming-organisation": "KPMPC", "naming-agrees": "on"}
    data |= {f"notifications-{kind.name}": "now" for kind in kinds()}
    assert client.post("/admin/account/", data).status_code == 302
    person.refresh_from_db()
    assert person.shown == "Ona Onaitė, KPMPC"
    assert "withdraw" in person.consent_wording


def test_erased_from_earlier_versions_too(signed_in: SignIn, django_user_model) -> None:
    page = make_practice("kpmpc", contact_name="Ona Onaitė", contact_email="ona@example.org", contact_consent=True)
    edit(signed_in("admin"), page, "publish")
    gone = django_user_model.objects.create_user("ona", "Ona@example.org", "x", first_name="Ona", is_active=False)
    still_there = django_user_model.objects.create_user("ona2", "ona@example.org", "x")
    person = Person.objects.create(name="Ona Onaitė")
    Reader.objects.create(address="Ona@example.org", folded="ona@example.org", digest="d", language="lt")
    Registration.objects.create(meeting_key=page.translation_key, name="Ona Onaitė", language="lt", consent="Yes.")
    OutgoingMail.objects.create(recipient="Ona@example.org", sender="s@example.org", status="failed")
    waiting = OutgoingMail.objects.create(
        recipient="c@example.org",
        sender="s@example.org",
        subject="Ona Onaitė asks",
        body="Onos nuotrauka",
        headers={"Reply-To": "Ona@Example.org", "X-Kept": "1"},
        alternatives=[["<p>Ona Onaitė</p>", "text/html"]],
    )
    url = reverse("people_erase")
    who = {"name": "Ona Onaitė", "address": "ona@example.org"}
    assert signed_in("coordinator").post(url, {**who, "action": "erase"}).status_code == 302
    assert Person.objects.filter(pk=person.pk).exists()
    client = signed_in("admin")
    assert client.post(url, {"name": "", "address": ""}).status_code == 422
    shown = client.post(url, who)
    assert "Found in" in shown.text
    assert f"The account “{still_there.username}” is open" in shown.text
    assert Revision.page_revisions.filter(content__contact_name="Ona Onaitė").exists()
    client.post(url, {**who, "action": "erase"})
    assert not Revision.page_revisions.filter(content__contact_name="Ona Onaitė").exists()
    assert not Revision.page_revisions.filter(content__contact_email="ona@example.org").exists()
    assert not Person.objects.filter(pk=person.pk).exists()
    assert not Reader.objects.exists()
    assert not Registration.objects.exists()
    gone.refresh_from_db()
    assert (gone.email, gone.get_full_name()) == ("", "")
    assert fresh(page).contact_name == ""
    waiting.refresh_from_db()
    assert (waiting.subject, waiting.body, waiting.headers) == ("… asks", "Onos nuotrauka", {"X-Kept": "1"})
    assert waiting.alternatives == [["<p>…</p>", "text/html"]]
    assert not OutgoingMail.objects.filter(recipient__iexact="ona@example.org").exists()
    assert "Nothing is found" in client.post(url, who).text


def test_translators_hear_of_an_original_once(signed_in: SignIn) -> None:
    page = make_practice("kpmpc", live=False)
    for _time in range(2):
        edit(signed_in("coordinator"), page, "publish")
    held = list(HeldNotice.objects.select_related("user"))
    assert {each.user.username for each in held} == {f"translator-{code}" for code in ("nl", "it", "lt", "es")}
    assert len(held) == 4


def test_the_page_of_people_asks_as_often_for_many_as_for_few(signed_in: SignIn, django_user_model) -> None:
    client = signed_in("coordinator")

    def queries() -> int:
        client.get("/admin/people/")
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/admin/people/").status_code == 200
        return len(captured)

    by = django_user_model.objects.get(username="coordinator")
    invite(team(), "first@example.org", "lt", by)
    few = queries()
    for number in range(5):
        user = django_user_model.objects.create_user(f"user-{number}", f"user-{number}@example.org")
        user.groups.add(team().group)
        invite(team(), f"{number}@example.org", "lt", by)
    assert queries() == few
