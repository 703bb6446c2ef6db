"""The base of the desk's bulk actions."""

from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.admin.views.bulk_action import BulkAction

from cms.base.access.roles import is_coordinator
from cms.base.ids import ids_in
from cms.base.translation.desk.access import may_see_desk, may_translate, visible_items
from cms.base.translation.desk.model import TranslationItem


class DeskAction(BulkAction):
    """Silently ignores rows that the user cannot see: the desk does not list them."""

    models = [TranslationItem]
    is_for_translators = False  # only rows that the user may translate, even for coordinators

    def get_actionable_objects(self) -> tuple[list[TranslationItem], dict[str, Any]]:
        user = self.request.user
        if not may_see_desk(user):
            raise PermissionDenied
        ids = ids_in(self.request.GET.getlist("id"))
        items = visible_items(user).filter(pk__in=ids).select_related("locale", "taken_by").order_by("pk")
        if self.is_for_translators or not is_coordinator(user):
            items = items.filter(may_translate(user))
        return list(items), {"items_with_no_access": []}
