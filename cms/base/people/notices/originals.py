"""Tells translators of originals in other languages that are new or have changed."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, QuerySet
from django.dispatch import receiver
from django.urls import reverse
from django.utils.http import urlencode
from wagtail import hooks
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail.signals import page_published
from wagtail_localize.models import Translation

from cms.base.access.permissions import TRANSLATE
from cms.base.delivery.visibility import open_pages
from cms.base.people.notices.digest import tell
from cms.base.people.notices.kinds import TRANSLATION
from cms.base.people.notices.sending import notify
from cms.base.people.notices.together import held_until_told


def desk_of(page: Page) -> str:
    """The URL of the desk filtered to `page`, in the languages of the user who opens it."""
    query = urlencode({"q": page.title})
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('translation_desk')}?{query}"


def _languages_of(page: Page) -> QuerySet[Locale]:
    """The languages in which the desk lists it: for a private page, those in which a translation exists."""
    if open_pages().filter(pk=page.pk).exists():
        return Locale.objects.all()
    pages = Page.objects.filter(translation_key=page.translation_key, alias_of=None)
    translations = Translation.objects.filter(source__object=page.translation_key, enabled=True)
    begun = Q(pk__in=pages.values("locale")) | Q(pk__in=translations.values("target_locale"))
    return Locale.objects.filter(begun)


@receiver(page_published)
def tell_translators(instance: Page, **kwargs: Any) -> None:
    """Tells them, except the publisher, what was published: each page once, however often it is published."""
    publisher = kwargs["revision"].user_id if kwargs.get("revision") else None
    if publisher is None or instance.alias_of_id or getattr(instance, "is_translated_page", True):
        return
    translators = GroupPagePermission.objects.filter(permission__codename=TRANSLATE)
    others = translators.filter(page__locale__in=_languages_of(instance)).exclude(page__locale=instance.locale_id)
    users = get_user_model()._default_manager.filter(groups__in=others.values("group"), is_active=True)
    notify(
        users.exclude(pk=publisher).distinct(),
        TRANSLATION,
        "base/mails/original",
        {"page": instance, "object": instance, "desk_url": desk_of(instance)},
        about=str(instance.translation_key),
    )


@hooks.register("register_bulk_action", order=10)  # replaces Wagtail's
class PublishTogether(PublishBulkAction):
    @classmethod
    def execute_action(cls, objects: Any, **kwargs: Any) -> tuple[int, int]:
        action = f"publish {uuid4()}"
        with transaction.atomic():
            with held_until_told(action):
                counts: tuple[int, int] = super().execute_action(objects, **kwargs)
            tell(action)
        return counts
