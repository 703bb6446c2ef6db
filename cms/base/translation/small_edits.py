"""Lets authors mark an edit as minor: what changed needs no new translation in any language."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from cms.base.models import BasePage
from cms.base.translation.desk.pages import Pages

NAME, VALUE = "action-publish", "small-edit"


class PublishSmallEditMenuItem(ActionMenuItem):
    """Beside "Publish", on a live original with translations."""

    label = _("Publish a small edit")
    name = NAME
    icon_name = "check"
    template_name = "base/admin/publish_small_edit.html"

    def is_shown(self, context: dict[str, Any]) -> bool:
        if context["view"] != "edit" or context["locked_for_user"]:
            return False
        page = context["page"]
        may = self.get_user_page_permissions_tester(context)
        return bool(
            page.live
            and may.can_publish()
            and Translation.objects.filter(
                source__object_id=page.translation_key, source__locale=page.locale_id, enabled=True
            ).exists()
        )


@hooks.register("register_page_action_menu_item")
def small_edit_item() -> ActionMenuItem:
    return PublishSmallEditMenuItem(order=110)


@hooks.register("after_publish_page")
def keep_translations(request: HttpRequest, page: Page) -> None:
    if request.POST.get(NAME) != VALUE or not isinstance(page, BasePage):
        return
    if count := keep_all(page, request.user):
        text = ngettext(
            "%(count)d translated text stays as it is.", "%(count)d translated texts stay as they are.", count
        )
        messages.info(request, text % {"count": count})


def keep_all(original: BasePage, user: Any) -> int:
    """Confirms the translations of all changed texts. Returns how many there were."""
    pages, kept = Pages(), 0
    key = str(original.translation_key)
    others = Translation.objects.filter(source__object_id=key, enabled=True).exclude(source__locale=original.locale_id)
    # Words in facts exist before anybody has begun the page.
    for locale in Locale.objects.exclude(pk=original.locale_id).exclude(pk__in=others.values("target_locale")):
        changed = {
            text.key: text.previous.translation
            for text in pages.texts(key, locale)
            if text.previous and not text.translation
        }
        if changed:
            pages.save(key, locale, changed, user)
            kept += len(changed)
    return kept
