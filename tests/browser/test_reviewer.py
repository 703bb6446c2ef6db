"""With the keyboard alone, a reviewer finds the practice assigned to them, compares, judges and sends it."""

import pytest
from playwright.sync_api import Page, expect
from wagtail.models import Page as WagtailPage
from wagtail.users.models import UserProfile

from practices.models import PracticePage, PracticeReview, ReviewSettings
from practices.review.criteria import Criterion
from practices.review.task import open_state_of
from tests.base.file_access.files import account
from tests.browser.conftest import SignIn, Site, press, tab_to
from tests.browser.screens import screens

REASONS = "Matyti iš dalyvių atsakymų."


def ask_for_review() -> int:
    """A published practice of KPMPC, changed and sent for review, is assigned to a colleague in the Netherlands."""
    page = PracticePage.objects.filter(live=True, original_page=None, locale__language_code="lt").order_by("pk")[0]
    ReviewSettings.objects.update(by_partner=True)
    page.summary = "Ko imtasi dabar, ir kam tai skirta."
    page.save_revision()
    page.get_workflow().start(page, account("partner-kpmpc"))
    reviewer = account("partner-nl")
    UserProfile.objects.filter(user=reviewer).update(preferred_language="lt")
    open_state_of(WagtailPage.objects.get(pk=page.pk)).assign(reviewer)
    return int(page.pk)


@pytest.mark.sample(0)
def test_from_the_first_screen_to_the_review(own_site: Site, sign_in: SignIn) -> None:
    url, in_database = own_site
    number = in_database(ask_for_review)
    page = sign_in(url, "partner-nl")
    assert page.locator("html").get_attribute("lang") == "lt"
    check(page)
    press(page, f"a[href^='/admin/practices/{number}/review/'], a[href^='/admin/pages/{number}/edit/']")
    if page.url.endswith("/edit/"):
        check(page)
        press(page, f"a[href='/admin/practices/{number}/review/']")
    check(page)

    tab_to(page, f"a[href^='/admin/pages/{number}/revisions/compare/live...']")
    with page.expect_popup() as opened:
        page.keyboard.press("Enter")
    comparison = opened.value
    comparison.wait_for_load_state()
    expect(comparison.locator(".addition").first).to_be_visible()
    check(comparison)
    comparison.close()

    for criterion in Criterion:
        tab_to(page, f"[name='band-{criterion}']")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        tab_to(page, f"[name='reason-{criterion}']")
        page.keyboard.type(REASONS)
    press(page, "button[value=approve]")
    expect(page.locator("#id_opinion")).to_have_attribute("aria-invalid", "true")
    assert page.locator(f"[name='reason-{Criterion.EVIDENCE}']").input_value() == REASONS
    check(page)
    tab_to(page, "#id_opinion")
    page.keyboard.type("Tinka ir kitiems miestams.")
    press(page, "button[value=approve]")
    expect(page.locator(".messages .success")).to_be_visible()
    assert page.url == f"{url}/admin/"
    review = in_database(lambda: PracticeReview.objects.latest("pk"))
    assert (review.decision, review.opinion) == (PracticeReview.Decision.APPROVED, "Tinka ir kitiems miestams.")
    assert {rating["band"] for rating in review.ratings.values()} == {"sound"}
    assert page.goto(f"/admin/practices/{number}/review/").url == f"{url}/admin/"  # it was theirs until then


def check(page: Page) -> None:
    """Also on a phone, where nothing is wider than the screen."""
    for _ in screens(page):
        pass
