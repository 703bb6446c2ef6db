"""Which site a request is for, and its settings."""

from django.http import HttpRequest
from wagtail.models import Site

from cms.base.models import SiteImage, SiteSettings

# Runs on every request: raw SQL, because the ORM takes longer to build it than the database to answer.
FIRST_TWO = """
SELECT settings.*, site.id AS site_pk, site.hostname, site.port, site.site_name, site.root_page_id, site.is_default_site
FROM wagtailcore_site site LEFT JOIN base_sitesettings settings ON settings.site_id = site.id
LIMIT 2
"""
LOGO = "SELECT * FROM base_siteimage WHERE id = %s"


def site_for(request: HttpRequest) -> Site | None:
    """As `Site.find_for_request`, which then returns the same site for this request.

    With only one site, there is no need to compare hosts: Wagtail's query for that takes as long as three others. The
    settings are fetched with the only site and cached where `SiteSettings.for_request` looks first.
    """
    if not hasattr(request, "_wagtail_site"):
        first_two = list(SiteSettings.objects.raw(FIRST_TWO))
        if len(first_two) == 1 and first_two[0].is_default_site:
            _cache_on_request(request, first_two[0])
    return Site.find_for_request(request)


def _cache_on_request(request: HttpRequest, found: SiteSettings) -> None:
    """`found` also has the columns of the site; its own pk is None if the settings were never saved."""
    request._wagtail_site = Site(  # type: ignore[attr-defined]
        pk=found.site_pk,
        hostname=found.hostname,
        port=found.port,
        site_name=found.site_name,
        root_page_id=found.root_page_id,
        is_default_site=True,
    )
    if found.pk is not None:
        if found.logo_id:
            found.logo = next(iter(SiteImage.objects.raw(LOGO, [found.logo_id])))
        setattr(request, SiteSettings.get_cache_attr_name(), found)
