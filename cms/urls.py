"""The URL configuration of the site: apart from the settings, the only module that knows all apps."""

from django.conf.urls.i18n import i18n_patterns
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

import search.web.urls
from cms.style_guide.views import style_guide
from home.meetings.registration.cancelling import cancel_registration
from home.sitemap import robots, sitemap, sitemap_index

handler404 = "cms.base.delivery.error_views.page_not_found"
handler500 = "cms.base.delivery.error_views.server_error"


@transaction.non_atomic_requests
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the process responds, whatever the state of the database: a restart would not fix that."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz),
    path("robots.txt", robots),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap, name="sitemap_section"),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("cms.base.brand.urls")),
    path("p/", include("practices.citing.urls")),
    path("", include("cms.base.file_access.urls")),
    path("", include("cms.base.covers.urls")),
    path("mail/", include("cms.base.mail.urls")),
    path("subscription/", include("cms.base.readers.urls")),
    path("people/", include("cms.base.people.urls")),
    path("registration/<str:token>/", cancel_registration, name="cancel_registration"),
    path("", include("cms.base.sharing.urls")),
    *i18n_patterns(
        path("search/", include(search.web.urls)),
        path("style-guide/", style_guide, name="style_guide"),
        path("p/", include("practices.corrections.urls")),
        path("p/", include("practices.versions.urls")),
        path("subscribe/", include("cms.base.readers.subscribe_urls")),
        path("", include("cms.base.feedback.urls")),
        path("practices/", include("practices.reading_list.urls")),
        path("practices/", include("practices.suggestions.urls")),
        path("", include("home.meetings.urls")),
        path("", include("cms.base.delivery.routing")),
    ),
]
