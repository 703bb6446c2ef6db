"""Menu labels that are translated once, in the language of whoever comes first: here in the reader's language.

Delete the function of a menu, and its line in `hooks.py`, once the label is lazy upstream: it is not in
wagtail-localize 1.14.5 (`wagtail_hooks.py`) and not in Wagtail 8.0 (`admin/wagtail_hooks.py`).
"""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail_localize.wagtail_hooks import TranslationsReportMenuItem

# Named, so that `make messages` does not collect it: it is translated where it comes from.
TRANSLATIONS = "Translations"


def translate_reports_menu(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    for item in menu_items:
        if isinstance(item, TranslationsReportMenuItem):
            item.label = gettext_lazy(TRANSLATIONS)
