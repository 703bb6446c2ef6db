"""Warns, when a practice is saved, about texts that seem to be in a language other than the page's."""

from collections import defaultdict

from django.contrib import messages
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from cms.base.i18n.catalogues import interface_language
from cms.base.i18n.language_codes import name_for
from cms.base.languages import content_languages
from cms.base.text import plain_text
from practices.models import PracticePage
from search.writing.detection import other_language

TEXTS = ("title", "summary", *PracticePage.body_fields)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_another_language(request: HttpRequest, page: Page) -> None:
    """Not on autosaves."""
    page = page.specific_deferred
    if not isinstance(page, PracticePage) or "application/json" in request.headers.get("Accept", ""):
        return
    language = page.locale.language_code
    codes = [code for code, _name in content_languages()]
    found: dict[str, list[str]] = defaultdict(list)
    for name in TEXTS:
        if other := other_language(plain_text(getattr(page, name)), language, codes):
            found[other].append(capfirst(str(page._meta.get_field(name).verbose_name)))
    for other, labels in found.items():
        text = _("This page is filed under %(language)s, but these texts seem to be in %(other)s: %(texts)s.")
        names = {"language": _name_of(language), "other": _name_of(other), "texts": ", ".join(labels)}
        messages.warning(request, text % names)


def _name_of(code: str) -> str:
    return name_for(code, interface_language())
