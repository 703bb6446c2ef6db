"""A partner adds a practice in the form, a coordinator approves it, and readers find it at once."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from home.demo.users import PASSWORD
from tests.browser.conftest import BLANK, Open, SignIn, follow

TITLE = "Kepame kugelį kartu"
STEPS = "Susitinkame virtuvėje, kepame ir kalbamės."
FACTS = {
    "countries": ["Lietuva", "Italija"],
    "target_groups": ["Pabėgėliai"],
    "skill_types": ["Komunikacija"],
    "methods": ["Mentorystė"],
}

ACTIVITIES = "[data-contentpath=activities] [contenteditable=true]"


def act(page: Page, button: str) -> None:
    """Presses a button of the menu in the form's footer, and waits for the response."""
    page.locator("footer .w-dropdown__toggle").click()
    page.locator(f"footer {button}").click()
    expect(page.locator(".messages .success")).to_be_visible()


APPROVE = "[data-workflow-action-name=approve]:not([data-workflow-action-modal-url])"


def walk_to(page: Page, *titles: str) -> None:
    """Through the lists of pages, from the top."""
    page.goto("/admin/pages/")
    for title in titles:
        row = page.locator("tr", has_text=title)
        url = row.locator("td.children a").get_attribute("href") or ""
        page.goto(url)


def begin(page: Page, title: str) -> None:
    """A new practice of the Lithuanian partner, as soon as its form is ready."""
    page.goto(f"/admin/pages/add/practices/practicepage/{partner_number(page)}/")
    write_title(page, title)


def partner_number(page: Page) -> int:
    """Of the page of the Lithuanian partner, in Lithuanian."""
    (found,) = page.request.get("/admin/api/main/pages/?type=practices.PartnerPage&slug=kpmpc&locale=lt").json()[
        "items"
    ]
    return int(found["id"])


def write_title(page: Page, title: str) -> None:
    """In a new form, as soon as it is ready."""
    expect(page.locator(ACTIVITIES)).to_be_visible()
    page.fill("#id_title", title)
    page.press("#id_title", "Tab")
    expect(page.locator("#id_slug")).not_to_have_value("")


def test_from_the_form_to_the_reader(own_demo_site: str, sign_in: SignIn, open_page: Open):
    reader = open_page(own_demo_site, "/lt/praktikos/?q=kugelis")
    expect(reader.locator(".empty, [data-search-message]").first).to_be_visible()

    partner = sign_in(own_demo_site, "partner-kpmpc", BLANK)
    walk_to(partner, "Pradžia", "Geroji patirtis", "KPMPC")
    follow(partner.locator("a[href$='/add_subpage/']").first)
    write_title(partner, TITLE)
    partner.fill("#id_summary", "Atvykėliai ir vietos žmonės kartu gamina maistą.")
    partner.locator(ACTIVITIES).click()
    partner.keyboard.type(STEPS)
    for name, labels in FACTS.items():
        for label in labels:
            partner.fill(f"#id_{name}_search", label)
            partner.press(f"#id_{name}_search", "Enter")
    partner.select_option("#id_evidence_level", "good")
    partner.fill("[name=area_lt]", "Kaunas")

    partner.locator("[data-side-panel-toggle=preview]").click()
    preview = partner.frame_locator("iframe[id*=preview]").last
    expect(preview.locator("h1")).to_have_text(TITLE)
    expect(preview.locator(".facts")).to_contain_text("Kaunas")
    act(partner, "[name=action-submit]")
    reader.reload()
    expect(reader.locator(".card", has_text=TITLE)).to_have_count(0)

    coordinator = sign_in(own_demo_site, "coordinator")
    follow(coordinator.get_by_role("link", name=TITLE).first)
    # The fields that the button adds are an edit, too: autosaved before the response, the approval would be repeated.
    coordinator.evaluate("addEventListener('submit', (event) => event.preventDefault(), { once: true })")
    coordinator.locator("footer .w-dropdown__toggle").click()
    coordinator.locator(f"footer {APPROVE}").click()
    assert coordinator.evaluate(
        """() => new Promise((resolve) => {
            document.addEventListener("w-autosave:save", (event) => resolve(event.defaultPrevented), { once: true });
            document.querySelector("[data-edit-form]").dispatchEvent(new Event("w-unsaved:add", { cancelable: true }));
        })"""
    )
    coordinator.evaluate("document.querySelector('[data-edit-form]').requestSubmit()")
    expect(coordinator.locator(".messages .success")).to_be_visible()

    reader.reload()  # at once, and by another form of the word
    card = reader.locator(".card", has_text=TITLE)
    expect(card).to_contain_text("Lietuva")
    expect(card).to_contain_text("Pabėgėliai")
    card.locator("a").click()
    expect(reader.locator("main")).to_contain_text(STEPS)
    for labels in FACTS.values():
        for label in labels:
            expect(reader.locator(":is(.facts, .answers) dd", has_text=label)).to_be_visible()
    reader.goto("/nl/praktijken/?q=kepame&country=it&method=mentoring")
    expect(reader.locator(".card", has_text=TITLE)).to_contain_text("Litouwen")


def test_what_is_pasted_and_typed_stays(own_demo_site: str, sign_in: SignIn):
    partner = sign_in(own_demo_site, "partner-kpmpc", BLANK)
    begin(partner, "Lentelė")
    partner.locator(ACTIVITIES).click()
    partner.evaluate(
        """html => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            data.setData("text/plain", "anything");
            const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
            document.activeElement.dispatchEvent(paste);
        }""",
        "<p>Plan:</p><table><tr><td>Etapas</td><td>Dalyviai</td></tr><tr><td>I</td><td>455</td></tr></table>",
    )
    expect(partner.locator(f"{ACTIVITIES} li")).to_have_text(["Etapas – Dalyviai", "I – 455"])
    partner.fill("#id_review_date", "pavasarį")
    partner.press("#id_review_date", "Tab")
    expect(partner.locator("#id_review_date")).to_have_value("pavasarį")
    expect(partner.get_by_role("status").filter(has_text="pavasarį")).to_be_visible()  # of an autosave
    partner.fill("#id_review_date", "2030-05-01")
    expect(partner.get_by_role("status").filter(has_text="pavasarį")).to_be_hidden()


# Somebody else has saved the page since the form was loaded: told when it was asked before an autosave, or after it.
TOLD = """asked => {
    const sessions = document.querySelector("[data-controller~=w-session]");
    const tell = (name, target, detail) => target.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
    const ask = () => tell("w-swap:begin", document.querySelector("#w-editing-sessions"));
    if (asked === "before") ask();
    tell("w-autosave:success", document.querySelector("[data-edit-form]"), { response: {} });
    if (asked === "after") ask();
    tell("w-swap:json", sessions, { data: { other_sessions: [{ revision_id: 1 }] } });
    return sessions.dataset.wSessionInterceptValue;
}"""


def test_a_submission_waits_for_the_autosave(own_demo_site: str, sign_in: SignIn):
    coordinator = sign_in(own_demo_site, "coordinator", BLANK)
    held: list[Route] = []
    coordinator.route(
        "**/add/**", lambda route: (held.append if route.request.method == "POST" else Route.continue_)(route)
    )
    with coordinator.expect_request(lambda request: request.method == "POST" and "/add/" in request.url):
        begin(coordinator, "Du kartai")  # typed at once, and saved without another edit
    coordinator.locator("footer .w-dropdown__toggle").click()
    coordinator.locator("footer [name=action-publish]").click()
    assert len(held) == 1
    held[0].continue_()
    expect(coordinator.locator(".messages .error")).to_be_visible()  # it was to be published, not only to be saved
    coordinator.wait_for_load_state()  # Wagtail's controllers connect later than the message shows
    assert not coordinator.evaluate(TOLD, "before")
    assert coordinator.evaluate(TOLD, "after")
    coordinator.goto(f"/admin/pages/{partner_number(coordinator)}/")
    expect(coordinator.locator("tr", has_text="Du kartai")).to_have_count(1)


@pytest.mark.sample(0)
def test_a_session_ends_while_a_page_is_written(own_demo_site: str, sign_in: SignIn):
    partner = sign_in(own_demo_site, "partner-kpmpc", BLANK)
    begin(partner, "Sesija")
    with partner.expect_navigation():
        partner.locator("footer button[type=submit]").first.click()
    partner.context.clear_cookies(name="sessionid")
    notice = partner.get_by_role("alert").filter(has=partner.locator("a[target=_blank]"))
    partner.fill("#id_summary", "Parašyta po atsijungimo.")
    expect(notice).to_be_visible()
    partner.locator("footer button[type=submit]").first.click()
    expect(partner.locator("#id_summary")).to_have_value("Parašyta po atsijungimo.")  # not sent to be lost
    with partner.expect_popup() as tab:
        notice.get_by_role("link").click()
    tab.value.fill("[name=username]", "partner-kpmpc")
    tab.value.fill("[name=password]", PASSWORD)
    tab.value.locator("button[type=submit]").first.click()
    tab.value.wait_for_url("**/admin/")
    tab.value.close()
    partner.bring_to_front()
    partner.evaluate("window.dispatchEvent(new Event('focus'))")  # a headless browser has no focus to give back
    expect(notice).to_have_count(0)
    with partner.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        partner.locator("footer button[type=submit]").first.click()
    expect(partner.locator("#id_summary")).to_have_value("Parašyta po atsijungimo.")


def test_what_is_missing_is_said(own_demo_site: str, sign_in: SignIn):
    partner = sign_in(own_demo_site, "partner-kpmpc", BLANK)
    begin(partner, "Nebaigta")
    partner.locator("footer .w-dropdown__toggle").click()
    partner.locator("footer [name=action-submit]").click()
    expect(partner.locator(".messages .error")).to_be_visible()
    expect(partner.locator("#id_title")).to_have_value("Nebaigta")  # nothing is lost
    for name in ("summary", "activities", *FACTS, "evidence_level"):
        expect(partner.locator(f"[data-contentpath={name}] .error-message")).to_have_count(1)


@pytest.mark.sample(0)
@pytest.mark.sample(0)
def test_another_partners_practice_is_closed(own_demo_site: str, sign_in: SignIn, open_page: Open):
    coordinator = sign_in(own_demo_site, "coordinator", BLANK)
    walk_to(coordinator, "Italiano", "Buone pratiche", "CSCI")
    foreign = coordinator.locator("tr", has_text="PUOI").locator("a[href$='/edit/']").first.get_attribute("href") or ""
    coordinator.goto(foreign)
    expect(coordinator.locator("#id_title")).to_be_visible()

    partner = sign_in(own_demo_site, "partner-kpmpc", foreign)
    expect(partner).to_have_url(re.compile("/admin/$"))
    walk_to(partner, "Italiano", "Buone pratiche")
    expect(partner.locator("td.title", has_text="KPMPC")).to_be_visible()
    expect(partner.locator("td.title", has_text="CSCI")).to_have_count(0)
    stranger = open_page(own_demo_site, foreign)
    expect(stranger).to_have_url(re.compile("/admin/login/"))
