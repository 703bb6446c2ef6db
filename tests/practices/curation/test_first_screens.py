"""What each role sees on the admin dashboard."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment

from cms.base.models import SiteSettings, User
from practices.models import Visit
from tests.base.admin import edit, edit_url, fresh, queries_of_first_screen
from tests.base.review.test_mails import act
from tests.factories import copy_practices, make_practice, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]
SignIn = Callable[[str], Client]


def first_screen(client: Client) -> BeautifulSoup:
    return BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")


def words(tag: Tag | None) -> str:
    assert tag
    return " ".join(tag.get_text(" ").split())


def test_a_partner_sees_how_far_its_practices_are_and_what_is_asked(signed_in: SignIn) -> None:
    partner, coordinator = signed_in("partner-kpmpc"), signed_in("coordinator")
    published = make_practice("kpmpc", "lt", title="Published", review_date=date(2021, 5, 1))
    translated = translate(published, "en", live=False)
    empty = make_practice("kpmpc", live=False, title="Empty", countries=[], evidence_level="")
    returned, reviewed = (make_practice("kpmpc", live=False, title=name) for name in ("Returned", "Reviewed"))
    foreign = make_practice("csci")
    for page in (returned, reviewed):
        edit(partner, page, "submit")
    act(coordinator, returned, "reject", "Say who.")
    asked = {"page": translated, "contentpath": "summary"}
    Comment.objects.create(user=User.objects.get(username="coordinator"), text="Is this still so?", **asked)
    Comment.objects.create(user=User.objects.get(username="partner-kpmpc"), text="My own note", **asked)

    html = first_screen(partner)
    assert [words(link) for link in html.select("section[id^=proposals] .home-links a")] == [
        "Propose news",
        "Propose a meeting",
    ]
    assert all(
        partner.get(link["href"]).status_code == 200 for link in html.select("section[id^=proposals] .home-links a")
    )
    panel = html.select_one("section[id^=partner-]")
    assert panel.select_one(f'a[href="{reverse("practice_imports")}"]')
    counts = {words(item): item.a["href"] for item in panel.select(".home-counts li")}
    assert list(counts) == [
        *("Changes requested: 1", "Draft: 1", "In review: 1", "Published: 1", "Due for a new look: 1"),
    ]
    rows = panel.select("tbody tr")
    assert [row.a["href"] for row in rows] == [edit_url(page) for page in (returned, published, empty, reviewed)]
    assert "Country" not in words(rows[1])
    assert "To be completed: Countries, Evidence level" in words(rows[2])
    assert "English: draft" in words(rows[1])
    assert "Español: missing" in words(rows[1])
    assert "Say who." in words(panel.select_one(".home-notes"))
    (question,) = html.select("#comments-section .home-notes li")
    assert "Is this still so?" in words(question)
    assert question.a["href"] == f"{edit_url(translated)}#:w:contentpath=summary"
    assert edit_url(foreign) not in str(html)
    for url in counts.values():
        found = BeautifulSoup(partner.get(url).content, "html.parser").select("table.practice-list tbody tr")
        assert len(found) == 1, url


def test_what_others_did_since_the_last_visit(signed_in: SignIn) -> None:
    page, partner = make_practice("kpmpc", live=False), signed_in("partner-kpmpc")
    edit(partner, page, "submit")
    assert first_screen(partner).select("#changes-section") == []
    act(signed_in("coordinator"), page, "approve")
    assert first_screen(partner).select("#changes-section") == []  # the same visit
    Visit.objects.update(latest=timezone.now() - timedelta(hours=2))
    changes = first_screen(partner).select("#changes-section li")
    assert edit_url(page) in {item.a["href"] for item in changes}
    assert {words(item).split(" ago")[0].split(" · ")[1] for item in changes} == {"Coordinator (demo)"}
    assert any("Approved" in words(item) for item in changes)
    Visit.objects.update(latest=timezone.now() - timedelta(hours=2))
    first_screen(partner)
    Visit.objects.update(latest=timezone.now() + timedelta(minutes=1))  # nothing since then
    Visit.objects.update(before=timezone.now())
    assert first_screen(partner).select("#changes-section") == []


def test_a_coordinator_sees_all_partners_and_what_waits(signed_in: SignIn) -> None:
    full = make_practice("csci", "it")
    for code in ("en", "lt", "nl", "es"):
        translate(full, code)
    page = make_practice("kpmpc", live=False)
    edit(signed_in("partner-kpmpc"), page, "submit")
    SiteSettings.objects.update(practices_expected=5)
    html = first_screen(signed_in("coordinator"))
    rows = {words(row.th): [words(cell) for cell in row.select("td")] for row in html.select(".overview tbody tr")}
    #                     practices, draft, review, changes, published, due, in all languages, some, longest wait
    assert rows["CSCI"] == ["1 of 5", "–", "–", "–", "1", "–", "1", "–", "–"]
    assert rows["KPMPC"] == ["1 of 5", "–", "1", "–", "–", "–", "–", "1", "0 days"]
    for cell in html.select("#overview-section tbody td"):  # every number leads to its rows
        assert bool(cell.a) is (words(cell) != "–")
    for title, kept in ((full.title, "all"), (page.title, "some")):
        (link,) = html.select(f"#overview-section td a[href$='languages={kept}']")
        listed = signed_in("coordinator").get(link["href"]).text
        assert title in listed
        assert (full.title in listed) is (kept == "all")
    (waiting,) = html.select("#waiting-section .home-notes li")
    assert waiting.a["href"] == edit_url(page)
    assert "KPMPC" in words(waiting)
    SiteSettings.objects.update(practices_expected=None)
    assert " of " not in words(first_screen(signed_in("coordinator")).select_one(".overview tbody"))


def test_nobody_sees_what_is_of_no_use(signed_in: SignIn) -> None:
    for name in ("partner-kpmpc", "translator-lt", "coordinator", "admin"):
        html = signed_in(name).get(reverse("wagtailadmin_home")).text
        sees_all = name in ("coordinator", "admin")
        assert "Wagtail 8" not in html
        assert "guide.wagtail.org" not in html
        assert "w-summary" not in html
        assert ("/reports/workflow/" in html) is sees_all, name
        assert ("/guide/coordinator/" in html) is sees_all
        assert ("/guide/translator/" in html) is (name in ("translator-lt", "admin"))
        assert ('id="overview-section"' in html) is sees_all
        for guide in ("partner", "review", "translator", "administrator"):
            assert signed_in(name).get(reverse("guide", args=[guide])).status_code == 200


@pytest.mark.sample(0)
def test_many_practices_take_no_more_queries(signed_in: SignIn) -> None:
    practice = make_practice("kpmpc", review_date=date(2021, 5, 1))
    translate(practice, "lt")
    draft = make_practice("kpmpc", live=False)
    edit(signed_in("partner-kpmpc"), draft, "submit")
    copy_practices([practice, fresh(draft)], 3)
    accounts = [signed_in(name) for name in ("partner-kpmpc", "coordinator", "admin", "translator-lt")]
    few = [queries_of_first_screen(account) for account in accounts]
    copy_practices([practice, fresh(draft)], 495)
    assert [queries_of_first_screen(account) for account in accounts] == few
    assert max(few) <= 68
