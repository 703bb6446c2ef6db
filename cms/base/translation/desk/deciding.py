"""What people decide about an item: who works on it, the due date, and the priority."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cms.base.people.notices.kinds import NoticeKind, register
from cms.base.people.notices.sending import notify
from cms.base.translation.desk.model import TranslationItem

HANDED_OVER = register(NoticeKind("handover", _("Translations handed over to you")))


def take(item: TranslationItem, user: Any) -> bool:
    """Assigns the item to `user`. Returns False if somebody else was quicker."""
    free = TranslationItem.objects.filter(pk=item.pk, taken_by=None)
    return bool(free.update(taken_by=user)) or item.taken_by_id == user.pk


def give_back(item: TranslationItem) -> None:
    TranslationItem.objects.filter(pk=item.pk).update(taken_by=None)


@transaction.atomic
def plan(item: TranslationItem, to: Any | None, due: date | None, priority: int, by: Any) -> None:
    """Saves the plan. A person who is assigned an item by somebody else is notified by mail."""
    before = TranslationItem.objects.select_for_update().get(pk=item.pk)
    TranslationItem.objects.filter(pk=item.pk).update(taken_by=to, due=due, priority=priority)
    item.taken_by, item.due, item.priority = to, due, priority
    if to and to.pk not in (before.taken_by_id, by.pk):
        context = {"item": item, "by": by, "url": f"{settings.WAGTAILADMIN_BASE_URL}{item.editor_url}"}
        notify([to], HANDED_OVER, "base/mails/handed_over", context, about=f"item {item.pk}")
