"""An issue in each of its forms: page, mail, plain text, newspaper."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from cms.base.models import SiteImage
from cms.base.printing.pdf import typeset
from home.models import NewsPage
from home.newsletter import mail, paper
from home.newsletter.composing import edition_of
from home.newsletter.edition import Edition
from home.newsletter.mail import NotComposed, compose_mail
from home.newsletter.paper import newspaper
from home.newsletter.words import plain_text_of
from tests.factories import make_practice
from tests.home.newsletter.issues import block, english_news, make_issue, news_item, page_item

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HOSTILE = """<b>R&D</b> "it's" {{ x }} </mj-text> #panic("no") $x$ \\"""
PREFERENCES, UNSUBSCRIBE = "https://site.example/r/?a=1&b=2", "https://site.example/u/'x'"


def squeezed(text: str) -> str:
    """Without what depends on where lines end."""
    return "".join(text.replace("\u00ad", "").split())


def html_text(html: str) -> str:
    return squeezed(BeautifulSoup(html, "html.parser").get_text())


def pdf_of(issue: Any) -> PdfReader:
    return PdfReader(BytesIO(typeset(newspaper(issue))))


def pdf_text(reader: PdfReader) -> str:
    return squeezed("".join(page.extract_text() for page in reader.pages))


@pytest.fixture
def issue() -> Any:
    practice = make_practice(title=f"Practice {HOSTILE}", result="40 of 50 found work.", summary=HOSTILE)
    return make_issue(
        news_item(),
        block("heading", f"Heading {HOSTILE}"),
        page_item("practice", practice),
        news_item(title=f"Other {HOSTILE}", teaser=f"Teaser {HOSTILE}"),
        block(
            "text", {"title": f"Free {HOSTILE}", "text": '<p>Words <a href="https://x.example/?a=1&amp;b=2">L</a></p>'}
        ),
        title=f"Issue {HOSTILE}",
        summary=f"Summary {HOSTILE}",
    )


def test_every_item_is_in_every_form(client: Client, issue: Any):
    edition = edition_of(issue)
    composed, reader = compose_mail(issue), pdf_of(issue)
    forms = {
        "page": html_text(client.get(issue.url).text),
        "mail": html_text(composed.html),
        "text": squeezed(composed.text),
        "newspaper": pdf_text(reader),
    }
    assert len(edition.items) == 5
    wanted = [edition.title, "Dear all,", "40 of 50 found work."]
    wanted += [item.title for item in edition.items]
    wanted += [plain_text_of(item.text).split("<https")[0] for item in edition.items if item.text]
    lacking = {name: [each for each in wanted if squeezed(each) not in text] for name, text in forms.items()}
    assert lacking == {name: [] for name in forms}
    hrefs = {link.get("href") for link in BeautifulSoup(composed.html, "html.parser").find_all("a")}
    assert {item.url for item in edition.items if item.url} | {"https://x.example/?a=1&b=2"} <= hrefs


def test_the_newspaper_is_accessible_and_says_what_it_is(client: Client, issue: Any):
    response = client.get(f"{issue.url}pdf/")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    reader = PdfReader(BytesIO(response.content))
    root: Any = reader.trailer["/Root"]
    assert (root["/Lang"], reader.metadata.title, bool(root["/MarkInfo"]["/Marked"])) == ("en", issue.title, True)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert reader.outline[0].title == issue.title
    assert squeezed(issue.full_url.removeprefix("http://").rstrip("/")) in pdf_text(reader)
    assert f'href="{issue.url}pdf/"' in client.get(issue.url).text


def test_each_reader_has_links_of_their_own(issue: Any):
    composed = compose_mail(issue)
    mine = composed.for_reader(PREFERENCES, UNSUBSCRIBE)
    hrefs = [link.get("href") for link in BeautifulSoup(mine.html, "html.parser").find_all("a")]
    assert PREFERENCES in hrefs
    assert UNSUBSCRIBE in hrefs
    assert f"\n{PREFERENCES}\n" in mine.text
    assert f"\n{UNSUBSCRIBE}\n" in mine.text
    assert ".invalid" not in mine.html + mine.text
    assert (mine.subject, mine.language) == (composed.subject, "en")


def test_nothing_in_a_mail_comes_from_elsewhere_or_tells_who_reads(issue: Any):
    composed = compose_mail(issue)
    soup = BeautifulSoup(composed.html, "html.parser")
    sources = [image["src"] for image in soup.find_all("img")]
    assert {urlsplit(source).hostname for source in sources} == {urlsplit(issue.full_url).hostname}
    assert len(sources) > 3
    assert all(image.has_attr("alt") for image in soup.find_all("img"))
    assert not soup.find_all(["link", "script", "iframe"])
    assert "@import" not in composed.html
    assert "url(" not in composed.html
    assert soup.html["lang"] == "en"


def test_pictures_of_covers_can_be_fetched(client: Client, issue: Any):
    soup = BeautifulSoup(compose_mail(issue).html, "html.parser")
    [first, *_] = [image["src"] for image in soup.find_all("img") if "/covers/" in image["src"]]
    response = client.get(urlsplit(first).path)
    assert (response["Content-Type"], response.content[:4]) == ("image/png", b"\x89PNG")


def test_a_subject_is_one_line(issue: Any):
    issue.title = "Rome\r\nBcc: all@example.org\x0b\u2028\x00 now"
    assert compose_mail(issue).subject == f"New Times {issue.number}: Rome Bcc: all@example.org now"


def test_a_mail_that_lacks_an_item_is_refused(issue: Any, monkeypatch: pytest.MonkeyPatch):
    """What makes the tables of a mail may leave out what it does not know."""
    convert = mail.mrml.to_html
    monkeypatch.setattr(mail.mrml, "to_html", lambda mjml, **options: convert(mjml.replace("Words", ""), **options))
    with pytest.raises(NotComposed, match="Words"):
        compose_mail(issue)


def test_photographs_are_files_of_this_site_and_a_lost_one_is_replaced(client: Client):
    file = BytesIO()
    Image.new("RGB", (1300, 900), "teal").save(file, "PNG")
    said = {"credit": "A. Person", "people_shown": "nobody"}
    photo = SiteImage.objects.create(title="Table", file=ImageFile(file, "table.png"), **said)
    lost = SiteImage(title="Lost", file="original_images/lost.jpg", width=900, height=600, collection_id=1)
    SiteImage.objects.bulk_create([lost])
    first, second, *_ = english_news()
    NewsPage.objects.filter(pk=first.pk).update(image=photo, image_alt="People at a “table”")
    NewsPage.objects.filter(pk=second.pk).update(image=SiteImage.objects.get(title="Lost"), image_alt="Nobody")
    chart = {"image": {"image": photo.pk, "alt_text": "A chart", "decorative": False}, "caption": "In numbers"}
    issue = make_issue(page_item("news", first), page_item("news", second), block("picture", chart))
    composed = compose_mail(issue)
    images = BeautifulSoup(composed.html, "html.parser").find_all("img")
    texts = {image["alt"]: urlsplit(image["src"]).path for image in images}
    assert client.get(texts["People at a “table”"])["Content-Type"] == "image/jpeg"
    assert texts["A chart"].endswith(".jpg")
    assert "Nobody" not in texts
    assert texts[""].startswith("/covers/")
    assert "[A chart]\nIn numbers" in composed.text
    reader = pdf_of(issue)
    assert "A.Person" in pdf_text(reader)
    assert b"<pdfuaid:part>1" in reader.trailer["/Root"]["/Metadata"].get_data()


LONG = "Donaudampfschifffahrtsgesellschaft" * 4
ODD: dict[str, Callable[[], Any]] = {
    "editorial only": lambda: make_issue(),
    "no editorial": lambda: make_issue(news_item(), editorial=""),
    "text only": lambda: make_issue(block("text", {"title": "", "text": "<p>Words</p>"}), editorial=""),
    "a heading at the end": lambda: make_issue(news_item(), block("heading", "Nothing")),
    "long words": lambda: make_issue(news_item(title=LONG, teaser=LONG), title=LONG, editorial=f"<p>{LONG * 20}</p>"),
    "long texts": lambda: make_issue(news_item(), editorial="<p>word word word word word</p>" * 400),
}


@pytest.mark.sample(3)
@pytest.mark.parametrize("kind", ODD)
def test_odd_issues(client: Client, kind: str):
    issue = ODD[kind]()
    assert issue.title in BeautifulSoup(client.get(issue.url).text, "html.parser").h1.get_text()
    compose_mail(issue)
    reader = pdf_of(issue)
    assert squeezed(issue.title) in pdf_text(reader)
    assert len(reader.pages) < 12


@pytest.mark.parametrize(("language", "word"), [("ar", "تعلّم اللغة"), ("he", "לימוד שפה")])
def test_right_to_left(issue: Any, language: str, word: str, monkeypatch: pytest.MonkeyPatch):
    def written(page: Any, **kwargs: Any) -> Edition:
        edition = edition_of(page, **kwargs)
        items = [
            replace(item, language=language, title_language=language, title=f"{word} {n}")
            for n, item in enumerate(edition.items)
        ]
        return replace(edition, language=language, title=word, items=items)

    for module in (mail, paper):
        monkeypatch.setattr(module, "edition_of", written)
    html = compose_mail(issue).html
    soup = BeautifulSoup(html, "html.parser")
    assert (soup.html["lang"], soup.html["dir"]) == (language, "rtl")
    assert "direction:ltr" not in html
    assert "/Lang" in PdfReader(BytesIO(typeset(newspaper(issue)))).trailer["/Root"]
