"""Explains why an image or document cannot be changed: published pages use it that the user may not publish."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from wagtail.documents import get_document_model
from wagtail.documents.views import documents
from wagtail.images import get_image_model
from wagtail.images.views import images
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.base.delivery.known_pages import known_pages
from cms.base.file_access.usage import published_without

View = Callable[..., HttpResponse]


def explained(view: View, model: Any, add_url_name: str) -> View:
    """`view`, with an explanation where it would refuse a file that the user could change if it were not in use."""

    def explained_view(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        file = model.objects.filter(pk=next(iter(kwargs.values()))).select_related("collection").first()
        if file is None or not policy_registry.get_by_type(model).is_in_use(request.user, file):
            return view(request, **kwargs)
        uses = published_without(request.user, file)
        pages = Page.objects.filter(pk__in=[use.pk for use in uses if isinstance(use, Page)])
        known = set(known_pages(request.user, pages).values_list("pk", flat=True))
        context = {
            "file": file,
            "count": len(uses),
            "uses": [use for use in uses if not isinstance(use, Page) or use.pk in known],
            "is_document": model is get_document_model(),
            "add_url": reverse(add_url_name),
        }
        return render(request, "base/admin/file_in_use.html", context, status=403)

    return explained_view


def _document(view: type) -> View:
    return explained(view.as_view(), get_document_model(), "wagtaildocs:add_multiple")  # type: ignore[attr-defined]


def _image(view: type) -> View:
    return explained(view.as_view(), get_image_model(), "wagtailimages:add_multiple")  # type: ignore[attr-defined]


document_urls = [
    path("edit/<int:document_id>/", _document(documents.EditView)),
    path("delete/<int:document_id>/", _document(documents.DeleteView)),
]
image_urls = [
    path("<int:image_id>/", _image(images.EditView)),
    path("<int:image_id>/delete/", _image(images.DeleteView)),
]
