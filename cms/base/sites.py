"""Which site a request is for."""

from django.http import HttpRequest
from wagtail.models import Site


def site_for(request: HttpRequest) -> Site | None:
    """As `Site.find_for_request`, which hereafter answers the same for this request.

    Where there is only one site, no host need be compared: Wagtail's query for it takes as long as three others.
    """
    if not hasattr(request, "_wagtail_site"):
        first_two = list(Site.objects.raw("SELECT * FROM wagtailcore_site LIMIT 2"))
        if len(first_two) == 1 and first_two[0].is_default_site:
            request._wagtail_site = first_two[0]  # type: ignore[attr-defined]
    return Site.find_for_request(request)
