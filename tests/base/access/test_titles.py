"""Titles of private pages and files, requested in the admin by id: every role against every view that shows a title."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import GroupApprovalTask, Page, PageViewRestriction

from cms.base.models import SiteImage
from practices.models import PracticeFile, PracticePage
from tests.base.file_access.files import make_document, make_picture
from tests.base.file_access.test_who_sees_files import SignIn
from tests.factories import make_practice, partner_page, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TITLE = "Not yet public"


@dataclass
class Secrets:
    draft: PracticePage
    private: PracticePage
    document: Document
    picture: SiteImage


@pytest.fixture
def secrets() -> Secrets:
    """A partner's unpublished content: a draft with its files, and a page behind a password."""
    document, picture = make_document(), make_picture()
    type(document).objects.update(title=TITLE)
    type(picture).objects.update(title=TITLE)
    draft = make_practice(live=False, title=TITLE, image=picture, files=[PracticeFile(document=document)])
    private = make_practice(title=TITLE)
    PageViewRestriction.objects.create(page=private.page_ptr, restriction_type="password", password="secret")
    return Secrets(draft, private, document, picture)


def page_url(view: str, page: Page, *more: object) -> str:
    return reverse(f"wagtailadmin_pages:{view}", args=[page.pk, *more])


def bulk_url(action: str, query: str) -> str:
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + query


def bulk_file_url(file: Document | SiteImage) -> str:
    opts = file._meta
    return reverse("wagtail_bulk_action", args=[opts.app_label, opts.model_name, "delete"]) + f"?id={file.pk}"


# Each shows the title to those who may know it.
OF_A_PAGE: dict[str, Callable[[PracticePage], str]] = {
    "explorer": lambda page: reverse("wagtailadmin_explore", args=[page.pk]),
    "page chooser": lambda page: reverse("wagtailadmin_choose_page_child", args=[page.pk]),
    "page chooser, its parent": lambda page: reverse("wagtailadmin_choose_page_child", args=[page.get_parent().pk]),
    "page chooser, chosen": lambda page: reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={page.pk}",
    "page chooser, searched": lambda page: reverse("wagtailadmin_choose_page_search") + "?q=public",
    "API": lambda page: f"/admin/api/main/pages/{page.pk}/",
    "API, its parent": lambda page: f"/admin/api/main/pages/?child_of={page.get_parent().pk}",
    "edit": lambda page: page_url("edit", page),
    "history": lambda page: page_url("history", page),
    "usage": lambda page: page_url("usage", page),
    "compare": lambda page: page_url("revisions_compare", page, "earliest", "latest"),
    "delete many": lambda page: bulk_url("delete", f"?id={page.pk}"),
    "publish many": lambda page: bulk_url("publish", f"?id={page.pk}"),
    "move many": lambda page: bulk_url("move", f"?id={page.pk}"),
    "unpublish all": lambda page: bulk_url("unpublish", f"?id=all&childOf={page.get_parent().pk}"),
    "unpublish all found": lambda page: bulk_url("unpublish", "?id=all&q=public"),
    "search": lambda page: reverse("wagtailadmin_pages:search") + "?q=public",
}
OF_A_FILE: dict[str, Callable[[Secrets], str]] = {
    "documents": lambda each: reverse("wagtaildocs:index"),
    "document": lambda each: reverse("wagtaildocs:edit", args=[each.document.pk]),
    "document usage": lambda each: reverse("wagtaildocs:document_usage", args=[each.document.pk]),
    "document chooser": lambda each: reverse("wagtaildocs_chooser:choose"),
    "document chooser, chosen": lambda each: reverse("wagtaildocs_chooser:chosen", args=[each.document.pk]),
    "document chooser, many": lambda each: reverse("wagtaildocs_chooser:chosen_multiple") + f"?id={each.document.pk}",
    "document API": lambda each: "/admin/api/main/documents/",
    "document API, one": lambda each: f"/admin/api/main/documents/{each.document.pk}/",
    "pictures": lambda each: reverse("wagtailimages:index"),
    "picture": lambda each: reverse("wagtailimages:edit", args=[each.picture.pk]),
    "picture usage": lambda each: reverse("wagtailimages:image_usage", args=[each.picture.pk]),
    "picture chooser": lambda each: reverse("wagtailimages_chooser:choose"),
    "picture chooser, chosen": lambda each: reverse("wagtailimages_chooser:chosen", args=[each.picture.pk]),
    "picture chooser, many": lambda each: reverse("wagtailimages_chooser:chosen_multiple") + f"?id={each.picture.pk}",
    "picture API": lambda each: "/admin/api/main/images/",
    "picture API, one": lambda each: f"/admin/api/main/images/{each.picture.pk}/",
    "delete documents": lambda each: bulk_file_url(each.document),
    "delete pictures": lambda each: bulk_file_url(each.picture),
}


def naming(client: Client, urls: dict[str, str], method: str = "get") -> set[str]:
    """Which of `urls` show the title.

    Refused users are redirected to the admin dashboard with a message. It is slow, so it is requested once, at the end.
    """
    found, front_page = set(), reverse("wagtailadmin_home")
    refused = False
    for name, url in urls.items():
        response = getattr(client, method)(url)
        if response.status_code == 302 and response["Location"] == front_page:
            refused = True
            continue
        if response.status_code == 302:
            response = client.get(response["Location"], follow=True)
        if TITLE in response.content.decode():
            found.add(name)
    if refused and TITLE in client.get(front_page).content.decode():
        found.add("front page")
    return found


@pytest.mark.sample(2)
@pytest.mark.parametrize("object_", ["draft", "private"])
@pytest.mark.parametrize("username", ["partner-csci", "translator-it", "translator-nl"])
def test_titles_of_pages_are_not_told_by_number(
    signed_in: SignIn, secrets: Secrets, username: str, object_: str
) -> None:
    urls = {name: url(getattr(secrets, object_)) for name, url in OF_A_PAGE.items()}
    assert naming(signed_in(username), urls) == set()


@pytest.mark.sample(2)
@pytest.mark.parametrize("object_", ["draft", "private"])
@pytest.mark.parametrize("username", ["partner-kpmpc", "coordinator", "admin"])
def test_those_who_work_with_a_page_find_it(signed_in: SignIn, secrets: Secrets, username: str, object_: str) -> None:
    urls = {name: url(getattr(secrets, object_)) for name, url in OF_A_PAGE.items()}
    found = naming(signed_in(username), urls)
    assert found >= set(urls) - {"unpublish all found", "publish many", "unpublish all", "page chooser, searched"}


@pytest.mark.parametrize("username", ["partner-csci", "translator-it"])
def test_titles_of_files_are_not_told(signed_in: SignIn, secrets: Secrets, username: str) -> None:
    urls = {name: url(secrets) for name, url in OF_A_FILE.items()}
    assert naming(signed_in(username), urls) == set()


@pytest.mark.sample(2)
@pytest.mark.parametrize("username", ["partner-kpmpc", "coordinator", "admin"])
def test_those_who_work_with_a_file_find_it(signed_in: SignIn, secrets: Secrets, username: str) -> None:
    urls = {name: url(secrets) for name, url in OF_A_FILE.items()}
    assert naming(signed_in(username), urls) == set(urls)


def test_moving_and_reviewing_tell_nothing(signed_in: SignIn, secrets: Secrets) -> None:
    """The id is that of a page to move, of its target, or of a page in review."""
    client, own = signed_in("partner-csci"), make_practice("csci", live=False)
    secrets.draft.get_workflow().start(secrets.draft, None)
    task = secrets.draft.current_workflow_task_state
    urls = {
        "move": page_url("move", secrets.draft),
        "move there": page_url("move_confirm", own, secrets.draft.pk),
        "move it": page_url("move_confirm", secrets.draft, partner_page("csci").pk),
        "approve": page_url("workflow_action", secrets.draft, "approve", task.pk),
        "comment": page_url("collect_workflow_action_data", secrets.draft, "approve", task.pk),
        "cancel": page_url("confirm_workflow_cancellation", secrets.draft),
        "preview": page_url("workflow_preview", secrets.draft, task.task_id),
        "review": page_url("workflow_history", secrets.draft),
        "copy": page_url("copy", secrets.draft),
        "submit": reverse("wagtail_localize:submit_page_translation", args=[secrets.draft.pk]),
    }
    assert naming(client, urls) == set()
    assert naming(client, urls, "post") == set()
    assert naming(signed_in("coordinator"), urls) >= {"move", "move it", "review", "copy"}


def test_a_translator_finds_the_draft_that_they_translate(signed_in: SignIn, secrets: Secrets) -> None:
    translate(secrets.draft, "it", live=False)
    urls = {name: url(secrets.draft) for name, url in OF_A_PAGE.items()}
    assert "page chooser, chosen" in naming(signed_in("translator-it"), urls)
    assert naming(signed_in("translator-nl"), urls) == set()


def test_a_reviewer_from_outside_finds_what_is_under_review(
    signed_in: SignIn, secrets: Secrets, django_user_model: type
) -> None:
    """Wagtail lets the group of the task edit the page, even if it has no permission on it."""
    reviewer = django_user_model.objects.create_user("reviewer")
    group = reviewer.groups.create(name="Reviewers")
    GroupApprovalTask.objects.get(workflow_tasks__workflow=secrets.draft.get_workflow()).groups.add(group)
    group.permissions.add(*partner_page("csci").editors.permissions.all())
    urls = {"edit": page_url("edit", secrets.draft)}
    assert naming(signed_in("reviewer"), urls) == set()
    secrets.draft.get_workflow().start(secrets.draft, None)
    assert naming(signed_in("reviewer"), urls) == {"edit"}


def test_public_pages_can_be_chosen_by_everybody(signed_in: SignIn) -> None:
    page = make_practice("kpmpc", title="For all to link to")
    url = reverse("wagtailadmin_choose_page_child", args=[page.get_parent().pk])
    assert page.title in signed_in("partner-csci").get(url).content.decode()


OTHERS = pytest.mark.parametrize("username", ["partner-csci", "translator-it", "translator-nl"])


@OTHERS
def test_reports_tell_no_titles(signed_in: SignIn, secrets: Secrets, username: str) -> None:
    urls = {
        "page types": reverse("wagtailadmin_reports:page_types_usage"),
        "page types, results": reverse("wagtailadmin_reports:page_types_usage_results"),
        "desk": reverse("translation_desk") + "?q=" + TITLE.split()[0],
    }
    client = signed_in(username)
    assert naming(client, urls) == set()
    assert urls["page types"] not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert naming(signed_in("admin"), urls) >= {"page types", "page types, results"}


@pytest.mark.sample(1)
@OTHERS
def test_the_next_title_of_a_public_page_is_not_told(signed_in: SignIn, username: str) -> None:
    page = make_practice(title="Public")
    page.title = TITLE
    page.save_revision()
    own = make_practice("csci", live=False)
    urls = {
        **{name: url(page) for name, url in OF_A_PAGE.items()},
        "move it": page_url("move_confirm", page, partner_page("csci").pk),
        "move there": page_url("move_confirm", own, page.pk),
        "submit": reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
        "cancel": page_url("confirm_workflow_cancellation", page),
        "review": page_url("workflow_history", page),
        "copy": page_url("copy", page),
    }
    client = signed_in(username)
    assert naming(client, urls) == set()
    assert naming(client, urls, "post") == set()
    assert naming(signed_in("partner-kpmpc"), urls) >= {"edit", "page chooser, its parent"}
