"""Redirects for pages that have moved. A search is in the query string, so that is passed on."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect


class RedirectWithQueryMiddleware(RedirectMiddleware):
    """Wagtail's middleware, but it preserves the query string, except for redirects to other sites."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        found = super().process_response(request, response)
        query = request.META.get("QUERY_STRING")
        if found is response or not query:
            return found
        url = urlsplit(found["Location"])
        is_ours = url_has_allowed_host_and_scheme(found["Location"], {request.get_host()})
        if is_ours and not url.query and not _redirect_matched_query(request):
            found["Location"] = url._replace(query=query).geturl()
        return found


def _redirect_matched_query(request: HttpRequest) -> bool:
    """Whether the redirect's old path includes the query string: then the new URL no longer needs it."""
    return get_redirect(request, Redirect.normalise_path(request.get_full_path(), decode_unicode=False)) is not None
