"""Originals and translations in the admin: warnings before deleting or unpublishing, and changing the original."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from practices.facts.make_original import may_make_original
from practices.facts.page import FactsPage
from practices.facts.views import confirm_make_original


@hooks.register("before_delete_page")
def warn_about_translations(request: HttpRequest, page: Page) -> None:
    if request.method == "GET" and (count := _translations_of_original(page)):
        text = ngettext(
            "This is the original: its translation will be deleted too.",
            "This is the original: its %(count)d translations will be deleted too.",
            count,
        )
        messages.warning(request, text % {"count": count})


@hooks.register("before_unpublish_page")
def warn_about_hidden_translations(request: HttpRequest, page: Page) -> None:
    """Wagtail calls this hook only when the page is unpublished, not to show the confirmation."""
    if count := _translations_of_original(page):
        text = ngettext(
            "This is the original: its translation will no longer be shown either.",
            "This is the original: its %(count)d translations will no longer be shown either.",
            count,
        )
        messages.warning(request, text % {"count": count})


def _translations_of_original(page: Page) -> int:
    """How many translations are deleted or hidden together with `page`."""
    page = page.specific
    return page.translated_pages.count() if isinstance(page, FactsPage) and not page.is_translation else 0


@hooks.register("register_admin_urls")
def make_original_url() -> list[URLPattern]:
    return [path("pages/<int:page_id>/make-original/", confirm_make_original, name="make_original")]


class MakeOriginalMenuItem(ActionMenuItem):
    """In the form of a translation, below "publish"."""

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
@hooks.register("register_page_header_buttons")
def make_original_button(page: Page, user: Any, **kwargs: Any) -> Iterator[Button]:
    """The editor of wagtail-localize has no action menu: its pages offer it in the list and in the header."""
    page = page.specific
    if may_make_original(page, user):
        yield Button(
            MakeOriginalMenuItem.label, reverse("make_original", args=[page.pk]), icon_name="order", priority=70
        )
