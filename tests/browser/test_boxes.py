"""Facts with many values are laid out so that an editor sees them at once."""

from playwright.sync_api import Page

from tests.browser.conftest import SignIn, follow


def left_edges(page: Page, name: str) -> list[int]:
    """Of the boxes of the field `name`, in the order of the tab key."""
    boxes = page.locator(f"#id_{name} input")
    boxes.first.wait_for()
    return boxes.evaluate_all("boxes => boxes.map(box => Math.round(box.getBoundingClientRect().x))")


def test_many_boxes_are_in_columns_where_there_is_room(demo_site: str, sign_in: SignIn):
    page = sign_in(demo_site, "partner-kpmpc")
    follow(page.locator("a[href*='/edit/']", has_text="MiCenter"))
    page.get_by_role("tab").nth(1).click()
    for name in ("countries", "target_groups"):  # without groups, and with
        page.set_viewport_size({"width": 1280, "height": 1000})
        edges = left_edges(page, name)
        assert len(set(edges)) == 3
        page.set_viewport_size({"width": 390, "height": 844})
        assert len(set(left_edges(page, name))) == 1
    page.set_viewport_size({"width": 1280, "height": 1000})
    edges = left_edges(page, "countries")
    assert edges == sorted(edges), "read downwards: an alphabetical list across the columns is no list"
