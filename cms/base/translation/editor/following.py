"""Which item comes after one: the most urgent of the same language that waits for words."""

from typing import Any

from django.db.models import F, Q
from django.urls import reverse

from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.state import OPEN


def editor_url(item: TranslationItem) -> str:
    return reverse("translate", args=[item.kind, item.object_key, item.locale.language_code])


def next_item(item: TranslationItem, user: Any) -> TranslationItem | None:
    """What nobody else has taken; own ones first."""
    mine = Q(pk=None)
    for kind in KINDS.values():
        mine |= kind.where_allowed(user)
    items = TranslationItem.objects.filter(mine, locale=item.locale, state__in=OPEN).exclude(pk=item.pk)
    items = items.filter(Q(taken_by=None) | Q(taken_by=user)).select_related("locale")
    order = (F("taken_by").desc(nulls_last=True), "priority", F("due").asc(nulls_last=True), "waiting_since", "pk")
    return items.order_by(*order).first()
