"""Where a page has moved to. A search is in the query of its address, and moves along."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect


class RedirectWithQueryMiddleware(RedirectMiddleware):
    """Wagtail's, which forgets the query that it was asked with. Other sites are not told it."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        found = super().process_response(request, response)
        query = request.META.get("QUERY_STRING")
        if found is response or not query:
            return found
        address = urlsplit(found["Location"])
        is_ours = url_has_allowed_host_and_scheme(found["Location"], {request.get_host()})
        if is_ours and not address.query and not _is_of_query(request):
            found["Location"] = address._replace(query=query).geturl()
        return found


def _is_of_query(request: HttpRequest) -> bool:
    """Whether the old address that was found has the query in it: then the new one needs it no more."""
    return get_redirect(request, Redirect.normalise_path(request.get_full_path(), decode_unicode=False)) is not None
