"""Error pages in the site's style and in the reader's language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation

from cms.base.languages import content_languages


def _language_of(request: HttpRequest) -> str:
    """The language in the URL: middleware may not have activated one yet."""
    code = request.path_info.split("/")[1] if "/" in request.path_info else ""
    return code if code in dict(content_languages()) else settings.LANGUAGE_CODE


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    with translation.override(_language_of(request)):
        return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Nothing in here can fail: the template uses no request, no database and no site settings."""
    with translation.override(_language_of(request)):
        return HttpResponse(render_to_string("500.html"), status=500)
