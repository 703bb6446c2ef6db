"""The PDF of a practice, read back as its readers' programs do."""

from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext
from pypdf import PdfReader
from wagtail.models import PageViewRestriction

from cms.base.models import SiteImage, SiteSettings
from cms.base.printing import pdf, serving
from practices.models import PracticeLink, PracticePage
from practices.repository.sections import SECTIONS
from tests.factories import make_practice, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HOSTILE = (
    '#import "@preview/x:1.0.0": * $a^2$ \\ *bold* _it_ `raw` @ref <label> // /* #panic("no") #set page(width: 1pt)'
)
UNKNOWN = "\U00012000"  # a cuneiform sign: no typeface has it


def get_pdf(client: Client, page: PracticePage, **headers: str) -> Any:
    response = client.get(f"{page.url}pdf/", headers=headers)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    return response


def read(response: Any) -> PdfReader:
    return PdfReader(BytesIO(response.content))


def words(reader: PdfReader) -> str:
    """All of the text, without what depends on where lines end."""
    found = "".join(page.extract_text() for page in reader.pages)
    return found.replace("\u00ad", "").replace("\n", "").replace(" ", "")


def joined(text: str) -> str:
    return text.replace(" ", "")


def conforms(reader: PdfReader) -> bool:
    """Whether it says that it is PDF/UA-1; the typesetter refuses to say so of what is not."""
    metadata = reader.trailer["/Root"]["/Metadata"].get_data()  # type: ignore[index]
    return b"<pdfuaid:part>1</pdfuaid:part>" in metadata


@pytest.fixture
def practice() -> PracticePage:
    return make_practice(
        title="Coffee & “words”", summary="Talk, with coffee.", activities="<p>Meet.</p>", start_year=2012
    )


@pytest.mark.sample(3)
@pytest.mark.parametrize("language", ["en", "nl", "it", "lt", "es"])
def test_it_says_what_the_page_says(client: Client, practice: PracticePage, language: str):
    PracticeLink.objects.create(page=practice, url="https://example.org/a-place?x=1", label={"en": "A place"})
    if language == "en":
        page = practice
    else:
        page = translate(practice, language, title="Kava ir žodžiai", summary="Kalba, su kava.", slug="kava")
    reader = read(get_pdf(client, page))
    text = words(reader)
    with translation.override(language):
        headings = [str(SECTIONS["activities"]), gettext("At a glance"), gettext("Licence")]
        country = practice.countries.get().label()
        funding = SiteSettings(grant_period="2014-2020").funding
    expected = [page.title, page.summary, country, *headings, *funding.values(), "example.org/a-place?x=1"]
    assert [each for each in expected if joined(each) not in text] == []
    assert all(joined(page.full_url) in joined(each.extract_text()) for each in reader.pages)
    root: Any = reader.trailer["/Root"]
    assert (root["/Lang"], reader.metadata.title) == (language, page.title)
    bookmarks = [each.title for each in reader.outline if not isinstance(each, list)]
    assert bookmarks == [page.title]
    assert conforms(reader)


def test_it_is_found_from_the_page_and_named_after_it(client: Client, practice: PracticePage):
    assert f'href="{practice.url}pdf/"' in client.get(practice.url).content.decode()
    response = get_pdf(client, practice)
    disposition = response["Content-Disposition"]
    assert disposition == "inline; filename*=utf-8''Coffee%20%26%20%E2%80%9Cwords%E2%80%9D.pdf"
    assert response["Link"] == f'<{practice.full_url}>; rel="canonical"'
    assert client.get(f"{practice.url}other/").status_code == 404
    assert client.get(f"{practice.url}pdf/pdf/").status_code == 404


def test_a_text_is_never_a_program(client: Client):
    html = f"<p>{HOSTILE.replace('<', '&lt;')}</p>"
    page = make_practice(title=HOSTILE[:95], summary=HOSTILE, activities=html, organisations={"en": HOSTILE})
    text = words(read(get_pdf(client, page)))
    assert text.count(joined(HOSTILE)) >= 3


def test_thousands_of_words_and_one_without_an_end(client: Client, practice: PracticePage):
    long = {"activities": "<p>" + "word " * 4_000 + "</p>", "context": f"<p>{'W' * 3000}</p>"}
    PracticePage.objects.filter(pk=practice.pk).update(**long)  # the search need not read it
    reader = read(get_pdf(client, practice))
    text = words(reader)
    assert (text.count("word") >= 4_000, text.count("W") >= 3000) == (True, True)
    assert len(reader.pages) > 5
    assert all(practice.slug in each.extract_text() for each in reader.pages)


@pytest.mark.parametrize("other", ["تعلّم اللغة", f"{UNKNOWN} signs", "😀"])
def test_other_scripts_do_not_fail(client: Client, other: str):
    page = make_practice(title=f"Title {other}", activities=f"<p>{other}</p>")
    reader = read(get_pdf(client, page))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert conforms(reader) or other != "تعلّم اللغة"
    assert not (conforms(reader) and UNKNOWN in other)


def test_a_practice_without_facts(client: Client, practice: PracticePage):
    for name in practice.concept_fields():
        getattr(practice, name).through.objects.filter(practicepage=practice).delete()
    PracticePage.objects.filter(pk=practice.pk).update(start_year=None, evidence_level="")
    assert joined(practice.summary) in words(read(get_pdf(client, practice)))


def test_a_lost_picture_is_left_out(client: Client, practice: PracticePage):
    lost = SiteImage(title="Lost", file="original_images/lost.jpg", width=900, height=600, collection_id=1)
    SiteImage.objects.bulk_create([lost])
    PracticePage.objects.filter(pk=practice.pk).update(image=SiteImage.objects.get(title="Lost"))
    assert joined(practice.title) in words(read(get_pdf(client, practice)))


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
def test_it_is_as_private_as_the_page(client: Client, practice: PracticePage, kind: str):
    get_pdf(client, practice)
    restricted = translate(practice, "lt", title="Slapta")
    PageViewRestriction.objects.create(page=practice, restriction_type=kind, password="secret")
    for page in (practice, restricted):
        own, answer = client.get(page.url), client.get(f"{page.url}pdf/")
        assert (answer.status_code, answer["Content-Type"]) == (own.status_code, own["Content-Type"])
        assert answer["Content-Type"] != "application/pdf"


def test_drafts_have_none(client: Client, practice: PracticePage):
    draft = make_practice(live=False)
    translated = translate(practice, "nl", title="Koffie")
    PracticePage.objects.filter(pk=practice.pk).update(live=False)
    for page in (draft, practice, translated):
        assert client.get(f"{page.url}pdf/").status_code == 404


def test_the_text_keeps_its_language(client: Client, practice: PracticePage):
    """As the page does, where it is shown in a language that it is not translated into."""
    alias = practice.copy_for_translation(
        translate(practice, "nl").locale.__class__.objects.get(language_code="it"), alias=True
    )
    text = words(read(get_pdf(client, alias)))
    with translation.override("it"):
        assert joined(gettext("At a glance")) in text
        note = gettext("This page is not translated yet. Its text is in another language: %(name)s.")
    assert joined(note.split("%")[0]) in text
    assert joined(practice.full_url) in text


def test_it_is_typeset_once_for_each_version(client: Client, practice: PracticePage, monkeypatch: pytest.MonkeyPatch):
    first = get_pdf(client, practice)
    monkeypatch.setattr(serving, "typeset", lambda content: pytest.fail("typeset once more"))
    assert get_pdf(client, practice).content == first.content
    unchanged = client.get(f"{practice.url}pdf/", headers={"If-None-Match": first["ETag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    monkeypatch.undo()
    practice.summary = "Talk, with tea."
    practice.save_revision().publish()
    changed = get_pdf(client, practice, **{"If-None-Match": first["ETag"]})
    assert joined("Talk, with tea.") in words(read(changed))


def test_a_failure_is_a_page(client: Client, practice: PracticePage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf, "MEGABYTES", 1)  # the process cannot even start
    response = client.get(f"{practice.url}pdf/")
    assert (response.status_code, response["Content-Type"]) == (500, "text/html; charset=utf-8")
    monkeypatch.setattr(serving, "typeset", lambda content: pytest.fail("tried once more"))
    assert client.get(f"{practice.url}pdf/").status_code == 500
    monkeypatch.undo()
    cache.clear()
    monkeypatch.setattr(pdf, "WAIT", 0)
    with pdf.one_at_a_time:
        response = client.get(f"{practice.url}pdf/")
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    get_pdf(client, practice)
