"""The language of the site's own words: buttons, messages, names of months.

Content can be written in a language before anybody has translated the interface. Django would then use it for what its
own catalogues and Wagtail's contain, such as months and form errors, and English for everything else. So a language in
which `locale/` says nothing yet does not use theirs either: the whole interface, with its date and number formats, is
in the default language, or else in English. `get_language()` remains the language of the content and of the URL.

Django itself serves no URL in a language without any catalogue, and does not start if that is the default one.
"""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils import formats
from django.utils.translation import get_language, trans_real

from cms.base.i18n.language_codes import has_messages


def has_catalogue(code: str) -> bool:
    """Whether the site's own words are translated into a language, or into the one that it is a variant of."""
    return has_messages(code, str(settings.LOCALE_PATHS[0]))


def interface_language(code: str | None = None) -> str:
    """The language of the site's own words for readers of `code` (default: of the active language)."""
    code = code or get_language() or settings.LANGUAGE_CODE
    return next((known for known in (code, settings.LANGUAGE_CODE) if has_catalogue(known)), "en")


class OneCatalogue(trans_real.TranslationCatalog):
    """Adds catalogues with the same plural forms to one dictionary.

    Django means to, but compares a function with its code, and then looks every message up in twenty dictionaries.
    """

    _catalogs: list[dict[Any, str]]
    _plurals: list[Any]

    def update(self, trans: Any) -> None:
        if trans.plural.__code__ == self._plurals[0].__code__:
            self._catalogs[0].update(trans._catalog)
        else:
            super().update(trans)


class SiteTranslation(trans_real.DjangoTranslation):
    _catalog: Any

    def _init_translation_catalog(self) -> None:
        if self._is_used():
            super()._init_translation_catalog()  # type: ignore[misc]

    def _add_installed_apps_translations(self) -> None:
        if self._is_used():
            super()._add_installed_apps_translations()  # type: ignore[misc]

    def _add_local_translations(self) -> None:
        """An empty catalogue is better than none, which would be an error in the default language."""
        if self._is_used():
            super()._add_local_translations()  # type: ignore[misc]
        if self._catalog is None:
            self._catalog = trans_real.TranslationCatalog()

    def _is_used(self) -> bool:
        return has_catalogue(self.language())


def allow_languages_without_catalogue() -> None:
    known = trans_real.check_for_language

    @lru_cache(maxsize=1000)
    def check_for_language(code: str | None) -> bool:
        return code in dict(settings.LANGUAGES) or known(code)

    trans_real.check_for_language = check_for_language
    trans_real.TranslationCatalog = OneCatalogue  # type: ignore[misc]
    trans_real.DjangoTranslation = SiteTranslation  # type: ignore[misc]
    vars(formats)["get_language"] = interface_language  # the language of `get_format`, unless one is given
