"""Which site a request is for, and its settings."""

from django.http import HttpRequest
from wagtail.models import Site

from cms.base.caching.as_of_clock import AsOfClock
from cms.base.models import SiteSettings


def _load_only_site(request: HttpRequest) -> Site | None:
    """The site, with its settings and their logo."""
    first_two = list(Site.objects.select_related("sitesettings__logo").order_by()[:2])
    return first_two[0] if len(first_two) == 1 and first_two[0].is_default_site else None


only_site = AsOfClock(_load_only_site)


def site_for(request: HttpRequest) -> Site | None:
    """As `Site.find_for_request`, which then returns the same site for this request.

    With only one site, there is no need to compare hosts: Wagtail's query for that takes as long as three others. The
    settings are fetched with the only site and cached where `SiteSettings.for_request` looks first.
    """
    if not hasattr(request, "_wagtail_site") and (site := only_site.get(request)):
        _cache_on_request(request, site)
    return Site.find_for_request(request)


def settings_for(request: HttpRequest) -> SiteSettings:
    """The settings of the site that the request is for; the defaults if there is none."""
    return SiteSettings.for_request(request) if site_for(request) else SiteSettings()


def _cache_on_request(request: HttpRequest, site: Site) -> None:
    request._wagtail_site = site  # type: ignore[attr-defined]
    if hasattr(site, "sitesettings"):  # they were saved at least once
        setattr(request, SiteSettings.get_cache_attr_name(), site.sitesettings)
