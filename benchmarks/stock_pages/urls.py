from django.conf.urls.i18n import i18n_patterns
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.models import Locale, Page


def search(request: HttpRequest) -> HttpResponse:
    """The view of `wagtail start`, in one language."""
    query = request.GET.get("query", "")
    found = Page.objects.live().filter(locale=Locale.get_active()).search(query)
    results = Paginator(found, 10).get_page(request.GET.get("page"))
    context = {"search_query": query, "search_results": results}
    return TemplateResponse(request, "stock_pages/search.html", context)


urlpatterns = [
    path("healthz", lambda request: HttpResponse("ok")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *i18n_patterns(path("search/", search, name="search"), path("", include(wagtail_urls))),
]
