"""The page chooser for issues: opens the section of each kind, in the issue's language, newest first."""

from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, resolve
from wagtail import hooks
from wagtail.admin.views.chooser import BrowseView
from wagtail.coreutils import resolve_model_string
from wagtail.models import Locale, Page


class BrowseSection(BrowseView):
    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponseBase:
        return super().get(request, parent_page_id or section_of(request))

    def get_object_list(self) -> Any:
        return super().get_object_list().order_by("-latest_revision_created_at", "-pk")


def section_of(request: HttpRequest) -> int | None:
    """The parent of all pages of the kind; None if there is none yet."""
    with suppress(LookupError, ValueError):
        model = resolve_model_string(request.GET.get("page_type", ""))
        pages = Page.objects.type(model).filter(locale=locale_of_form(request))
        found = pages.first_common_ancestor() if pages.exists() else None
        return found.pk if found else None
    return None


def locale_of_form(request: HttpRequest) -> Locale:
    """The locale of the page in whose form the chooser was opened, or of its future parent."""
    with suppress(Http404):
        given = resolve(urlsplit(request.headers.get("Referer", "")).path)
        pk = given.kwargs.get("page_id") or given.kwargs.get("parent_page_id")
        page = Page.objects.select_related("locale").filter(pk=pk).first() if pk else None
        if page:
            return page.locale
    return Locale.get_active()


@hooks.register("register_admin_urls")
def chooser_url() -> list[Any]:
    return [path("newsletter/choose-page/", BrowseSection.as_view(), name="choose_page_for_issue")]
