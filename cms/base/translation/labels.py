"""Menu labels that are translated once, in the language of whoever comes first: here in the reader's language.

Delete the function of a menu, and its line in `hooks.py`, once the label is lazy upstream: it is not in
wagtail-localize 1.14.5 (`wagtail_hooks.py`) and not in Wagtail 8.0 (`admin/wagtail_hooks.py`).
"""

from django.http import HttpRequest
from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.utils.version import get_main_version
from wagtail_localize.wagtail_hooks import TranslationsReportMenuItem

# Named, so that `make messages` does not collect them: they are translated where they come from.
TRANSLATIONS = "Translations"
WHATS_NEW = "What's new in Wagtail %(version)s"


def translate_reports_menu(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    for item in menu_items:
        if isinstance(item, TranslationsReportMenuItem):
            item.label = gettext_lazy(TRANSLATIONS)


def translate_help_menu(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    version = get_main_version(include_patch=False)
    for item in menu_items:
        if item.name == f"whats-new-in-wagtail-{version}":
            item.label = lazy(lambda: gettext(WHATS_NEW) % {"version": version}, str)()
