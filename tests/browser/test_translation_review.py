"""With the keyboard alone: a second translator sends a translation back, then approves it, and readers have it."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect
from wagtail.models import Locale, Site
from wagtail.users.models import UserProfile

from cms.base.models import TranslationItem, TranslationSettings
from cms.base.translation.desk.begin import begin
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.state import State
from cms.base.translation.review.reviewing import submit
from home.demo.users import PASSWORD
from practices.models import PracticePage
from tests.base.file_access.files import account
from tests.browser.conftest import SignIn, press, tab_to
from tests.browser.conftest import Site as OwnSite
from tests.browser.test_translating import check

ASKED = "Pavadinime trūksta projekto vardo."


def submitted() -> str:
    """The key of a practice that one of two translators into Lithuanian has translated and submitted."""
    TranslationSettings.objects.update_or_create(site=Site.objects.get(), defaults={"needs_review": True})
    second = get_user_model().objects.create_user("second", "second@example.org", PASSWORD)
    second.groups.add(Group.objects.get(role__key="translators-lt"))
    UserProfile.objects.create(user=second, preferred_language="lt")
    there = PracticePage.objects.filter(locale__language_code="lt").values("translation_key")
    page = PracticePage.objects.filter(live=True, original_page=None).exclude(translation_key__in=there)[0]
    item = TranslationItem.objects.get(object_key=page.translation_key, locale=Locale.objects.get(language_code="lt"))
    begin(item, account("translator-lt"))
    texts = KINDS["page"].texts(item.object_key, item.locale)
    words = {text.key: text.source for text in texts}
    KINDS["page"].save(item.object_key, item.locale, words, account("translator-lt"))
    submit(item, account("translator-lt"))
    return item.object_key


def look(page: Page) -> None:
    """As it is on a desktop and on a phone, light and dark."""
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 1000})
        check(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.sample(0)
def test_a_second_pair_of_eyes(own_site: OwnSite, sign_in: SignIn) -> None:
    url, in_database = own_site
    key = in_database(submitted)
    editor = f"/admin/translations/page/{key}/lt/"
    reviewer = sign_in(url, "second")
    press(reviewer, ".home-counts a[href*='state=review']")
    press(reviewer, f"td.title a[href='{editor}']")
    expect(reviewer.locator("#review")).to_have_text("Peržiūrima")
    look(reviewer)
    tab_to(reviewer, "#review-words")
    reviewer.keyboard.type(ASKED)
    press(reviewer, "button[value=send-back]")
    expect(reviewer.locator(".messages .success")).to_be_visible()

    translator = sign_in(url, "translator-lt", f"{editor}?show=all")
    expect(translator.locator(".translate__review")).to_contain_text(ASKED)
    look(translator)
    tab_to(translator, "[data-row] textarea[name^=text-]")
    translator.keyboard.press("Control+a")
    translator.keyboard.type("Vardas ir darbas")
    press(translator, "button[name=action][value=submit]")
    expect(translator.locator("#review")).to_have_text("Peržiūrima")
    expect(translator.locator("button[value=approve]")).to_have_count(0)
    look(translator)

    reviewer.goto(f"{editor}?show=all")
    expect(reviewer.locator("[data-row] textarea[name^=text-]").first).to_have_value("Vardas ir darbas")
    press(reviewer, "button[value=approve]")
    look(reviewer)  # most texts are copies of the original
    press(reviewer, "[name=publish-incomplete]")
    expect(reviewer.locator(".messages .success").first).to_be_visible()

    def published() -> tuple[str, bool, str]:
        page = PracticePage.objects.get(translation_key=key, locale__language_code="lt")
        return page.title, page.live, TranslationItem.objects.get(object_key=key, locale=page.locale).state

    assert in_database(published) == ("Vardas ir darbas", True, State.CURRENT)
