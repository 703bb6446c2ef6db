"""The item to translate next: the most urgent one waiting in the same language."""

from typing import Any

from django.db.models import Q

from cms.base.translation.desk.access import may_translate, visible_items
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.ordering import by_urgency, whether
from cms.base.translation.desk.state import OPEN


def next_item(item: TranslationItem, user: Any) -> TranslationItem | None:
    """Skips items that others have taken; those that `user` has taken come first."""
    items = visible_items(user).filter(may_translate(user), locale=item.locale, state__in=OPEN).exclude(pk=item.pk)
    items = by_urgency(items.filter(Q(taken_by=None) | Q(taken_by=user)).select_related("locale"))
    return items.order_by(whether(Q(taken_by=user)).desc(), *items.query.order_by).first()
