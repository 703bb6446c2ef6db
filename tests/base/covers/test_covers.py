"""Drawn covers: files that depend on their URL alone, the same for the same facts, in every list."""

from dataclasses import astuple
from xml.etree.ElementTree import fromstring

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.test import Client
from hypothesis import given
from hypothesis.strategies import builds, integers

from cms.base.covers.cover import FORMS, SIZES, TEXTURES, VERSION, Cover
from cms.base.covers.inks import GROUNDS as INKS
from cms.base.covers.inks import SUNS
from cms.base.covers.land import TEXTURES as DRAWN_TEXTURES
from cms.base.covers.pages import cover_of
from cms.base.covers.suns import FORMS as DRAWN_FORMS
from cms.base.covers.svg import svg
from cms.base.covers.urls import cover_url
from cms.base.models import SiteImage
from home.models import NewsPage
from practices.models import Concept, PracticePage
from tests.base.media.photos import photo
from tests.factories import make_practice, partner_page, translate

pytestmark = pytest.mark.once
ALLOWED = {"svg", "style", "g", "circle", "path"}
covers = builds(Cover, *(integers(0, size - 1) for size in SIZES))


@given(covers)
def test_each_cover_has_a_code_and_a_drawing(cover: Cover):
    assert Cover.from_code(cover.code) == cover
    drawn = fromstring(svg(cover))
    assert {element.tag.rpartition("}")[2] for element in drawn.iter()} <= ALLOWED
    assert len(svg(cover)) < 20_000


@given(covers, integers(0, len(SIZES) - 1))
def test_every_number_changes_the_drawing(cover: Cover, position: int):
    numbers = list(astuple(cover))
    numbers[position] = (numbers[position] + 1) % SIZES[position]
    assert svg(Cover(*numbers)) != svg(cover)


def test_there_is_a_drawing_for_each_number():
    sizes = [len(each) for each in (INKS, SUNS, DRAWN_FORMS, DRAWN_TEXTURES)]
    assert sizes == [*SIZES[:2], FORMS, TEXTURES]


def test_a_file_is_kept_for_ever_and_needs_no_query(client: Client):
    """Without the `db` fixture, a query would fail."""
    response = client.get(cover_url("00000000"))
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not {"Accept-Language", "Cookie"} & set(response.get("Vary", "").split(", "))
    assert not response.cookies
    assert b"prefers-color-scheme:dark" in response.content


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["0000000", "000000000", "z0000000", "0000000-", "0000000A", "000000٠0"])
def test_what_is_no_code_is_not_found(client: Client, name: str):
    assert client.get(f"/covers/{VERSION}/{name}.svg").status_code == 404
    assert client.get(f"/covers/{VERSION + 1}/00000000.svg").status_code == 404


@pytest.mark.django_db
def test_a_cover_follows_the_facts_and_is_that_of_every_translation():
    page = make_practice(methods=["mentoring"], evidence_level="good")
    before = cover_of(page)
    assert cover_of(translate(page, "nl")) == before
    page.methods = Concept.objects.filter(slug="sport")
    page.evidence_level = "innovation"
    page.save_revision().publish()
    after = cover_of(PracticePage.objects.get(pk=page.pk))
    assert (after.form, after.mood) != (before.form, before.mood)
    assert (after.ground, after.sun, after.place) == (before.ground, before.sun, before.place)


@pytest.mark.django_db
def test_terms_of_another_consortium_have_covers_too():
    group = Concept.objects.create(scheme="skill-type", slug="crafts", labels={"en": "Crafts"}, is_heading=True)
    for slug, scheme, broader in (("weaving", "skill-type", group), ("workshop", "method", None)):
        Concept.objects.create(scheme=scheme, slug=slug, labels={"en": slug}, broader=broader)
    page = make_practice(skill_types=["weaving"], methods=["workshop"])
    assert cover_of(page) == cover_of(PracticePage.objects.get(pk=page.pk))
    assert cover_of(make_practice(live=False, skill_types=[], methods=[], target_groups=[], countries=[]))


def thumbnails(url: str) -> dict[str, str]:
    """The thumbnail beside each title."""
    soup = BeautifulSoup(Client().get(url).content, "html.parser")
    return {
        card.select_one("h2, h3").text.strip(): card.img["src"] for card in soup.select(":is(.card, .proof):has(> img)")
    }


@pytest.mark.django_db
def test_every_list_shows_the_same_cover():
    page = make_practice(title="Gardening")
    make_practice(title="Gardening again")
    url = cover_url(cover_of(page).code)
    for path in ("/en/practices/", "/en/search/?q=gardening", partner_page().url):
        assert thumbnails(path)["Gardening"] == url, path
    assert thumbnails(page.url).keys() == {"Gardening again"}
    news = NewsPage.objects.filter(locale__language_code="en").latest("date")
    for path in ("/en/", "/en/news/", "/en/search/?kind=news"):
        assert thumbnails(path)[news.title] == cover_url(cover_of(news).code), path


@pytest.mark.django_db
def test_a_photograph_takes_its_place():
    image = SiteImage(title="Garden", description="A garden", credit="Photo: Ona", people_shown="nobody")
    image.file.save("garden.jpg", ContentFile(photo(width=900, height=600)), save=True)
    page = make_practice(title="Gardening", image=image)
    lists = ("/en/practices/", "/en/", partner_page().url)
    shown = {thumbnails(path)["Gardening"] for path in lists}
    assert len(shown) == 1
    assert all(url.endswith(".webp") for url in shown)
    image.delete()
    assert {thumbnails(path)["Gardening"] for path in lists} == {cover_url(cover_of(page).code)}
