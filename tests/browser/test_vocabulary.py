"""A coordinator changes a term of the vocabulary in one screen, and readers of that language see it at once."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, SignIn, follow


@pytest.mark.sample(0)
def test_a_label_in_one_language(own_demo_site: str, sign_in: SignIn, open_page: Open):
    dutch = open_page(own_demo_site, "/nl/praktijken/?target_group=refugees")
    english = open_page(own_demo_site, "/en/practices/?target_group=refugees")
    facet, chip = "#facet-target_group-refugees .facet__label", ".chip"
    expect(dutch.locator(facet)).to_contain_text("Vluchtelingen")
    total = dutch.locator("#results-title").inner_text()

    coordinator = sign_in(own_demo_site, "coordinator")
    follow(coordinator.get_by_role("link", name="Vocabulary"))
    coordinator.fill("#id_q", "Refugees")
    follow(coordinator.locator("td.title a", has_text="Refugees").first)
    labels = coordinator.locator("[data-contentpath=labels] input:not([type=hidden])")
    expect(labels).to_have_count(5)  # all languages side by side
    coordinator.locator("[data-contentpath=labels] input[lang=nl]").fill("Gevluchte mensen")
    coordinator.locator("[data-contentpath=alt_labels] input[lang=nl]").fill("zwervelingen")
    coordinator.locator("footer [type=submit]").first.click()
    expect(coordinator.locator(".messages .success")).to_be_visible()

    dutch.reload()
    expect(dutch.locator(facet)).to_contain_text("Gevluchte mensen")
    expect(dutch.locator(chip)).to_contain_text("Gevluchte mensen")
    expect(dutch.locator("#results-title")).to_have_text(total)
    english.reload()
    expect(english.locator(facet)).to_contain_text("Refugees")
    dutch.locator(".card__title a").first.click()
    expect(dutch.locator(".facts dd a", has_text="Gevluchte mensen")).to_be_visible()
    dutch.goto("/nl/praktijken/?q=zwervelingen")  # the other label is searched, too
    expect(dutch.locator("#results-title")).to_contain_text(total.split()[0])


def test_a_term_in_use_stays(own_demo_site: str, sign_in: SignIn):
    coordinator = sign_in(own_demo_site, "coordinator", "/admin/snippets/practices/concept/?q=Mentoring")
    follow(coordinator.locator("td.title a", has_text="Mentoring").first)
    coordinator.goto(coordinator.url.replace("/edit/", "/delete/"))
    expect(coordinator.locator(".messages .error")).to_contain_text("Mentoring")
