"""Menu items of wagtail-localize."""

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail_localize.wagtail_hooks import TranslationsReportMenuItem


def hide_report(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """For the hook `construct_reports_menu`: the desk lists the same and more."""
    menu_items[:] = [item for item in menu_items if not isinstance(item, TranslationsReportMenuItem)]
