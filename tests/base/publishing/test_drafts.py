"""A draft can always be saved, and requirements for publication are checked on submission: no word is lost."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.base.blocks import RICH_TEXT_FEATURES
from cms.base.models import SiteImage
from cms.base.publishing.drafts import LEFT_OUT
from home.models import NewsIndexPage, NewsPage
from practices.curation.missing import label_of, lacking
from practices.models import PracticeFile
from tests.base.admin import (
    bulk,
    complete,
    create_practice,
    edit,
    edit_url,
    follow,
    form_data,
    fresh,
    messages,
    newest_practice,
)
from tests.base.file_access.files import account, make_document
from tests.base.translation.work import make_news
from tests.factories import make_practice, partner_page

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]
SignIn = Callable[[str], Client]


@pytest.fixture
def partner(signed_in: SignIn) -> Client:
    return signed_in("partner-kpmpc")


def draft_of(page: Page) -> Any:
    return fresh(page).get_latest_revision_as_object()


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    ("name", "typed"),
    [("contact_email", "info@kpmpc"), ("source_url", "see our website"), ("summary", "word " * 120)],
)
@pytest.mark.parametrize("live", [True, False])
def test_what_a_column_can_hold_is_saved_as_typed(partner: Client, name: str, typed: str, live: bool) -> None:
    page = make_practice(live=live)
    response = edit(partner, page, title="Another title", **{name: typed})
    assert response.status_code == 302
    assert getattr(draft_of(page), name).strip() == typed.strip()
    assert draft_of(page).title == "Another title"
    assert edit(partner, page).status_code == 302  # and again, from the form that shows it
    refused = edit(partner, page, "submit")
    assert name in refused.context["form"].errors


def test_rows_are_saved_as_typed(partner: Client) -> None:
    page = make_practice(live=False)
    rows = nested_form_data({"links": inline_formset([{"url": "no URL", "label_en": "Guide"}])})
    response = edit(partner, page, **rows)
    assert response.status_code == 302, messages(response)
    assert [(link.url, link.label) for link in draft_of(page).links.all()] == [("no URL", {"en": "Guide"})]


@pytest.mark.sample(2)
@pytest.mark.parametrize("document", ["", "99999"])
@pytest.mark.parametrize("live", [True, False])
def test_a_row_without_its_document_is_left_out(partner: Client, live: bool, document: str) -> None:
    """Its document was deleted in another window, or not chosen yet."""
    page = make_practice(live=live)
    rows = nested_form_data({"files": inline_formset([{"document": document, "label_en": "Guide"}])})
    response = edit(partner, page, title="Another title", **rows)
    assert "except a row whose “Document” is missing" in messages(follow(partner, response))
    assert draft_of(page).title == "Another title"
    assert not draft_of(page).files.exists()
    assert not edit(partner, page, "submit", **rows).context["form"].is_valid()


def test_autosave_tells_of_a_row_without_its_document(partner: Client) -> None:
    page = make_practice(live=False, files=[PracticeFile(document=Document.objects.create(title="Guide"))])
    data = form_data(partner.get(edit_url(page)).content.decode(), title="Later")
    Document.objects.all().delete()
    other = make_document("partner-kpmpc")
    for number, told in ((99999, True), (99999, True), (other.pk, False)):  # the form stays open
        data |= {"files-0-document": number}
        answer = json.loads(partner.post(edit_url(page), data, headers={"Accept": "application/json"}).content)
        assert ("except a row whose “Document” is missing" in answer["field_updates"][LEFT_OUT]) == told
        assert draft_of(page).title == "Later"
        data |= {**answer["field_updates"], "overwrite_revision_id": answer["revision_id"]}
    assert [row.document for row in draft_of(page).files.all()] == [other]


def test_a_row_in_which_nothing_was_entered_is_no_row(partner: Client) -> None:
    page = make_practice(live=False)
    rows = nested_form_data({"files": inline_formset([{"document": "", "label_en": ""}])})
    autosaved = partner.post(
        edit_url(page), form_data(partner.get(edit_url(page)).text, **rows), headers={"Accept": "application/json"}
    ).json()
    assert (autosaved["success"], dict(autosaved["field_updates"])[LEFT_OUT]) == (True, "")
    assert "except a row" not in messages(follow(partner, edit(partner, page, **rows)))
    begun = {**rows, "files-0-label_en": "Guide"}
    autosaved = partner.post(
        edit_url(page), form_data(partner.get(edit_url(page)).text, **begun), headers={"Accept": "application/json"}
    ).json()
    assert dict(autosaved["field_updates"])[LEFT_OUT] == ""
    assert edit(partner, page, "submit", **rows).status_code == 302


def test_the_author_of_a_draft_may_be_nobody_or_two(signed_in: SignIn) -> None:
    """Either a person or a partner: asked for on publication."""
    editor, page = signed_in("coordinator"), make_news()
    kpmpc = partner_page("kpmpc").pk
    empty, both = {"name": "", "partner": ""}, {"name": "Ona", "partner": kpmpc}
    for rows in ([empty], [both], [both, empty]):
        given = nested_form_data({"authors": inline_formset(rows), "body": streamfield([])})
        assert edit(editor, page, title="Typed", **given).status_code == 302
        assert draft_of(page).title == "Typed"
        assert [author.name for author in draft_of(page).authors.all()] == [row["name"] for row in rows if row["name"]]
    given = nested_form_data({"authors": inline_formset([both]), "body": streamfield([])})
    refused = edit(editor, page, "publish", **given)
    assert "either a person or a partner" in refused.text


@pytest.mark.sample(2)
@pytest.mark.parametrize("url", ["no URL", "javascript:alert(1)", "FTP://example.org/a"])
def test_rows_are_checked_before_they_are_published(signed_in: SignIn, partner: Client, url: str) -> None:
    """Also in bulk, where no form is sent."""
    page = make_practice(live=False)
    edit(partner, page, **nested_form_data({"links": inline_formset([{"url": url, "label": "Guide"}])}))
    coordinator = signed_in("coordinator")
    told = messages(follow(coordinator, bulk(coordinator, "publish", page)))
    assert "valid URL" in told
    assert not fresh(page).live


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    ("name", "typed"),
    [("review_date", "next spring"), ("start_year", "99999999999999999999"), ("start_year", "long ago")],
)
def test_what_no_column_can_hold_is_shown_again(partner: Client, name: str, typed: str) -> None:
    page = make_practice(live=False, review_date=date(2030, 1, 2), start_year=2001)
    response = edit(partner, page, title="Another title", **{name: typed})
    told = messages(follow(partner, response))
    assert f"You typed “{typed}”" in told
    assert draft_of(page).title == "Another title"
    assert getattr(draft_of(page), name) == getattr(page, name)
    assert name in edit(partner, page, "submit", **{name: typed}).context["form"].errors


def test_a_term_that_is_gone_is_left_out(partner: Client) -> None:
    page = make_practice(live=False)
    response = edit(partner, page, title="Another title", countries=["99999"])
    assert "Everything was saved except “Countries”" in messages(follow(partner, response))
    assert draft_of(page).title == "Another title"


def test_a_practice_is_begun_with_mistakes(partner: Client) -> None:
    data = {"title": "New", "contact_email": "info@kpmpc", "review_date": "soon"}
    response = create_practice(partner, partner_page(), **data)
    assert "You typed “soon”" in messages(follow(partner, response))
    assert newest_practice().contact_email == "info@kpmpc"


def test_a_block_may_be_too_long_in_a_draft(signed_in: SignIn) -> None:
    page, client = make_news(), signed_in("coordinator")
    data = nested_form_data({"body": streamfield([("heading", "long " * 60)])})
    assert edit(client, page, **data).status_code == 302
    assert draft_of(page).body[0].value.startswith("long long")
    refused = edit(client, page, "publish", **data)
    assert "Text: Correct what is marked there." in messages(refused)


def test_a_title_is_needed(partner: Client) -> None:
    assert "title" in edit(partner, make_practice(live=False), title="").context["form"].errors


def pasted(*blocks: tuple[str, str, int]) -> str:
    """What the editor sends for blocks of (type, text, depth)."""
    rows = [{"key": str(n), "type": kind, "text": text, "depth": depth} for n, (kind, text, depth) in enumerate(blocks)]
    return json.dumps(
        {"blocks": [{**row, "inlineStyleRanges": [], "entityRanges": []} for row in rows], "entityMap": {}}
    )


APPROVE = {"action-workflow-action": "true", "workflow-action-name": "approve"}


def test_approving_pasted_text_changes_nothing(partner: Client, signed_in: SignIn) -> None:
    page = make_practice(live=False, lessons="<p>Stored without keys.</p>")
    text = pasted(("unstyled", "Two  spaces,\ta tab ", 0), ("unordered-list-item", "Indented", 2))
    assert edit(partner, page, "submit", activities=text).status_code == 302
    revisions = page.revisions.count()
    assert edit(signed_in("coordinator"), page, **APPROVE).status_code == 302
    page = fresh(page)
    assert page.live
    assert not page.has_unpublished_changes
    assert page.revisions.count() == revisions


def test_what_the_reviewer_changes_is_published(partner: Client, signed_in: SignIn) -> None:
    page = make_practice(live=False)
    assert edit(partner, page, "submit").status_code == 302
    assert edit(signed_in("coordinator"), page, title="Clearer", **APPROVE).status_code == 302
    page = fresh(page)
    assert (page.title, page.live, page.has_unpublished_changes) == ("Clearer", True, False)


# -- slugs ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", ["", "submit"])
def test_a_taken_slug_gets_a_number(partner: Client, action: str) -> None:
    make_practice(title="Sewing", slug="sewing")
    assert create_practice(partner, partner_page(), action, **complete(title="Sewing")).status_code == 302
    assert newest_practice().slug == "sewing-1"


def test_autosave_shows_the_number(partner: Client) -> None:
    make_practice(title="Sewing", slug="sewing")
    url = reverse("wagtailadmin_pages:add", args=["practices", "practicepage", partner_page().pk])
    data = form_data(partner.get(url).content.decode(), title="Sewing", slug="sewing", review_date="soon")
    answer = json.loads(partner.post(url, data, headers={"Accept": "application/json"}).content)
    assert answer["success"]
    assert answer["field_updates"]["slug"] == newest_practice().slug == "sewing-1"
    assert "You typed “soon”" in answer["field_updates"][LEFT_OUT]  # the form is still open
    assert "soon" not in messages(partner.get(edit_url(newest_practice())))


def test_autosave_after_a_refused_submission(partner: Client) -> None:
    page = make_practice(live=False, image=picture())
    refused = edit(partner, page, "submit", title="Written before")
    assert "image_alt" in refused.context["form"].errors
    data = form_data(refused.content.decode(), title="Written later")
    answer = json.loads(partner.post(edit_url(page), data, headers={"Accept": "application/json"}).content)
    assert answer["success"]
    assert answer["field_updates"][LEFT_OUT] == ""
    assert draft_of(page).title == "Written later"


def test_a_page_that_is_online_keeps_its_slug(signed_in: SignIn) -> None:
    make_practice(title="Sewing", slug="sewing")
    page = make_practice(title="Cooking", slug="cooking")
    assert "slug" in edit(signed_in("coordinator"), page, "publish", slug="sewing").context["form"].errors
    assert fresh(page).slug == "cooking"


# -- what publishing needs --------------------------------------------------------------------------------------------


def picture(description: str = "") -> SiteImage:
    said = {"credit": "Photo: Ona", "people_shown": "nobody", "description": description}
    values = {"title": "Circle", "file": get_test_image_file(), **said}
    return SiteImage.objects.create(uploaded_by_user=account("partner-kpmpc"), **values)


def test_alternative_text_is_asked_for_at_submission(partner: Client) -> None:
    page, image = make_practice(live=False), picture()
    assert edit(partner, page, image=image.pk).status_code == 302  # a draft may lack it
    refused = edit(partner, page, "submit")
    assert "Say what the picture shows" in str(refused.context["form"].errors["image_alt"])
    assert edit(partner, page, "submit", image_alt="Six people in a circle").status_code == 302


def test_credit_and_consent_are_asked_for_at_submission(partner: Client) -> None:
    page, image = make_practice(live=False), picture("Six people")
    SiteImage.objects.update(credit="", people_shown="")
    assert edit(partner, page, image=image.pk).status_code == 302  # a draft may lack them
    errors = str(edit(partner, page, "submit").context["form"].errors["image"])
    assert 'data-form="/admin/images/0/"' in partner.get(edit_url(page)).text
    assert "(credit)" in errors
    assert "have agreed" in errors
    assert {"Picture"} <= {label_of(name) for name in lacking([fresh(page)])[page.pk]}
    SiteImage.objects.update(credit="Photo: Ona", people_shown="agreed")
    assert edit(partner, page, "submit").status_code == 302


def test_alternative_text_of_news(signed_in: SignIn) -> None:
    page, client = make_news(), signed_in("coordinator")
    body = nested_form_data({"body": streamfield([])})
    refused = edit(client, page, "publish", image=picture().pk, **body)
    assert "image_alt" in refused.context["form"].errors
    assert edit(client, page, "publish", image=picture("Six people").pk, **body).status_code == 302


@pytest.mark.parametrize("kind", ["image", "gallery", "link"])
def test_credit_and_consent_of_pictures_in_a_text(kind: str) -> None:
    """Wherever a page shows a picture: once, in its own form."""
    image = picture()
    SiteImage.objects.update(credit="", people_shown="")
    figure = {"image": {"image": image.pk, "alt_text": "A circle", "decorative": False}, "caption": ""}
    card = {"url": "https://example.org/", "kind": "page", "title": "Other", "provider": "Ona", "picture": image.pk}
    page = make_news()
    page.body = [{"type": kind, "value": {"image": figure, "gallery": [figure, figure], "link": card}[kind]}]
    page.is_unfinished = True
    page.full_clean()  # a draft may lack them
    page.is_unfinished = False
    with pytest.raises(ValidationError, match=r"“Circle”: The name of its author .credit. is missing.* have agreed"):
        page.full_clean()
    SiteImage.objects.update(credit="Photo: Ona", people_shown="agreed")
    page.full_clean()


def test_an_emptied_text_leaves_no_heading(signed_in: SignIn, client: Client) -> None:
    page = make_practice(context="<p>Need.</p>", lessons="<p>Learnt.</p>")
    empty = rich_text("<p></p>", features=RICH_TEXT_FEATURES)
    assert edit(signed_in("coordinator"), page, "publish", lessons=empty).status_code == 302
    html = client.get(page.url).content.decode()
    assert "Context and need" in html
    assert "Lessons learnt" not in html
    assert "activities" in edit(signed_in("coordinator"), page, "publish", activities=empty).context["form"].errors


def test_the_date_of_news_is_not_replaced(signed_in: SignIn) -> None:
    """The form of a new news item has today's date; an unreadable one is told."""
    index = NewsIndexPage.objects.get(locale__language_code="en")
    url = reverse("wagtailadmin_pages:add", args=["home", "newspage", index.pk])
    client = signed_in("coordinator")
    body = nested_form_data({"body": streamfield([])})
    data = form_data(client.get(url).content.decode(), title="Meeting", slug="meeting", date="someday", **body)
    assert "You typed “someday”" in messages(follow(client, client.post(url, data)))
    assert NewsPage.objects.filter(title="Meeting").exists()
