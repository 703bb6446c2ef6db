"""Pictures and documents for tests, and pages of every kind that use them."""

from typing import Any
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.base.models import SiteImage
from home.models import NewsIndexPage, NewsPage, StandardPage
from practices.models import PartnerPage, PracticeFile, PracticePage
from tests.base.media.test_uploads import png
from tests.factories import make_practice, partner_page


def account(username: str) -> Any:
    return get_user_model().objects.get(username=username)


def _uploaded(model: Any, username: str) -> dict[str, Any]:
    """As the form of whoever uploads a file fills it in: for a partner, into its own collection."""
    user = account(username)
    policy = policy_registry.get_by_type(model)
    allowed = policy.collections_user_has_permission_for(user, "add").order_by("path").first()
    return {"uploaded_by_user": user, **({"collection": allowed} if allowed else {})}


def make_document(uploader: str = "partner-kpmpc", **values: Any) -> Document:
    values = {"title": "Handbook", **_uploaded(Document, uploader), **values}
    return Document.objects.create(file=SimpleUploadedFile(f"{uuid4().hex}.pdf", b"%PDF-1.4 original"), **values)


def make_picture(uploader: str = "partner-kpmpc", **values: Any) -> SiteImage:
    file = SimpleUploadedFile(f"{uuid4().hex}.png", png(30, 20))
    said = {"description": "People", "credit": "Photo: Ona", "people_shown": "agreed"}
    values = {"title": "Class", **said, **_uploaded(SiteImage, uploader), **values}
    return SiteImage.objects.create(file=file, **values)


def publish(page: Any, live: bool = True) -> Any:
    revision = page.save_revision()
    if live:
        revision.publish()
    return type(page).objects.get(pk=page.pk)


def practice_with(document: Document, picture: SiteImage, live: bool = True, **values: Any) -> PracticePage:
    return make_practice(live=live, image=picture, files=[PracticeFile(document=document)], **values)


def partner_with(document: Document, picture: SiteImage, live: bool = True) -> PartnerPage:
    page = partner_page("kpmpc")
    page.logo = picture
    page.body = _text(document)
    page.live = live
    page.save()
    return page


def news_with(document: Document, picture: SiteImage, live: bool = True) -> NewsPage:
    parent = NewsIndexPage.objects.get(locale__language_code="en")
    body = [{"type": "paragraph", "value": _text(document)}]
    page = NewsPage(
        title="News", summary="S", image=picture, image_alt="People", date="2026-01-01", body=body, live=live
    )
    return parent.add_child(instance=page)


def standing_page_with(document: Document, picture: SiteImage, live: bool = True) -> StandardPage:
    page = StandardPage.objects.get(slug="about", locale__language_code="en")
    figure = {"image": {"image": picture.pk, "alt_text": "People", "decorative": False}, "caption": ""}
    page.body = [
        {"type": "paragraph", "value": _text(document)},
        {"type": "image", "value": figure},
    ]
    page.live = live
    page.save()
    return page


KINDS = {"practice": practice_with, "partner": partner_with, "news": news_with, "standing page": standing_page_with}


def _text(document: Document) -> str:
    return f'<p><a linktype="document" id="{document.pk}">Handbook</a></p>'


def statuses(client: Client, document: Document, picture: SiteImage) -> tuple[int, int, int]:
    """Of the document, the original picture and a rendition."""
    urls = (document.url, picture.file.url, picture.get_rendition("width-20").url)
    return tuple(client.get(url).status_code for url in urls)  # type: ignore[return-value]


def set_live(page: Page, live: bool) -> None:
    page = type(page).objects.get(pk=page.pk)
    page.save_revision().publish() if live else page.unpublish()
