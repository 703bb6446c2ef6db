"""Redirects for pages that have moved. A search is in the query string, so that is passed on."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect

from cms.base.delivery.page_links import is_visible_to


class RedirectWithQueryMiddleware(RedirectMiddleware):
    """Wagtail's middleware, but it preserves the query string, except for redirects to other sites.

    It never redirects to a page that the visitor cannot see: the URL could reveal the title of a private page.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        found = super().process_response(request, response)
        if found is response:
            return found
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        with_query = get_redirect(request, path)  # its old path includes the query: the new URL no longer needs it
        redirect = with_query or get_redirect(request, urlsplit(path).path)
        if redirect and redirect.redirect_page_id and not is_visible_to(request, redirect.redirect_page_id):
            return response
        query, url = request.META.get("QUERY_STRING"), urlsplit(found["Location"])
        is_ours = url_has_allowed_host_and_scheme(found["Location"], {request.get_host()})
        if query and is_ours and not url.query and not with_query:
            found["Location"] = url._replace(query=query).geturl()
        return found
