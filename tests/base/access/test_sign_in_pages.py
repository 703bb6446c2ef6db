"""Pages that ask visitors for a password look like the site, speak the reader's language, and lead on to the page."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from django.utils.translation.trans_real import DjangoTranslation
from wagtail.models import Page, PageViewRestriction

from home.demo.users import PASSWORD
from tests.languages import configure

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]
ABOUT = {"en": "/en/about/", "lt": "/lt/apie-projekta/"}


def restrict(kind: str, language: str = "en") -> Page:
    page = Page.objects.get(slug=ABOUT[language].split("/")[2], locale__language_code=language)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="right")
    if kind == "groups":
        restriction.groups.set(Group.objects.filter(name__startswith="Translators: Lietuvi"))
    return page


def send_form(client: Client, response: HttpResponse, **values: str) -> HttpResponse:
    soup = BeautifulSoup(response.content, "html.parser")
    form = soup.select_one("form.sign-in")
    assert form is not None
    data = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    return client.post(form["action"], {**data, **values})


def heading(response: HttpResponse) -> str:
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.select_one("header .nameplate"), "the site's frame"
    found = soup.select_one("h1")
    return found.get_text(strip=True) if found else ""


@pytest.mark.parametrize("language", ABOUT)
def test_a_page_with_a_password(client: Client, language: str) -> None:
    page = restrict("password", language)
    response = client.get(ABOUT[language])
    text = response.content.decode()
    assert heading(response)
    assert f'<html lang="{language}"' in text
    assert page.title not in str(BeautifulSoup(text, "html.parser").head)
    wrong = send_form(client, response, password="wrong")
    assert (wrong.status_code, heading(wrong)) == (200, heading(response))
    error = BeautifulSoup(wrong.content, "html.parser").select_one("[role=alert]")
    assert error is not None
    assert f'aria-describedby="{error["id"]}"' in wrong.content.decode()
    right = send_form(client, wrong, password="right")
    assert (right.status_code, right["Location"]) == (302, ABOUT[language])
    assert page.title in client.get(ABOUT[language]).content.decode()


@pytest.mark.parametrize("language", ABOUT)
def test_a_page_for_people_with_an_account(client: Client, language: str) -> None:
    page = restrict("login", language)
    response = client.get(ABOUT[language], follow=True)
    assert response.redirect_chain[0][0].startswith(f"/{language}/_util/login/?next=")
    assert heading(response)
    assert f'<html lang="{language}"' in response.content.decode()
    wrong = send_form(client, response, username="coordinator", password="wrong")
    assert BeautifulSoup(wrong.content, "html.parser").select_one("[role=alert]")
    right = send_form(client, wrong, username="coordinator", password=PASSWORD)
    assert (right.status_code, right["Location"]) == (302, ABOUT[language])
    assert page.title in client.get(ABOUT[language]).content.decode()


def test_a_page_for_a_group_says_so_to_others(signed_in: SignIn) -> None:
    restrict("groups")
    client = signed_in("translator-nl")
    response = client.get("/en/about/", follow=True)
    assert "Your account does not have access to this page" in response.content.decode()
    assert send_form(client, response, username="translator-lt", password=PASSWORD)["Location"] == "/en/about/"
    assert client.get("/en/about/").status_code == 200


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_nobody_is_sent_elsewhere(client: Client, elsewhere: str) -> None:
    data = {"username": "coordinator", "password": PASSWORD, "next": elsewhere}
    assert client.post("/en/_util/login/", data)["Location"] == "/"
    for _ in range(6):
        response = Client().post("/en/_util/login/", {**data, "password": "wrong"})
    assert response.status_code == 429
    assert not re.search(r'href="[^"]*(evil|javascript)', response.content.decode())
    restriction = restrict("password").view_restrictions.get()
    url = f"/en/_util/authenticate_with_password/{restriction.pk}/{restriction.page_id}/"
    assert client.post(url, {"password": "right", "return_url": elsewhere})["Location"] == "/"


def test_who_waits_finds_the_form_again(client: Client) -> None:
    data = {"username": "coordinator", "password": "wrong", "next": "/en/about/?a=1&b=2"}
    for _ in range(6):
        response = client.post("/lt/_util/login/", data)
    assert response.status_code == 429
    link = BeautifulSoup(response.content, "html.parser").select_one(".error a")
    assert link is not None
    again = client.get(link["href"])
    field = BeautifulSoup(again.content, "html.parser").select_one("[name=next]")
    assert field is not None
    assert field["value"] == data["next"]


@pytest.mark.parametrize("language", ABOUT)
def test_an_old_form_gets_an_answer_in_the_site_s_look(language: str) -> None:
    client = Client(enforce_csrf_checks=True)
    url = f"/{language}/_util/login/?next=/en/about/"
    came_from = {"Referer": f"http://testserver{url}"}
    response = client.post(f"/{language}/_util/login/", {"csrfmiddlewaretoken": "old"}, headers=came_from)
    assert response.status_code == 403
    assert heading(response)
    assert f'<html lang="{language}"' in response.content.decode()
    link = BeautifulSoup(response.content, "html.parser").select_one(".error a")
    assert link is not None
    assert link["href"] == f"http://testserver{url}"
    headers = {"Referer": "https://evil.example/"}
    elsewhere = client.post(f"/{language}/_util/login/", {"csrfmiddlewaretoken": "old"}, headers=headers)
    assert "evil" not in elsewhere.content.decode()


def test_an_old_form_of_the_admin(signed_in: SignIn) -> None:
    """In the language of the user's admin, whatever their browser says."""
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in("partner-kpmpc").cookies
    response = client.post("/admin/account/", {}, headers={"Accept-Language": "es"})
    assert response.status_code == 403
    assert heading(response)
    assert '<html lang="lt"' in response.content.decode()
    anonymous = Client(enforce_csrf_checks=True).post("/admin/login/", {}, headers={"Accept-Language": "nl"})
    assert (anonymous.status_code, '<html lang="nl"' in anonymous.content.decode()) == (403, True)


def test_the_form_has_what_browsers_fill_in(client: Client) -> None:
    html = client.get("/en/_util/login/").content.decode()
    assert 'autocomplete="username"' in html
    assert 'autocomplete="current-password"' in html


def test_a_new_password(client: Client, mailoutbox: list[EmailMessage]) -> None:
    url = reverse("wagtailadmin_password_reset")
    assert heading(client.get(url, headers={"accept-language": "lt"})) == "Slaptažodžio atkūrimas"
    asked = client.post(url, {"email": "coordinator@example.org"}, follow=True)
    assert heading(asked) == "Check your email"
    link = re.search(r"http://[^/]+(/\S+)", mailoutbox[0].body)
    assert link is not None
    form = client.get(link[1], follow=True)
    new = {"new_password1": "Ramune-7-lauke", "new_password2": "Ramune-7-lauke"}
    differs = client.post(form.request["PATH_INFO"], {**new, "new_password2": "else"})
    assert BeautifulSoup(differs.content, "html.parser").select_one("form.sign-in [role=alert]")
    done = client.post(form.request["PATH_INFO"], new, follow=True)
    assert heading(done) == "Password change successful"
    assert heading(client.get(link[1], follow=True)) == "Invalid password reset link"
    assert client.login(username="coordinator", password=new["new_password1"])


def test_the_admin_asks_in_one_language(client: Client, settings: Any) -> None:
    """Its sign-in page is in no language of a URL: in that of the browser, if the site's own words are."""
    url = reverse("wagtailadmin_login")
    lithuanian = BeautifulSoup(client.get(url, headers={"accept-language": "lt"}).content, "html.parser")
    assert [" ".join(label.get_text().split()) for label in lithuanian.select("label[for]")] == [
        "Vartotojo vardas*",
        "Slaptažodis*",
    ]
    configure(settings, "en", "lt", "ar")
    arabic = BeautifulSoup(client.get(url, headers={"accept-language": "ar"}).content, "html.parser")
    assert (arabic.html["lang"], arabic.html["dir"]) == ("en", "ltr")
    assert "Password" in arabic.get_text()
    with override("ar"):
        catalogue = client.get(reverse("wagtailadmin_javascript_catalog"), headers={"accept-language": "ar"}).text
        assert not re.search(r"\\u06|[\u0600-\u06ff]", catalogue), "half of the words in Arabic help nobody"
    assert DjangoTranslation("ar", domain="djangojs").gettext("Search") == "Search"
