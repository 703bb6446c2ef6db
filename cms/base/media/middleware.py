"""Where Wagtail stores the file without our forms: a message instead of a server error when the disk is full."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from cms.base.media.storage import NO_SPACE, is_full


class FullDiskMiddleware:
    """The request's transaction is rolled back before this runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if request.method != "POST" or not is_full(exception):
            return None
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":  # several files dropped at once
            return JsonResponse({"success": False, "error_message": str(NO_SPACE)})
        messages.error(request, NO_SPACE)
        return redirect(request.path)
