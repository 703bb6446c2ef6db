"""What translators and coordinators see when they sign in, and the overview of languages."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from cms.base.models import TranslationItem, User
from cms.base.translation.desk.state import State
from tests.base.translation.desk.items import make_item, shown
from tests.base.translation.work import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]


@pytest.fixture(autouse=True)
def empty() -> None:
    TranslationItem.objects.all().delete()


def panel(client, name: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser").select_one(
        f"section[id^={name}]"
    )


def test_a_translators_first_screen(signed_in: SignIn) -> None:
    client = signed_in("translator-nl")
    assert "There is nothing to translate yet." in panel(client, "translate-nl").get_text()
    done = make_item("Done", state=State.CURRENT, words_left=0, missing=0)
    assert "Everything is translated and live." in panel(client, "translate-nl").get_text()
    for number in range(12):
        make_item(f"New {number}", waiting_since=timezone.now() - timedelta(days=number))
    make_item("Ready", state=State.READY, words_left=0, missing=0)
    make_item("Mine", taken_by=User.objects.get(username="translator-nl"))
    make_item("Somebody's", taken_by=User.objects.get(username="admin"))
    make_item("Italian", "it")
    late = make_item("Late", due=timezone.localdate() - timedelta(days=2), words_left=7)
    found = panel(client, "translate-nl")
    mine, urgent = found.select("table")
    assert [link.get_text() for link in mine.select("a")] == ["Mine"]
    assert [link.get_text() for link in urgent.select("a")][:2] == ["Late", "New 11"]
    assert urgent.select_one("a")["href"] == reverse("translate", args=["page", late.object_key, "nl"])
    assert "Somebody's" not in found.get_text()
    assert "Everything is translated" not in found.get_text()
    counts = {link.get_text(): link["href"] for link in found.select(".home-counts a")}
    assert list(counts) == ["Not begun: 15", "Ready to publish: 1", "Live and current: 1", "Overdue: 1"]
    assert client.get(counts["Overdue: 1"]).context["object_list"] == [late]
    assert client.get(counts["Live and current: 1"]).context["object_list"] == [done]


def test_a_coordinators_overview(signed_in: SignIn) -> None:
    make_item("News", words=20, words_left=5, waiting_since=timezone.now() - timedelta(days=3))
    make_item("Done", state=State.CURRENT, words=10, words_left=0)
    make_item("Term", kind="term", about="method", words=2, words_left=2)
    make_item("Italian", "it", words=0, words_left=0, state=State.CURRENT)
    client = signed_in("coordinator")
    short = panel(client, "translations")
    assert [" ".join(row.get_text(" ").split()) for row in short.select("tbody tr")] == [
        "Nederlands 78 % Waiting: 2 Overdue: – Longest wait: 3 days",
        "Italiano 100 % Waiting: – Overdue: – Longest wait: –",
    ]
    assert short.select_one("tbody th a")["href"].endswith("/overview/#language-nl")
    link = short.select_one(f"a[href='{reverse('translation_overview')}']")
    page = BeautifulSoup(client.get(link["href"]).content, "html.parser")
    assert [link["href"] for link in page.select(".desk-jump a")] == ["#language-nl", "#language-it"]
    assert page.select_one("#language-it")
    for label in page.select(".desk-label"):
        label.decompose()  # instead of the columns' names, on a phone
    rows = [" ".join(row.get_text(" ").split()) for row in page.select("section")[0].select("tbody tr, tfoot tr")]
    assert rows == [
        "News item 83 % 25 of 30 – – 1 – – – 1 – 3 days",
        "Method 0 % 0 of 2 – – 1 – – – – – –",
        "All of them 78 % 25 of 32 – – 2 – – – 1 – 3 days",
    ]
    first = urlsplit(page.select("section")[0].select_one("tbody th a")["href"])
    assert set(shown(client, **parse_qs(first.query))) == {"News", "Done"}
    assert signed_in("translator-nl").get(reverse("translation_overview")).status_code == 302
