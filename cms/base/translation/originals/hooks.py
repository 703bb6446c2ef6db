"""Making another language the original, in the admin: the confirmation page, and the links to it."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.base.translation.originals.make_original import is_candidate, may_make_original
from cms.base.translation.originals.views import confirm_make_original


@hooks.register("register_admin_urls")
def make_original_url() -> list[URLPattern]:
    return [path("pages/<int:page_id>/make-original/", confirm_make_original, name="make_original")]


class MakeOriginalMenuItem(ActionMenuItem):
    """In a translation's form, below "Publish"."""

    name = "make-original"
    label = gettext_lazy("Make this the original")
    icon_name = "order"

    def is_shown(self, context: dict[str, Any]) -> bool:
        return context["view"] == "edit" and may_make_original(context["page"], context["request"].user)

    def get_url(self, context: dict[str, Any]) -> str:
        return reverse("make_original", args=[context["page"].pk])


@hooks.register("register_page_action_menu_item")
def make_original_menu_item() -> ActionMenuItem:
    return MakeOriginalMenuItem(order=90)


@hooks.register("register_page_listing_more_buttons")
def listed_make_original_button(page: Page, user: Any, **kwargs: Any) -> Iterator[Button]:
    """Does not load the original for each row: the form checks the permission on it."""
    if is_candidate(page := page.specific, user):
        yield _button(page)


@hooks.register("register_page_header_buttons")
def make_original_button(page: Page, user: Any, **kwargs: Any) -> Iterator[Button]:
    """The editor of wagtail-localize has no action menu: its pages offer it in lists and in the header."""
    if may_make_original(page := page.specific, user):
        yield _button(page)


def _button(page: Page) -> Button:
    url = reverse("make_original", args=[page.pk])
    return Button(MakeOriginalMenuItem.label, url, icon_name="order", priority=70)
