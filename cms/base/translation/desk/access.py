"""Who sees what at the desk: coordinators everything, translators their languages."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.models import GroupPagePermission, Locale

from cms.base.access.permissions import TRANSLATE, languages_to_translate
from cms.base.access.roles import is_coordinator
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.settings import unasked

# Both conditions are used several times per admin page, so they are computed once per request.


def may_translate(user: Any) -> Q:
    """The condition for the rows that `user` may translate."""
    if not hasattr(user, "translates_at_desk"):
        condition = Q(pk=None)
        for kind in KINDS.values():
            condition |= kind.where_allowed(user)
        user.translates_at_desk = condition
    found: Q = user.translates_at_desk
    return found


def visible_items(user: Any) -> QuerySet[TranslationItem]:
    if not hasattr(user, "sees_at_desk"):
        user.sees_at_desk = ~unasked() & (Q() if is_coordinator(user) else may_translate(user))
    return TranslationItem.objects.filter(user.sees_at_desk)


def may_see_desk(user: Any) -> bool:
    """Called for the menu of every admin page."""
    if not user.is_active:
        return False
    return is_coordinator(user) or bool(languages_to_translate(user)) or visible_items(user).exists()


def may_work_on(user: Any, item: TranslationItem) -> bool:
    return KINDS[item.kind].may_translate(user, item.object_key, item.locale)


def may_begin(user: Any, item: TranslationItem) -> bool:
    """Coordinators may begin items in every language."""
    return is_coordinator(user) or may_work_on(user, item)


def may_publish_in(user: Any, locale: Locale) -> bool:
    """Whether `user` may publish what is translated into a language: including pages that are not begun."""
    return is_coordinator(user) or locale.pk in languages_to_translate(user)


def translators_into(locale: Locale) -> QuerySet:
    groups = GroupPagePermission.objects.filter(permission__codename=TRANSLATE, page__locale=locale).values("group")
    return get_user_model()._default_manager.filter(groups__in=groups, is_active=True).distinct()
