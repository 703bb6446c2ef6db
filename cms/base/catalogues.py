"""Languages that neither Django nor this project has a catalogue for.

Django serves no URL in such a language, and does not start if it is the default one. Here its messages are those of the
default language, and else English, so that content can be written in it before anybody has translated the interface.
"""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.translation import trans_real


class SiteTranslation(trans_real.DjangoTranslation):
    _catalog: Any

    def _add_local_translations(self) -> None:
        """An empty catalogue is better than none, which would be an error in the default language."""
        super()._add_local_translations()  # type: ignore[misc]
        if self._catalog is None:
            self._catalog = trans_real.TranslationCatalog()


def allow_languages_without_catalogue() -> None:
    has_catalogue = trans_real.check_for_language

    @lru_cache(maxsize=1000)  # as Django: the codes come from requests
    def check_for_language(code: str | None) -> bool:
        return code in dict(settings.LANGUAGES) or has_catalogue(code)

    trans_real.check_for_language = check_for_language
    trans_real.DjangoTranslation = SiteTranslation  # type: ignore[misc]
