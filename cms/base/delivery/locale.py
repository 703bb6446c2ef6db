"""The language of a URL without one, such as `/`: the one that the visitor prefers among those offered."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.translation import get_language_from_path, get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from cms.base.delivery.offered import offered_languages
from cms.base.i18n.catalogues import interface_language
from cms.base.languages import is_in_admin


class OfferedLocaleMiddleware(LocaleMiddleware):
    """Django's middleware would redirect to any language in the settings. Only this redirect depends on the visitor."""

    def process_request(self, request: HttpRequest) -> None:
        """Activates the interface language for URLs without a language, such as the admin's."""
        super().process_request(request)
        if not get_language_from_path(request.path_info):
            translation.activate(interface_language())
            request.LANGUAGE_CODE = translation.get_language()

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """What Wagtail says outside its views, such as that something may not be seen, is in the user's language."""
        if is_in_admin(request) and (profile := getattr(request.user, "wagtail_userprofile", None)):
            translation.activate(profile.get_preferred_language())
            request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if "immutable" in response.get("Cache-Control", ""):  # a static response, the same for everybody
            return response
        if response.status_code == 404 and is_in_admin(request):  # Wagtail has a page for it; no page in a language has
            return response
        if response.status_code != 404 or get_language_from_path(request.path_info):
            return super().process_response(request, response)
        with translation.override(preferred_language(request)):
            return super().process_response(request, response)


def preferred_language(request: HttpRequest) -> str:
    """The first language offered that the visitor's browser asks for, else the first offered."""
    offered = offered_languages(request)
    for wanted, _priority in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        try:
            code = get_supported_language_variant(wanted)
        except LookupError:
            continue
        if code in offered:
            return code
    return offered[0] if offered else settings.LANGUAGE_CODE
