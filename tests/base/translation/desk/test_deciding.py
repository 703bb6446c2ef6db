"""Taking, giving back and planning: permissions and notices."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.base.access.permissions import ensure_translators
from cms.base.models import NoticePreference, TranslationItem, User
from cms.base.translation.desk.deciding import HANDED_OVER
from home.models import HomePage
from tests.base.admin import messages
from tests.base.translation.desk.items import make_item
from tests.base.translation.work import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]


@pytest.fixture
def item() -> TranslationItem:
    return make_item("Walks")


@pytest.fixture
def colleague() -> User:
    """Another translator into Dutch."""
    user = User.objects.create_user("second-nl", "second-nl@example.org", first_name="Saskia", last_name="Bos")
    user.groups.add(ensure_translators(HomePage.objects.get(locale__language_code="nl")))
    return user


def act(client, name: str, item: TranslationItem, **data):
    response = client.post(reverse(name, args=[item.pk]), data)
    item.refresh_from_db()
    return response


def test_the_second_who_takes_an_item_is_told(item: TranslationItem, colleague: User, signed_in: SignIn) -> None:
    first = signed_in("translator-nl")
    act(first, "take_translation", item)
    assert item.taken_by.username == "translator-nl"
    second = signed_in("second-nl")
    response = act(second, "take_translation", item)
    assert item.taken_by.username == "translator-nl"
    assert "has already taken “Walks”" in messages(second.get(response["Location"]))
    assert act(second, "give_translation_back", item).status_code == 302
    assert item.taken_by, "nobody gives back what another one has taken"
    act(first, "give_translation_back", item)
    assert item.taken_by is None


@pytest.mark.parametrize("username", ["translator-it", "partner-kpmpc"])
def test_strangers_may_do_nothing(item: TranslationItem, signed_in: SignIn, username: str) -> None:
    client = signed_in(username)
    for name in ("take_translation", "give_translation_back", "plan_translation"):
        assert act(client, name, item, to="", priority=1).status_code in (302, 404)
    item.refresh_from_db()
    assert (item.taken_by, item.priority) == (None, TranslationItem.Priority.NORMAL)


def test_translators_hand_over_and_change_no_more(item: TranslationItem, colleague: User, signed_in: SignIn) -> None:
    client = signed_in("translator-nl")
    act(client, "take_translation", item)
    italian = User.objects.get(username="translator-it")
    assert act(client, "plan_translation", item, to=italian.pk).status_code == 422
    act(client, "plan_translation", item, to=colleague.pk, due="2030-01-01", priority=1)
    assert (item.taken_by, item.due, item.priority) == (colleague, None, TranslationItem.Priority.NORMAL)
    act(client, "plan_translation", item, to="")
    assert item.taken_by == colleague, "it is somebody else's now"


def test_coordinators_plan_and_the_translator_gets_a_mail_in_their_language(
    item: TranslationItem, colleague: User, signed_in: SignIn, django_capture_on_commit_callbacks
) -> None:
    profile = UserProfile.get_for_user(colleague)
    profile.preferred_language = "nl"
    profile.save()
    coordinator = signed_in("coordinator")
    with django_capture_on_commit_callbacks(execute=True):
        act(coordinator, "plan_translation", item, to=colleague.pk, due="2030-05-09", priority=1)
    assert (item.taken_by, item.due, item.priority) == (colleague, date(2030, 5, 9), TranslationItem.Priority.HIGH)
    (message,) = mail.outbox
    assert message.to == [colleague.email]
    assert "Aan u overgedragen: Walks" in message.subject
    assert reverse("translate", args=["page", item.object_key, "nl"]) in message.body
    assert "9 mei 2030" in message.body
    with django_capture_on_commit_callbacks(execute=True):
        act(coordinator, "plan_translation", item, to=colleague.pk, due="", priority=3)
    assert (item.due, len(mail.outbox)) == (None, 1), "nothing was handed over"
    NoticePreference.objects.create(user=colleague, kind=HANDED_OVER.name, rhythm="never")
    act(coordinator, "plan_translation", item, to="", priority=3)
    with django_capture_on_commit_callbacks(execute=True):
        act(coordinator, "plan_translation", item, to=colleague.pk, priority=3)
    assert len(mail.outbox) == 1
    assert act(coordinator, "plan_translation", item, to="", due="tomorrow", priority=7).status_code == 422


def test_one_goes_back_to_the_view_one_came_from(item: TranslationItem, signed_in: SignIn) -> None:
    client = signed_in("translator-nl")
    view = "/admin/translations/?state=new"
    assert act(client, "take_translation", item, next=view)["Location"] == view
    assert act(client, "take_translation", item, next="https://example.org/")["Location"] == "/admin/translations/"


def many(action: str, *items: TranslationItem) -> str:
    query = "&".join(f"id={item.pk}" for item in items)
    return f"{reverse('wagtail_bulk_action', args=['base', 'translationitem', action])}?{query}"


def test_many_are_taken(item: TranslationItem, colleague: User, signed_in: SignIn) -> None:
    others = make_item("Others'", taken_by=colleague), make_item("Finished", state="current"), make_item("It", "it")
    client, url = signed_in("translator-nl"), many("take", item, *others)
    question = client.get(url).text
    assert "Walks" in question
    assert "3 of those selected are taken already, finished" in question
    assert "You have taken 1 translation." in messages(client.get(client.post(url)["Location"], follow=True))
    taken = TranslationItem.objects.exclude(taken_by=None).values_list("title", "taken_by__username")
    assert sorted(taken) == [("Others'", "second-nl"), ("Walks", "translator-nl")]


def test_many_are_planned(
    item: TranslationItem, colleague: User, signed_in: SignIn, django_capture_on_commit_callbacks
) -> None:
    more, italian = make_item("More", due=date(2029, 1, 1)), make_item("It", "it")
    coordinator, url = signed_in("coordinator"), many("plan", item, more, italian)
    question = coordinator.get(url).text
    assert "as it is" in question
    assert 'type="date"' in question
    with django_capture_on_commit_callbacks(execute=True):
        coordinator.post(url, {"to": colleague.pk, "due": "", "priority": "1"})
    mine = TranslationItem.objects.filter(pk__in=[item.pk, more.pk, italian.pk])
    assert list(mine.order_by("pk").values_list("title", "taken_by__username", "due", "priority")) == [
        ("Walks", "second-nl", None, 1),
        ("More", "second-nl", date(2029, 1, 1), 1),
        ("It", None, None, 2),  # which she may not translate
    ]
    assert len(mail.outbox) == 2
    coordinator.post(url, {"to": "", "due": "2030-05-09", "priority": ""})
    assert set(mine.values_list("due", "taken_by__username")) == {
        (date(2030, 5, 9), "second-nl"),
        (date(2030, 5, 9), None),
    }
    signed_in("translator-nl").post(url, {"to": "nobody", "due": "2031-01-01"})
    item.refresh_from_db()
    assert (item.taken_by, item.due) == (colleague, date(2030, 5, 9)), "it is somebody else's"
    signed_in("second-nl").post(url, {"to": "nobody", "due": "2031-01-01"})
    item.refresh_from_db()
    assert (item.taken_by, item.due) == (None, date(2030, 5, 9))
    assert coordinator.post(url, {"to": "", "due": "tomorrow"}).status_code == 200, "asked again"
