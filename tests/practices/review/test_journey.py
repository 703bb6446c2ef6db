"""A practice on its way: sent, reviewed by a colleague of another partner, changed, approved, published with a card."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, CommentReply, Page, TaskState

from practices.models import PracticePage, PracticeReview, PublishedVersion, Reminder, ReviewSettings
from practices.review.criteria import Criterion
from practices.review.reminding import remind, return_lost_reviews
from practices.review.task import open_state_of
from tests.base.admin import edit, edit_url, fresh, messages, send
from tests.base.fields_only import nothing_drawn
from tests.factories import make_practice, translate
from tests.test_number_of_queries import picture

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]
SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def with_partners_step(db: None) -> None:
    ReviewSettings.objects.update(by_partner=True)


def user(name: str) -> Any:
    return get_user_model().objects.get(username=name)


def url(name: str, page: Page) -> str:
    return reverse(name, args=[page.pk])


def received() -> dict[str, str]:
    """The subjects of the mails since the last call, by account. Each has the same text as HTML."""
    found = {}
    for message in mail.outbox:
        ((html, kind),) = message.alternatives
        assert kind == "text/html"
        assert "<a href=" in html
        found[message.to[0].removesuffix("@example.org")] = message.subject
    mail.outbox.clear()
    return found


def judged(page: Page, **changes: str) -> dict[str, str]:
    """A complete review of the draft as it is now."""
    bands = {f"band-{each}": "sound" for each in Criterion} | {"band-evidence": "weak"}
    reasons = {f"reason-{each}": "Because." for each in Criterion}
    draft = {"revision": str(fresh(page).latest_revision_id)}
    opinion = {"opinion": "Padeda & <veikia>.", "language": "lt", "comment": ""}
    return {**bands, **reasons, **opinion, **draft, **changes}


def decide(client: Client, page: Page, action: str) -> None:
    state = fresh(page).current_workflow_task_state
    target = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    assert client.post(target, {"comment": ""}).status_code == 302


def is_refused(response: Any) -> bool:
    """The admin sends whoever may not do something to its first page; what is not found is looked for in a language."""
    path = response.request["PATH_INFO"]
    return response.status_code in (403, 404) or response.headers.get("Location") in ("/admin/", f"/en{path}")


def card(page: PracticePage) -> Any:
    return BeautifulSoup(Client().get(page.url).content, "html.parser").select_one(".review-card")


def test_from_submission_to_the_card(signed_in: SignIn) -> None:
    partner, coordinator, reviewer = (signed_in(f"{name}") for name in ("partner-kpmpc", "coordinator", "partner-nl"))
    page = make_practice("kpmpc", title="Gardening")
    dutch = translate(page, "nl")
    edit(partner, page, "submit", summary="Grow food.")
    assert received() == {
        "partner-kpmpc": "Sent for review: Gardening (KPMPC, English)",
        "coordinator": "Who reviews this? Gardening (KPMPC, English)",
        "admin": "Who reviews this? Gardening (KPMPC, English)",
    }
    # The coordinator finds it on the dashboard and above the form.
    assert b"Assign a reviewer" in coordinator.get(reverse("wagtailadmin_home")).content
    assert url("assign_reviewer", page) in coordinator.get(edit_url(page)).text
    button = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "assign", open_state_of(fresh(page)).pk])
    assert coordinator.post(button)["Location"] == url("assign_reviewer", page)
    choice = coordinator.get(url("assign_reviewer", page)).text
    assert "partner nl" in choice
    assert "partner kpmpc" not in choice  # of the same partner
    for refused in (user("partner-kpmpc").pk, user("translator-nl").pk, "", "1x"):
        assert coordinator.post(url("assign_reviewer", page), {"reviewer": refused}).status_code == 422
    assert is_refused(reviewer.get(url("assign_reviewer", page)))
    coordinator.post(url("assign_reviewer", page), {"reviewer": user("partner-nl").pk})
    assert received() == {"partner-nl": "Please review: Gardening (KPMPC, English)"}

    draft = fresh(page).latest_revision_id

    # The reviewer sees what differs, keeps half a review, and asks for changes.
    assert url("write_review", page) in reviewer.get(edit_url(page)).text
    form = reviewer.get(url("write_review", page)).text
    assert '<span class="addition">Grow food.</span>' in form
    reviewer.post(url("write_review", page), {"action": "save", "change-summary": "For whom?", "language": "nl"})
    assert "For whom?" in reviewer.get(url("write_review", page)).text
    incomplete = reviewer.post(url("write_review", page), {"action": "approve", "opinion": "Kept.", "language": "nl"})
    assert incomplete.status_code == 422
    assert "Choose a band." in incomplete.text
    assert PracticeReview.objects.get().opinion == "Kept."
    asked = {"action": "changes", "change-summary": "For whom?", "change-facts": "Which city?", "language": "nl"}
    edit(coordinator, page, title="Gardening here", summary="Grow food here.")  # meanwhile
    changed = reviewer.post(url("write_review", page), {**asked, "revision": str(draft)})
    assert changed.status_code == 409
    assert "For whom?" in changed.text
    assert '<span class="addition">Grow food here.</span>' in changed.text
    asked["revision"] = str(fresh(page).latest_revision_id)
    assert reviewer.post(url("write_review", page), asked).status_code == 302
    assert reviewer.post(url("write_review", page), asked)["Location"] == reverse("wagtailadmin_home")  # clicked twice
    assert PracticeReview.objects.get().revision == fresh(page).latest_revision
    ((name, subject),) = received().items()
    assert (name, subject) == ("partner-kpmpc", "Changes requested: Gardening here (KPMPC, English)")
    assert Comment.objects.get(page=page).contentpath == "summary"  # beside the text in the editor
    assert "Your review has been sent already." in messages(
        reviewer.get(url("write_review", page), follow=True)
    )  # Back

    # Sent again, it is the same reviewer's, who is told what for. Then the coordinators decide.
    CommentReply.objects.create(comment=Comment.objects.get(page=page), user=user("partner-kpmpc"), text="Refugees.")
    edit(partner, page, "submit", summary="Grow food with refugees.")
    (told,) = [message.body for message in mail.outbox if message.to == ["partner-nl@example.org"]]
    for part in (
        "sent it again (round 2)",
        "Summary: For whom?\n  – Refugees.",
        "Which city?",
        "since then: Summary\n",
    ):
        assert part in told
    assert received()["partner-nl"] == "Back after your review: Gardening here (KPMPC, English)"
    again = reviewer.get(url("write_review", page)).text
    assert "For whom?" in again
    assert "What has changed since your last review" in again
    assert "Nothing is written here." in again
    assert reviewer.post(url("write_review", page), judged(page, action="approve")).status_code == 302
    sent = received()
    assert set(sent) == {"coordinator", "admin", "partner-kpmpc"}, "no receipt to the reviewer, who has sent nothing"
    assert sent["partner-kpmpc"] == "Approved by the reviewer: Gardening here (KPMPC, English)"
    assert card(page) is None
    assert b"Because." in coordinator.get(url("read_reviews", page)).content
    assert b"Because." in partner.get(url("read_reviews", page)).content
    assert is_refused(reviewer.get(url("read_reviews", page)))
    assert url("read_reviews", page) in coordinator.get(edit_url(page)).text
    approval = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    send(coordinator, edit_url(page), result="Forty families grow food.", **approval)  # with a last change
    assert received() == {"partner-kpmpc": "Published: Gardening here (KPMPC, English)"}

    shown = card(fresh(page))
    assert shown.select_one("blockquote")["lang"] == "lt"
    assert "Padeda & <veikia>." in shown.get_text()
    assert "The text has been edited between the review" in shown.get_text()
    assert "Netherlands" in shown.get_text()
    assert "Because." not in shown.get_text()
    assert user("partner-nl").get_full_name() not in shown.get_text()
    assert len(shown.select(".review-card__bands > div")) == 7
    assert "Weak" in shown.get_text()
    assert card(dutch).select_one("blockquote").get_text(strip=True) == "Padeda & <veikia>."
    assert PublishedVersion.objects.filter(page=page).count() == 1

    # A review is of what was published then.
    fresh(page).save_revision().publish()
    assert "The practice has changed since." in card(fresh(page)).get_text()


def test_a_reviewer_reads_one_page_while_the_review_lasts(signed_in: SignIn) -> None:
    partner, coordinator, reviewer = (signed_in(f"{name}") for name in ("partner-kpmpc", "coordinator", "partner-nl"))
    photo = picture("Garden")
    page, other = (
        make_practice("kpmpc", live=False, image=photo, image_alt="A garden"),
        make_practice("kpmpc", live=False),
    )
    edit(partner, page, "submit")
    pages = "wagtailadmin_pages:"
    draft = fresh(page).latest_revision_id

    def readable(of: Page, briefly: bool = False) -> set[bool]:
        of = fresh(of)
        targets = [
            edit_url(of),
            url(f"{pages}view_draft", of),
            url(f"{pages}history", of),
            url(f"{pages}workflow_history", of),
            reverse(f"{pages}revisions_compare", args=[of.pk, "earliest", "latest"]),
            reverse(f"{pages}revisions_view", args=[of.pk, of.latest_revision_id]),
            url("write_review", of),
            *([photo.file.url] if of == page else []),
        ]
        with nothing_drawn():
            answers = [reviewer.get(target) for target in (targets[1::4] if briefly else targets)]
        assert all(answer.status_code == 200 or is_refused(answer) for answer in answers)
        return {answer.status_code == 200 for answer in answers}

    assert readable(page, briefly=True) == {False}  # not assigned yet
    coordinator.post(url("assign_reviewer", page), {"reviewer": user("partner-nl").pk})
    assert readable(page) == {True}
    assert readable(other) == {False}
    # Nothing of it can be changed.
    send(reviewer, edit_url(page), title="Mine", **{"action-publish": "1"})
    assert not fresh(page).live
    assert fresh(page).latest_revision_id == draft
    parent = page.get_parent()
    for name in ("delete", "unpublish", "move", "copy", "lock"):
        assert reviewer.post(url(f"{pages}{name}", page)).status_code in (302, 403, 404, 405), name
        assert fresh(page).get_parent() == parent
    assert reviewer.get(url(f"{pages}copy", page)).status_code != 200
    assert not fresh(page).locked
    reviewer.post(edit_url(page), {"action-cancel-workflow": "1"})
    assert fresh(page).workflow_in_progress
    state = open_state_of(fresh(page))
    for action in ("approve", "reject", "assign"):
        target = reverse(f"{pages}workflow_action", args=[page.pk, action, state.pk])
        assert reviewer.post(target).status_code in (302, 403)
        assert open_state_of(fresh(page)) == state
    assert is_refused(reviewer.post(url("assign_reviewer", page)))

    # It ends with the group, and is the coordinators' again.
    groups = list(user("partner-nl").groups.all())
    user("partner-nl").groups.clear()
    mail.outbox.clear()
    return_lost_reviews()
    return_lost_reviews()
    assert set(received()) == {"coordinator", "admin"}
    user("partner-nl").groups.set(groups)
    assert readable(page, briefly=True) == {False}
    # And with the review.
    coordinator.post(url("assign_reviewer", page), {"reviewer": user("partner-nl").pk})
    reviewer.post(url("write_review", page), judged(page, action="approve"))
    assert readable(page) == {False}
    edit(coordinator, page, "publish")  # instead of approving it
    assert "has been edited" not in card(fresh(page)).get_text()


def test_without_the_step_or_a_colleague(signed_in: SignIn) -> None:
    """Of what is no practice, where the site does without, and as the coordinators wish."""
    partner, coordinator = signed_in("partner-kpmpc"), signed_in("coordinator")
    page, in_turn = make_practice("kpmpc", live=False), make_practice("kpmpc", live=False)
    edit(partner, page, "submit")
    decide(coordinator, page, "approve")
    assert open_state_of(fresh(page)) is None
    assert not fresh(page).live
    decide(coordinator, page, "approve")
    assert fresh(page).live
    assert card(fresh(page)) is None
    edit(partner, page.partner_page, "submit")
    assert open_state_of(page.partner_page) is None

    ReviewSettings.objects.update(in_turn=True)
    edit(partner, in_turn, "submit")
    first = open_state_of(fresh(in_turn)).reviewer
    assert first.username in {"partner-csci", "partner-prometeo", "partner-nl", "partner-es"}
    second = make_practice("kpmpc", live=False)
    edit(partner, second, "submit")
    assert open_state_of(fresh(second)).reviewer != first


def test_whoever_it_waits_for_is_reminded_once_a_week(signed_in: SignIn) -> None:
    page = make_practice("kpmpc", review_date=date(2020, 1, 1))
    edit(signed_in("partner-kpmpc"), page, "submit")
    mail.outbox.clear()
    remind()
    assert received() == {"partner-kpmpc": f"Time for a new look: {page.title} (KPMPC, English)"}
    for expected in ({"coordinator", "admin"}, set(), {"coordinator", "admin"}):
        if expected:
            TaskState.objects.update(started_at=timezone.now() - timedelta(days=8))
            Reminder.objects.filter(about__startswith="assign").update(sent_at=timezone.now() - timedelta(days=8))
        remind()
        assert set(received()) == expected


def test_many_reminders_are_one_mail(signed_in: SignIn) -> None:
    pages = [make_practice("kpmpc", title=f"Old {n}", review_date=date(2020, 1, 1)) for n in (1, 2)]
    remind()
    (told,) = mail.outbox
    assert told.subject == "Time for a new look at 2 practices"
    assert all(f"- {page.title} (KPMPC, English)\n  http" in told.body for page in pages)
    remind()
    assert len(mail.outbox) == 1
