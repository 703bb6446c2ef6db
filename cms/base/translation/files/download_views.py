"""Downloads of the desk's items as files: one, ticked ones, or all that the filter finds."""

from io import BytesIO
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.views.bulk_action import BulkAction

from cms.base.ids import ids_in
from cms.base.translation.desk.access import may_begin, may_see_desk, visible_items
from cms.base.translation.desk.list_view import DeskView
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.editor.access import item_at
from cms.base.translation.files.exporting import FORMATS, export, export_many

MAX_ITEMS = 300  # per file: what the server can write or read in a few seconds
NAMES = {"po": "PO", "xliff": "XLIFF 1.2"}
TYPES = {"po": "text/x-gettext-translation", "xliff": "application/x-xliff+xml", "zip": "application/zip"}
FORMAT = "file-format"


@require_safe
def download_item(request: HttpRequest, kind: str, key: str, language: str, file_format: str) -> HttpResponseBase:
    item = item_at(kind, key, language)
    if item is None or file_format not in FORMATS:
        raise Http404
    if not may_begin(request.user, item):
        raise PermissionDenied
    name, content = export(item, file_format)
    return _file(name, content, TYPES[file_format])


class DownloadView(DeskView):
    """Asks for a format for the items with an `id`, or for all that the desk would list; then returns a ZIP."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        ids = ids_in(request.GET.getlist("id"))
        if ids:
            ids = list(visible_items(request.user).filter(pk__in=ids).order_by("pk").values_list("pk", flat=True))
        else:
            ids = list(self.get_queryset().ids)
        file_format = request.GET.get(FORMAT, "")
        if file_format in FORMATS and 0 < len(ids) <= MAX_ITEMS:
            name = f"{_('translations')}-{timezone.localdate():%Y-%m-%d}.zip"
            return _file(name, export_many(self._load(ids), file_format), TYPES["zip"])
        return self._ask(request, ids, 422 if file_format else 200)

    def _ask(self, request: HttpRequest, ids: list[int], status: int) -> HttpResponse:
        kept = [(name, value) for name, values in request.GET.lists() if name != FORMAT for value in values]
        back = urlencode([(name, value) for name, value in kept if name != "id"])
        context = {
            "count": len(ids),
            "max_items": MAX_ITEMS,
            "is_too_many": len(ids) > MAX_ITEMS,
            "formats": NAMES.items(),
            "name": FORMAT,
            "kept": kept,
            "back": f"{reverse('translation_desk')}?{back}" if back else reverse("translation_desk"),
        }
        return render(request, "base/admin/desk/download.html", context, status=status)


class DownloadAction(BulkAction):
    """A bulk action that leads there for ticked rows."""

    display_name = _("Download")
    aria_label = _("Download the selected translations as files")
    action_type = "download"
    template_name = ""
    models = [TranslationItem]
    action_priority = 110

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_desk(request.user):
            raise PermissionDenied
        query = urlencode([("id", each) for each in request.GET.getlist("id")])
        return redirect(f"{reverse('download_translations')}?{query}")


def _file(name: str, content: bytes, content_type: str) -> FileResponse:
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=content_type)
