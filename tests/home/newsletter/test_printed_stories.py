"""What a story is made of, in the newspaper: tables are tables, and a meeting says where it is."""

from collections import Counter
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader
from wagtail.documents import get_document_model

from cms.base.models import SiteImage
from cms.base.printing.pdf import typeset
from home.models import MeetingPage, NewsPage
from home.newsletter.mail import compose_mail
from home.newsletter.paper import newspaper
from tests.home.newsletter.issues import block, make_issue, news_item, page_item

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def read(issue: Any) -> tuple[PdfReader, str]:
    reader = PdfReader(BytesIO(typeset(newspaper(issue))))
    assert b"<pdfuaid:part>1" in reader.trailer["/Root"]["/Metadata"].get_data()
    return reader, " ".join("".join(page.extract_text() for page in reader.pages).split())


def tags(element: Any) -> Counter[str]:
    """How often each kind of element is in the structure of a PDF."""
    element = element.get_object()
    if isinstance(element, list):
        return sum((tags(each) for each in element), Counter())
    if not isinstance(element, dict):
        return Counter()
    found = Counter([str(element["/S"])]) if "/S" in element else Counter()
    return found + (tags(element["/K"]) if "/K" in element else Counter())


def table(columns: int) -> Any:
    kinds = ["text", *["number"] * (columns - 1)]
    return block(
        "table",
        {
            "columns": [{"type": kind, "heading": f"Heading{place}"} for place, kind in enumerate(kinds)],
            "rows": [{"values": [f"Town {row}", *[1000.5 + row] * (columns - 1)]} for row in range(2)],
            "caption": "Who came",
        },
    )


@pytest.mark.parametrize("columns", [3, 9])
def test_a_table_is_printed_as_one_across_the_page_if_it_is_wide(columns: int):
    issue = make_issue(news_item())
    write_into_the_news([table(columns)])
    reader, text = read(issue)
    found = tags(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
    assert (found["/Table"], found["/TH"], found["/TD"]) == (1, columns, 2 * columns)
    assert "Who came" in text
    assert text.count("1,001.5") + text.count("1001.5") == columns - 1


def write_into_the_news(body: list[Any]) -> None:
    page = NewsPage.objects.filter(locale__language_code="en").order_by("date").first()
    page.body = body
    page.save()


def test_everything_that_a_story_is_made_of_is_printed():
    file = BytesIO()
    Image.new("RGB", (900, 600), "teal").save(file, "PNG")
    said = {"credit": "A. Person", "people_shown": "nobody"}
    photo = SiteImage.objects.create(title="Photo", file=ImageFile(file, "photo.png"), **said)
    document = get_document_model().objects.create(title="Minutes", file=ContentFile(b"%PDF-", "minutes.pdf"))
    figure = {"image": {"image": photo.pk, "alt_text": "Two people", "decorative": False}, "caption": "In Rome"}
    card = {"url": "https://video.example/1", "kind": "video", "title": "The film", "provider": "Tube", "picture": None}
    issue = make_issue(news_item())
    write_into_the_news(
        [
            block("quote", {"text": "<p>We learn.</p>", "source": "A teacher"}),
            block("gallery", [block("item", figure), block("item", figure)]),
            block("files", [block("item", {"document": document.pk, "label": ""})]),
            block("link", card),
        ]
    )
    reader, text = read(issue)
    for words in ("We learn.", "A teacher", "In Rome", "A. Person", "Minutes (PDF)", "The film", "opens at Tube"):
        assert words in text, words
    assert "Two people" not in text  # it is the alternative text of a picture that is there
    assert tags(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])["/Figure"] >= 2
    links = [note.get_object().get("/A", {}).get("/URI") for page in reader.pages for note in page.get("/Annots", [])]
    assert "https://video.example/1" in links
    assert any(link and link.endswith(document.url) for link in links)


def test_a_meeting_says_where_it_is_and_how_to_register():
    day = timezone.localdate() + timedelta(days=40)
    meeting = MeetingPage.objects.filter(locale__language_code="en", original_page=None).first()
    MeetingPage.objects.filter(pk=meeting.pk).update(
        attendance="onsite", place="Town library", first_day=day, last_day=None, registration_is_open=True,
        registration_until=None,
    )  # fmt: skip
    issue = make_issue(page_item("meeting", meeting))
    _reader, text = read(issue)
    composed = compose_mail(issue)
    for form in (text, composed.html, composed.text):
        assert "Town library" in form
        assert "Register" in form
    assert f"{meeting.full_url}registration/" in composed.text
    MeetingPage.objects.filter(pk=meeting.pk).update(registration_is_open=False)
    assert "/registration/" not in compose_mail(issue).text
