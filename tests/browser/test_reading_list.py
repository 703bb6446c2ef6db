"""A reader saves practices in the browser and shares the list; on a phone, facts fold."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, follow

PRACTICE = "/en/practices/kpmpc/language-learning-part-of-successful-integration/"


def test_saves_practices_and_shares_them(open_page: Open, demo_site: str):
    reader = open_page(demo_site, "/en/practices/")
    expect(reader.locator(".reading-list")).to_be_hidden()
    titles = reader.locator("main .card__title").all_inner_texts()
    for number in (1, 0):
        reader.locator("main [data-save]").nth(number).click()
    expect(reader.locator(".reading-list [data-count]")).to_have_text("2")
    expect(reader.locator("main [data-save]").first).to_have_text(re.compile(r"^Saved – remove\b"), use_inner_text=True)
    expect(reader.locator(".reading-list")).to_be_in_viewport()
    expect(reader.locator(".save__list").first).to_be_hidden()
    reader.set_viewport_size({"width": 320, "height": 640})
    expect(reader.locator(".reading-list")).not_to_be_in_viewport()  # it would cover the text
    expect(reader.locator(".save__list").first).to_have_text("Reading list (2)", use_inner_text=True)
    follow(reader.locator(".reading-list a"))
    assert reader.locator("main .card__title").all_inner_texts() == [titles[1], titles[0]]
    friend = open_page(demo_site, reader.url.removeprefix(demo_site), java_script_enabled=False)
    assert friend.locator("main .card__title").all_inner_texts() == [titles[1], titles[0]]
    assert not friend.locator("[data-save]").first.is_visible()
    reader.locator("main [data-save]").first.click()
    expect(reader.locator("main [data-save]").first).to_have_text(re.compile(r"^Save\b"), use_inner_text=True)
    expect(reader.locator(".save__list")).to_have_count(1)
    reader.goto("/en/practices/reading-list/")
    expect(reader.locator("main .card__title")).to_have_text([titles[0]])  # the reader's own list
    assert reader.context.cookies() == []


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_facts_fold_on_a_phone_only(open_page: Open, demo_site: str, javascript: bool):
    phone = open_page(demo_site, PRACTICE, width=390, height=844, java_script_enabled=javascript)
    assert phone.locator("h1 ~ .lead").bounding_box()["y"] < 844
    fact = phone.locator(".facts dt").first
    expect(fact).not_to_be_visible()
    phone.locator(".facts__fold > summary").click()
    expect(fact).to_be_visible()
    desk = open_page(demo_site, PRACTICE, java_script_enabled=javascript)
    expect(desk.locator(".facts dt").first).to_be_visible()
    expect(desk.locator(".facts__fold > summary")).not_to_be_visible()
    phone = open_page(demo_site, PRACTICE, width=390, java_script_enabled=javascript)
    phone.emulate_media(media="print")
    expect(phone.locator(".facts dt").first).to_be_visible()
    expect(phone.locator(".print-source")).to_be_visible()
    expect(phone.locator(".contents")).not_to_be_visible()
