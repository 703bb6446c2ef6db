"""The desk: who sees which rows, filters, search and sorting, and the number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from cms.base.models import TranslationItem, TranslationSettings, User
from cms.base.translation.desk.refresh import refresh
from cms.base.translation.desk.state import State
from practices.models import Concept
from tests.base.translation.desk.items import make_item, shown
from tests.base.translation.work import Commit, SignIn, make_news, sent
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]
DESK = "/admin/translations/"


@pytest.fixture
def empty() -> None:
    TranslationItem.objects.all().delete()


@pytest.mark.usefixtures("empty")
def test_filters_search_and_order(signed_in: SignIn) -> None:
    now, today = timezone.now(), timezone.localdate()
    user = User.objects.get(username="translator-nl")
    make_item("Šeima", state=State.CHANGED, changed=1, missing=0, words_left=3, waiting_since=now - timedelta(days=9))
    make_item("Late", due=today - timedelta(days=1), waiting_since=now)
    make_item("Urgent", priority=1, taken_by=user, waiting_since=now)
    make_item("Done", state=State.CURRENT, words_left=0, missing=0, due=today - timedelta(days=1))
    make_item("Term", kind="term", object_key="1", about="method", waiting_since=now)
    make_item("Café", kind="settings", object_key="2", about="", waiting_since=now)
    make_item("Italian", "it", waiting_since=now)
    client = signed_in("translator-nl")
    every = {"Šeima", "Late", "Urgent", "Done", "Term", "Café"}
    for query, expected in [
        ({}, every),
        ({"language": "nl"}, every),
        ({"language": "it"}, every),  # not among one's languages: the filter is not there
        ({"state": ["changed", "current"]}, {"Šeima", "Done"}),
        ({"kind": "page:home.newspage"}, {"Šeima", "Late", "Urgent", "Done"}),
        ({"kind": "term:method"}, {"Term"}),
        ({"kind": "settings:"}, {"Café"}),
        ({"taken": "me"}, {"Urgent"}),
        ({"taken": "nobody"}, every - {"Urgent"}),
        ({"taken": "somebody"}, {"Urgent"}),
        ({"due": "overdue"}, {"Late"}),
        ({"priority": "1"}, {"Urgent"}),
        ({"q": "seima"}, {"Šeima"}),
        ({"q": "cafe"}, {"Café"}),
        ({"state": "nonsense", "kind": "x", "p": "99"}, every),
    ]:
        assert set(shown(client, **query)) == expected, query
    assert shown(client)[:3] == ["Late", "Urgent", "Šeima"]
    assert shown(client)[-1] == "Done"
    assert shown(client, ordering="title") == ["Café", "Done", "Late", "Šeima", "Term", "Urgent"]
    assert shown(client, ordering="words_left")[:2] == ["Done", "Šeima"]
    assert shown(client, ordering="waiting_since")[0] == "Šeima"
    assert shown(client, ordering="-due")[-1] not in ("Late", "Done"), "what has no date comes last"


def test_translators_see_their_language_and_coordinators_all(signed_in: SignIn) -> None:
    make_item("Dutch"), make_item("Italian", "it")
    assert shown(signed_in("translator-nl"), q="Dutch") == ["Dutch"]
    assert shown(signed_in("translator-nl"), q="Italian") == []
    coordinator = signed_in("coordinator")
    assert (shown(coordinator, q="Dutch"), shown(coordinator, q="Italian")) == (["Dutch"], ["Italian"])
    assert shown(signed_in("partner-kpmpc"), q="Dutch") == [], "only their own pages"
    assert DESK in coordinator.get(reverse("wagtailadmin_home")).content.decode()


def test_drafts_and_private_pages_are_offered_to_nobody_by_themselves(
    signed_in: SignIn, django_capture_on_commit_callbacks: Commit
) -> None:
    run = django_capture_on_commit_callbacks
    translator = signed_in("translator-nl")
    with run(execute=True):
        draft = make_practice("kpmpc", live=False, title="Zeppelin draft")
        live = make_practice("kpmpc", title="Zeppelin live")
    with run(execute=True):
        sent(signed_in("admin"), draft, "it")
        live.title = "Zeppelin, soon"
        live.save_revision()
    assert shown(translator, q="Zeppelin") == ["Zeppelin live"]
    assert shown(signed_in("translator-it"), q="Zeppelin draft") == ["Zeppelin draft"]
    with run(execute=True):
        PageViewRestriction.objects.create(page=live.page_ptr, restriction_type="login")
    assert shown(translator, q="Zeppelin") == []


def test_what_is_translated_only_on_request(signed_in: SignIn, django_capture_on_commit_callbacks: Commit) -> None:
    run = django_capture_on_commit_callbacks
    with run(execute=True):
        page = make_news()
        Concept.objects.create(scheme="method", slug="walks", labels={"en": "Meeting to walk"})
    translator, italian = signed_in("translator-nl"), signed_in("translator-it")
    assert set(shown(translator, q="meeting", state="new")) == {"Meeting in Rome", "Meeting to walk"}
    settings, _ = TranslationSettings.objects.get_or_create(site=Site.objects.get())
    settings.on_request = ["page:home.newspage", "term:method"]
    settings.save()
    assert shown(translator, q="meeting", state="new") == []
    with run(execute=True):
        sent(signed_in("admin"), page, "nl")
    assert shown(translator, q="meeting", state="new") == ["Meeting in Rome"]
    assert shown(italian, q="meeting", state="new") == []


@pytest.mark.sample(0)
@pytest.mark.usefixtures("empty")
def test_a_page_of_the_desk_takes_as_many_queries_for_3000_rows_as_for_30(signed_in: SignIn) -> None:
    user = User.objects.get(username="translator-nl")

    def fill(count: int) -> None:
        rows = [make_item(f"Item {number}", taken_by=user if number % 3 else None) for number in range(30)][:30]
        copies = (count - TranslationItem.objects.count()) // len(rows)
        TranslationItem.objects.bulk_create(
            TranslationItem(
                **{
                    field.attname: getattr(row, field.attname)
                    for field in TranslationItem._meta.concrete_fields
                    if field.attname not in ("id", "object_key")
                },
                object_key=f"{copy:08}-0000-0000-0001-{row.pk:012}",
            )
            for copy in range(copies)
            for row in rows
        )

    def queries(client, url: str, **query) -> int:
        assert client.get(url, query).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            client.get(url, query)
        return len(captured)

    translator, coordinator = signed_in("translator-nl"), signed_in("coordinator")
    pages = [
        (translator, DESK, {}),
        (translator, DESK, {"ordering": "title", "q": "item"}),
        (translator, reverse("wagtailadmin_home"), {}),
        (coordinator, DESK, {}),
        (coordinator, reverse("translation_overview"), {}),
        (coordinator, reverse("wagtailadmin_home"), {}),
    ]
    fill(30)
    few = [queries(client, url, **query) for client, url, query in pages]
    fill(3000)
    assert TranslationItem.objects.count() >= 2900
    assert [queries(client, url, **query) for client, url, query in pages] == few
    assert few[0] <= 34, few
    assert len(shown(translator, p=2)) == 30


def test_titles_say_which_language_they_are_in(signed_in: SignIn) -> None:
    refresh("settings")
    item = make_item("Een titel", "lt", source_language="nl")
    html = signed_in("translator-lt").get(DESK, {"q": "titel"}).content.decode()
    assert f'href="{reverse("translate", args=["page", item.object_key, "lt"])}"' in html
    assert 'lang="nl"' in html
