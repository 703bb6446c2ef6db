"""Social cards: of public pages only, with titles in any script, at URLs that change with what they show."""

from dataclasses import replace
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageChops
from wagtail.models import Page, PageViewRestriction

from cms.base.covers.cover import Cover
from cms.base.models import SiteImage, SiteSettings
from cms.base.sharing.card import ART, COLUMN, HEIGHT, HORIZON, MARGIN, WIDTH, SocialCard
from cms.base.sharing.fonts import SANS, SERIF, Face, font
from cms.base.sharing.pages import og_locale
from home.models import NewsPage
from practices.models import PracticePage
from tests.base.media.photos import photo
from tests.factories import make_practice, partner_page, translate

pytestmark = pytest.mark.once

CARD = SocialCard("Gardening", "Lithuania", "New Times", Cover.of_key("garden"))
TITLES = {
    "Latin": "Vrijwilligersondersteuningsorganisaties – ąžuolų, čiobrelių, ėglių ir šermukšnių draugų bendruomenė“",
    "Greek": "Μαθήματα γλώσσας για νέους κατοίκους της Ευρώπης: από την πρώτη λέξη ως την πρώτη μέρα στη δουλειά",
    "polytonic Greek": "Ἐν ἀρχῇ ἦν ὁ λόγος: μαθήματα γλώσσας για νέους κατοίκους της Ευρώπης, από την πρώτη λέξη ως",
    "Cyrillic": "Вивчення мови як частина успішної інтеграції: від першого слова до першого робочого дня, ґанок",
    "Arabic": "تعلم اللغة جزء من الاندماج الناجح في المجتمع: من الكلمة الأولى إلى اليوم الأول في العمل الجديد هنا",
}


def opened(png: bytes) -> Image.Image:
    image = Image.open(BytesIO(png)).convert("RGB")
    assert image.size == (WIDTH, HEIGHT)
    return image


def box_of_title(title: str) -> tuple[int, int, int, int] | None:
    """The bounding box of the differences between the card of `title` and one without a title."""
    cards = [opened(replace(CARD, title=each, kicker="").png()) for each in (title, "·")]
    above = [card.crop((0, 0, WIDTH - ART, HORIZON - 1)) for card in cards]
    return ImageChops.difference(*above).point(lambda value: 255 if value > 60 else 0).getbbox()


@pytest.mark.parametrize("script", TITLES)
def test_a_hundred_characters_fit(script: str):
    title = TITLES[script].ljust(100, ".")[:100]
    if script == "Arabic":  # no typeface of ours has its letters: the cover alone, up to the left edge
        assert opened(replace(CARD, title=title).png()).getpixel((5, 5)) != (253, 252, 249)
        return
    left, top, right, bottom = box_of_title(title) or (0, 0, 0, 0)
    assert left >= MARGIN - 3
    assert top > MARGIN
    assert COLUMN / 2 < right - left <= COLUMN + 6
    assert bottom <= HORIZON


@pytest.mark.parametrize("face", [SERIF, SANS])
def test_double_quotation_marks_are_wider_than_single_ones(face: Face):
    used = font(face, 60)
    for double, single in ("“‘", "”’", "„‚"):
        assert used.getlength(double) > 1.4 * used.getlength(single)


def test_a_title_without_words_or_with_signs_that_no_typeface_has():
    assert opened(replace(CARD, title="", kicker="", site_name="").png())
    assert replace(CARD, title="Garden 😀").png() == replace(CARD, title="Garden").png()


def head(url: str, client: Client | None = None) -> dict[str, list[str]]:
    soup = BeautifulSoup((client or Client()).get(url).content, "html.parser")
    found: dict[str, list[str]] = {}
    for tag in soup.select("meta[property], meta[name]"):
        found.setdefault(tag.get("property") or tag["name"], []).append(tag["content"])
    return found


def image_of(page: Page) -> str:
    url = urlsplit(head(page.url)["og:image"][0])
    assert f"{url.scheme}://{url.netloc}/" == page.get_site().root_url + "/"
    return url.path


@pytest.mark.django_db
def test_a_page_names_its_card_languages_and_dates():
    page = make_practice(title="Gardening", countries=["lt", "it"])
    dutch = translate(page, "nl", title="Tuinieren")
    meta = head(page.url)
    assert meta["og:title"] == meta["og:image:alt"] == ["Gardening"]
    assert meta["og:description"] == ["What is done, for whom."]
    assert (meta["og:locale"], meta["og:locale:alternate"]) == (["en_US"], ["nl_NL"])
    assert meta["twitter:card"] == ["summary_large_image"]
    assert meta["article:published_time"][0].startswith(str(page.first_published_at.year))
    assert "article:published_time" not in head("/en/")
    assert image_of(page) != image_of(dutch)
    response = Client().get(image_of(page))
    assert response["Content-Type"] == "image/png"
    assert "immutable" in response["Cache-Control"]
    assert not {"Accept-Language", "Cookie"} & set(response.get("Vary", "").split(", "))  # the same for everybody
    assert opened(response.content)
    assert [og_locale(code) for code in ("lt", "pt-br", "sr-latn", "uk")] == ["lt_LT", "pt_BR", "sr_RS", "uk_UA"]


@pytest.mark.django_db
def test_every_kind_of_page_has_a_card():
    news = NewsPage.objects.filter(locale__language_code="lt").first()
    for page in (Page.objects.get(url_path="/home/"), news, partner_page(), partner_page(language="lt")):
        assert opened(Client().get(image_of(page)).content)


@pytest.mark.django_db
def test_an_earlier_card_leads_to_the_present_one():
    page = make_practice(title="Gardening")
    before = image_of(page)
    page.title = "Growing"
    page.save_revision().publish()
    assert Client().get(before)["Location"] == image_of(page) != before
    now = image_of(page)
    SiteSettings.objects.update(name="Other Times")
    assert image_of(page) != now


def hide_draft(page: PracticePage) -> None:
    page.unpublish()


def hide_private(page: PracticePage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def hide_partner(page: PracticePage) -> None:
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.PASSWORD)


def hide_original(page: PracticePage) -> None:
    page.original.unpublish()


@pytest.mark.sample(2)
@pytest.mark.django_db
@pytest.mark.parametrize("hide", [hide_draft, hide_private, hide_partner, hide_original])
def test_the_title_of_a_hidden_page_is_never_given_out(hide):
    page = translate(make_practice(title="Gardening"), "nl", title="Tuinieren")
    url = image_of(page)
    hide(page if hide is not hide_partner else page.original)
    for each in (url, reverse("social_card", args=[page.pk, "0" * 16])):
        response = Client().get(each)
        assert response.status_code == 404
        assert "Location" not in response


@pytest.mark.django_db
def test_an_unpublished_title_changes_nothing():
    page = make_practice(title="Gardening")
    before = Client().get(image_of(page)).content
    page.title = "A secret"
    page.save_revision()
    assert Client().get(image_of(page)).content == before


@pytest.mark.django_db
def test_a_photograph_is_shared_and_shown_with_its_credit():
    said = {"description": "A garden", "credit": "Photo: Ona", "people_shown": "nobody"}
    image = SiteImage(title="Garden", **said, focal_point_x=100, focal_point_y=80)
    image.file.save("garden.jpg", ContentFile(photo(width=1300, height=900)), save=True)
    page = make_practice(title="Gardening", image=image)
    meta = head(page.url)
    assert (meta["og:image:width"], meta["og:image:height"]) == (["1200"], ["630"])
    assert meta["og:image:alt"] == ["A garden"]
    assert meta["og:image"][0].endswith(".jpg")
    figure = BeautifulSoup(Client().get(page.url).content, "html.parser").select_one("article figure")
    assert [source["type"] for source in figure.select("source")] == ["image/avif"]
    assert figure.img["src"].endswith(".webp")
    assert "Photo: Ona" in figure.text
    for url in (figure.img["src"], figure.source["srcset"].split()[0]):
        assert Client().get(url).status_code == 200


@pytest.mark.django_db
def test_the_share_image_is_shared_of_pages_without_picture_and_cover():
    image = SiteImage(title="Morning", description="A morning in Vilnius")
    image.file.save("morning.jpg", ContentFile(photo(width=1200, height=630)), save=True)
    SiteSettings.objects.update(share_image=image)
    about, partner = Page.objects.get(slug="about", locale__language_code="en"), partner_page()
    for page in (about, partner, partner.get_parent()):
        meta = head(page.url)
        assert "morning" in meta["og:image"][0], page
        assert meta["og:image:alt"] == ["A morning in Vilnius"]
    news = NewsPage.objects.filter(locale__language_code="en").first()
    for page in (make_practice(title="Gardening"), news):
        assert "/cards/" in head(page.url)["og:image"][0], page
    image.delete()
    assert "/cards/" in head(about.url)["og:image"][0]
