"""Downloads from the admin's list of practices: ticked rows, or all that the list finds."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.bulk_action import BulkAction

from practices.curation.desk import desk_of
from practices.curation.listing.selection import chosen
from practices.exchange.exporting.formats import FORMATS, LABELS
from practices.exchange.exporting.practices import edited
from practices.exchange.exporting.response import as_file
from practices.repository.practice import PracticePage


@hooks.register("register_bulk_action")
class DownloadPractices(BulkAction):
    """Wagtail provides the button below the list and the URL. `?format=` names one of `FORMATS`.

    A file contains what the user works on: their partner's practices, each in all languages, with drafts.
    """

    display_name = _("Download…")
    aria_label = _("Download the selected practices")
    action_type = "download"
    action_priority = 200
    models = [PracticePage]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not desk_of(request).edits:
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        desk = desk_of(request)
        own = set(PracticePage.objects.filter(desk.worked_on(), original_page=None).values_list("pk", flat=True))
        ids = [pk for pk in chosen(request) if pk in own]
        name = request.GET.get("format", "")
        if name not in FORMATS or not ids:
            return self._page(request, len(ids))
        response = as_file(request, name, edited(ids, desk.works_on), "practices")
        add_never_cache_headers(response)
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Nothing is changed here."""
        return self.get(request)

    def _page(self, request: HttpRequest, count: int) -> HttpResponse:
        query = request.GET.copy()
        query.pop("format", None)
        links = []
        for name, label in LABELS.items():
            query["format"] = name
            links.append((label, f"{request.path}?{query.urlencode()}"))
        back = self.next_url if "next" in request.GET else reverse("practice_list:index")
        return render(request, "practices/admin/download.html", {"count": count, "links": links, "next": back})
