"""Stands in for the editor until it is there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.models import Locale, Page

from cms.base.translation.desk.kinds import KINDS


def editor(request: HttpRequest, kind: str, key: str, language: str) -> HttpResponse:
    locale = get_object_or_404(Locale, language_code=language)
    if kind not in KINDS:
        raise Http404
    if kind == "page":
        for page in Page.objects.filter(translation_key=key, locale=locale):
            return redirect("wagtailadmin_pages:edit", page.pk)
    return HttpResponse("editor")
