"""A clear response instead of a server error, for malformed requests and for changes that were refused or not made."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cms.base.delivery.error_views import page_not_found
from cms.base.errors import RefusedChange, error_summary
from cms.base.languages import admin_language, is_in_admin

Handler = Callable[[HttpRequest], HttpResponse]


class BadInputMiddleware:
    """No URL of ours contains a NUL, and PostgreSQL raises an error if a query parameter does."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:
            return page_not_found(request, Http404())
        return self.get_response(request)


class ButtonMiddleware:
    """Leads back to the admin from the URL of an action that only a button calls.

    If a session ends before the button is pressed, signing in leads to this URL, which would be a blank page.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_refused = response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET"
        if not is_refused or not is_in_admin(request):
            return response
        with translation.override(admin_language(request.user)):
            messages.warning(request, _("Nothing was changed. Please press the button again."))
        return redirect("wagtailadmin_home")


class RefusedChangeMiddleware:
    """When a page refuses a change, in any view, redirects the editor to the page and shows the reasons.

    Bulk publishing and approving on the dashboard validate no form, so Wagtail lets the error through. The request's
    transaction is rolled back before this runs.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, RefusedChange):
            return None
        page = exception.page
        with translation.override(admin_language(request.user)):  # the admin's own override has ended by now
            text = _("“%(page)s” was not changed. %(reasons)s") % {
                "page": page,
                "reasons": error_summary(page, exception),
            }
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"success": False, "error_message": text}, status=400)
        messages.error(request, text)
        url = reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.pk else reverse("wagtailadmin_home")
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":  # an admin dialog: approve with a comment
            return JsonResponse({"step": "success", "redirect": url})
        return redirect(url)
