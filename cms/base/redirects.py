"""Where a page has moved to. A search is in the query of its address, and moves along."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware


class RedirectWithQueryMiddleware(RedirectMiddleware):
    """Wagtail's, which forgets the query that it was asked with."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        found = super().process_response(request, response)
        query = request.META.get("QUERY_STRING")
        if found is not response and query and "?" not in found["Location"]:
            found["Location"] += f"?{query}"
        return found
