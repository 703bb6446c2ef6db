"""From an invitation to an account, and what becomes of links that are old, used, replaced or forged."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from cms.base.access.roles import COORDINATORS
from cms.base.mail.model import OutgoingMail
from cms.base.models import SiteSettings
from cms.base.people.invitations import accepting
from cms.base.people.invitations.invitation import KEEP_FOR, VALID_FOR, Invitation
from cms.base.people.named.person import Person
from cms.base.signals import worker_run
from cms.base.throttling.attempts import LIMITS
from tests.base.admin import messages
from tests.base.people.conftest import last_mail, link, team

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]
SignIn = Callable[[str], Client]
PEOPLE = "/admin/people/"
INVITE = f"{PEOPLE}partner-kpmpc/invite/"
PASSWORD = "vasara prie ežero 7"
NEW = {"first_name": "Ona", "last_name": "Onaitė", "new_password1": PASSWORD, "new_password2": PASSWORD}


@pytest.fixture
def administrator(django_user_model):
    """The editor of the Lithuanian partner, whom a coordinator has made an administrator of the team."""
    user = django_user_model.objects.get(username="partner-kpmpc")
    client = Client()
    client.force_login(django_user_model.objects.get(username="coordinator"))
    url = reverse("people_member", args=["partner-kpmpc", user.pk])
    assert client.post(url, {"action": "appoint"}).status_code == 302
    return user


def invite(client: Client, address: str = "ona@example.org", url: str = INVITE, **values: str):
    return client.post(url, {"email": address, "language": "lt", **values})


def test_a_colleague_comes_in(administrator, signed_in: SignIn, django_user_model) -> None:
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.contributor_terms = {"lt": "Tekstai skelbiami laisvai."}
    settings.save()
    client = signed_in("partner-kpmpc")
    assert reverse("people") in client.get("/admin/").text
    assert "your e-mail address" not in invite(client, "").text  # it is somebody else's
    assert "terms" not in invite(client).get("Location", "")
    mail = last_mail()
    assert (mail.kind, mail.recipient) == ("invitation", "ona@example.org")
    url = link(mail.body)
    assert link(str(mail.alternatives), "/people/") == url  # as HTML, too
    assert "ona@example.org" in client.get(PEOPLE).text
    assert Invitation.objects.get().digest not in mail.body

    visitor = Client()
    page = visitor.get(url)
    assert 'lang="lt"' in page.text
    assert "Tekstai skelbiami laisvai." in page.text
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]
    for wrong in (
        {"new_password1": "ona"},
        {"new_password2": "other"},
        {"first_name": ""},
        {},
    ):  # {}: no consent
        answer = visitor.post(url, {**NEW, **wrong})
        assert answer.status_code == 422
        assert "Onaitė" in answer.text
    weak = {"new_password1": "onaitė123", "new_password2": "onaitė123"}  # like the name
    assert visitor.post(url, {**NEW, **weak, "agrees": "on"}).status_code == 422
    assert not django_user_model.objects.filter(email="ona@example.org").exists()

    answer = visitor.post(url, {**NEW, "agrees": "on"}, follow=True)
    assert answer.redirect_chain == [("/admin/", 302)], "signed in"
    assert answer.status_code == 200
    assert "Sveiki, Ona Onaitė. Dabar priklausote komandai „KPMPC“." in answer.text
    user = authenticate(username="ona@example.org", password=PASSWORD)
    assert user.get_full_name() == "Ona Onaitė"
    assert user.wagtail_userprofile.preferred_language == "lt"
    assert list(user.groups.all()) == [team().group]
    assert Person.objects.get(account=user).terms_wording == "Tekstai skelbiami laisvai."
    assert visitor.get(url).status_code == 410  # a link works only once
    assert visitor.post(url, NEW).status_code == 410
    assert "Ona Onaitė" in client.get(PEOPLE).text
    assert invite(client, "ONA@Example.org").status_code == 422  # is in the team


def test_an_account_that_there_is_joins_without_a_password(administrator, signed_in: SignIn, django_user_model) -> None:
    """The inviting user sees no difference."""
    known = django_user_model.objects.get(username="partner-nl")
    client = signed_in("partner-kpmpc")
    stranger, found = invite(client), invite(client, "Partner-NL@example.org")
    assert (stranger.status_code, stranger["Location"]) == (found.status_code, found["Location"])
    url = link(last_mail().body)
    page = Client().get(url)
    assert "new_password1" not in page.text
    assert "partner-nl" in page.text
    before = known.password
    Client().post(url, NEW)
    known.refresh_from_db()
    assert known.groups.filter(pk=team().group.pk).exists()
    assert known.password == before
    django_user_model.objects.filter(pk=known.pk).update(is_active=False)  # by an administrator, in its groups
    invite(signed_in("admin"), "partner-nl@example.org", f"{PEOPLE}partner-puente-valencia/invite/")
    url = link(last_mail().body)
    assert Client().get(url).status_code == Client().post(url, NEW).status_code == 403
    known.refresh_from_db()
    assert not known.is_active


def test_only_the_newest_link_works_and_only_for_a_while(administrator, signed_in: SignIn) -> None:
    client = signed_in("partner-kpmpc")
    invite(client)
    first = link(last_mail().body)
    invitation = Invitation.objects.get()
    invite(client, "Ona@EXAMPLE.org")  # twice, in another case
    assert Invitation.objects.count() == 1
    assert Client().get(first).status_code == Client().get(f"{first[:-3]}xx/").status_code == 410
    second = link(last_mail().body)
    Invitation.objects.update(sent=timezone.now() - VALID_FOR - timedelta(minutes=1))
    assert Client().post(second, NEW).status_code == 410
    change = reverse("people_invitation", args=[invitation.pk])
    late = client.get(change, follow=True)  # as after signing in again
    assert late.redirect_chain == [("/admin/", 302)]
    assert "Please press the button again." in late.content.decode()
    client.post(change, {"action": "resend"})
    third = link(last_mail().body)
    assert Client().get(third).status_code == 200
    client.post(change, {"action": "withdraw"})
    assert Client().post(third, NEW).status_code == 410
    invite(client)
    Invitation.objects.update(sent=timezone.now() - KEEP_FOR - timedelta(minutes=1))
    worker_run.send(sender=None)
    assert not Invitation.objects.exists()


def test_bad_addresses_and_too_many(administrator, signed_in: SignIn) -> None:
    client = signed_in("partner-kpmpc")
    for address in ("", "ona", "ona@example.org\nBcc: all@example.org", "a@example.org,b@example.org", "o@127.0.0.1"):
        assert invite(client, address).status_code == 422, address
    assert not OutgoingMail.objects.exists()
    for _attempt in range(LIMITS["pair"].free):
        assert invite(client, "jan@example.org").status_code == 302
    answer = invite(client, "JAN@example.org")
    assert answer.status_code == 429
    assert answer["Retry-After"]
    assert "JAN@example.org" in answer.text


def test_each_looks_after_their_own(administrator, signed_in: SignIn, django_user_model) -> None:
    other = f"{PEOPLE}partner-haagse-brug/invite/"
    client = signed_in("partner-kpmpc")
    assert invite(client, url=other).status_code == 302  # Wagtail sends whoever may not to the first screen
    assert invite(signed_in("partner-es")).status_code == 302
    assert invite(client, as_administrator="on").status_code == 302
    assert Invitation.objects.get().as_administrator is False
    assert reverse("people") not in signed_in("partner-es").get("/admin/").text
    invite(signed_in("coordinator"), "jan@example.org", f"{PEOPLE}translators-nl/invite/")
    assert invite(signed_in("coordinator"), "c@example.org", f"{PEOPLE}{COORDINATORS}/invite/").status_code == 302
    assert set(Invitation.objects.values_list("team", flat=True)) == {"partner-kpmpc", "translators-nl"}
    member = django_user_model.objects.get(username="partner-kpmpc")
    url = reverse("people_member", args=["partner-kpmpc", member.pk])
    client.post(url, {"action": "dismiss"})
    client.post(url, {"action": "end"})  # oneself
    assert team().is_run_by(member)
    page = client.get(PEOPLE).text
    assert "CSCI" not in page
    assert "KPMPC" in page


def test_who_has_left_brings_nobody_in(administrator, signed_in: SignIn, django_user_model) -> None:
    host, coordinator = signed_in("partner-kpmpc"), signed_in("coordinator")
    member = reverse("people_member", args=["partner-kpmpc", administrator.pk])
    invite(coordinator, "jan@example.org")
    kept = link(last_mail().body)
    invite(host)
    answer = coordinator.post(member, {"action": "dismiss"}, follow=True)
    assert "1 invitation that they had sent was withdrawn." in messages(answer)
    coordinator.post(member, {"action": "appoint"})
    invite(host)
    url = link(last_mail().body)
    django_user_model.objects.filter(pk=administrator.pk).update(is_active=False)  # elsewhere in the admin
    assert Client().get(url).status_code == Client().post(url, NEW).status_code == 410
    django_user_model.objects.filter(pk=administrator.pk).update(is_active=True)
    assert Client().get(url).status_code == 200
    answer = coordinator.post(member, {"action": "end"}, follow=True)
    assert "the account is closed: it was in no other. 1 invitation" in messages(answer)
    assert Client().get(url).status_code == 410
    assert Client().get(kept).status_code == 200


def test_two_teams_joined_at_once(administrator, signed_in: SignIn, django_user_model, monkeypatch) -> None:
    """Another link has made the account since this one was opened."""
    invite(signed_in("partner-kpmpc"))
    url = link(last_mail().body)
    found = iter([None])
    made = django_user_model.objects.create_user("ona@example.org", "ona@example.org")
    monkeypatch.setattr(accepting, "account_of", lambda invitation: next(found, made))
    monkeypatch.setattr(accepting, "new_account", lambda invitation: django_user_model(username=made.username))
    answer = Client().post(url, NEW, follow=True)
    assert answer.redirect_chain == [(url, 302)]
    assert "Jau turite paskyrą" in answer.text
    assert not made.groups.exists()
    Client().post(url)
    assert made.groups.get() == team().group
