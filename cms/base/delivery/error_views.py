"""Error pages in the site's style and in the reader's language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from cms.base.brand.last_shown import last_shown
from cms.base.delivery.offered import offered_languages
from cms.base.languages import content_languages, language_of_reader


def _language_of(request: HttpRequest) -> str:
    """The language in the URL: middleware may not have activated one yet."""
    code = request.path_info.split("/")[1] if "/" in request.path_info else ""
    return code if code in dict(content_languages()) else settings.LANGUAGE_CODE


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    language, offered = _language_of(request), offered_languages(request)
    with translation.override(language if language in offered or not offered else offered[0]):
        return render(request, "404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Usually, somebody has signed in or out in another tab."""
    came_from = request.headers.get("Referer", "")
    is_own = url_has_allowed_host_and_scheme(came_from, request.get_host(), request.is_secure())
    with translation.override(language_of_reader(request)):
        return render(request, "403_csrf.html", {"form_url": came_from if is_own else request.path}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Nothing in here can fail: the template uses no request, no database and no site settings."""
    with translation.override(_language_of(request)):
        return HttpResponse(render_to_string("500.html", {"shown": last_shown()}), status=500)
