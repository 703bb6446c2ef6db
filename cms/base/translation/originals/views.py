"""The admin's confirmation page for making another language the original."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.base.translation.originals.make_original import blocking_reason, make_original, may_make_original


def confirm_make_original(request: HttpRequest, page_id: int) -> HttpResponse:
    """GET asks for confirmation, POST does it. Raises 403 unless it is a translation and the user may publish both."""
    page = get_object_or_404(Page, pk=page_id).specific
    user: Any = request.user
    if not may_make_original(page, user):
        raise PermissionDenied
    if reason := blocking_reason(page):
        messages.error(request, reason)
        return redirect("wagtailadmin_pages:edit", page.pk)
    if request.method != "POST":
        return render(request, "base/admin/confirm_make_original.html", {"page": page, "original": page.original})
    make_original(page, user=user)
    messages.success(request, _("“%(page)s” is now the original.") % {"page": page})
    return redirect("wagtailadmin_pages:edit", page.pk)
