"""Wagtail's page permissions, extended for translators, colleagues (`cms.base.access.colleagues`), and shared pages.

Translators edit and publish texts in the languages assigned to them, and nothing else. Users with whom a page is shared
may edit it and submit it for review.

Wagtail's own permissions are too broad: a user who may change and publish a page may also delete, move or unpublish it.
So translators get a permission of our own, `translate`, on the home page of their language. Wagtail's permission tester
ignores it; our page classes and our policy honour it.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupPagePermission, Page, PagePermissionTester
from wagtail.models.pages import PAGE_PERMISSION_TYPES
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.base.access.colleagues import colleagues_of, is_add
from cms.base.access.roles import group_of, is_coordinator, translators_key
from cms.base.access.shares import shared_keys
from cms.base.languages import language_name

TRANSLATE = "translate_page"
EXPLORING = {"add", "change", "publish", "lock", "unlock", "bulk_delete", "translate"}  # Wagtail's, and ours
# Whether translations are left to the translators of their language: the app that has the setting adds the check.
left_to_translators: list[Callable[[], bool]] = []


def offer_in_group_form() -> None:
    """Adds our permission to Wagtail's group form, which deletes every permission that it does not know when saved."""
    PAGE_PERMISSION_TYPES.append(("translate", _("Translate"), _("Translate pages into the language of the group")))


def below(paths: Iterable[str]) -> Q:
    """The condition for pages at or below one of `paths`."""
    found, last = Q(pk__in=[]), None
    for path in sorted(paths):
        if last is None or not path.startswith(last):  # otherwise it is below the last one
            found, last = found | Q(path__startswith=path), path
    return found


def above(paths: Iterable[str]) -> set[str]:
    """The paths of all ancestors."""
    return {path[:end] for path in paths for end in range(Page.steplen, len(path), Page.steplen)}


def _with_translating(actions: Iterable[str]) -> set[str]:
    """Translators change and publish translations."""
    actions = set(actions)
    return actions | {"translate"} if actions & {"change", "publish"} else actions


class SitePagePermissionPolicy(PagePermissionPolicy):
    """Lets translators, colleagues, and those with whom a page is shared find it in lists, reports and choosers."""

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Page]:
        actions = _with_translating(actions)
        base = self._base_queryset_for_user(user)
        if base is not None:
            return base
        return self.model._default_manager.filter(self._with_any_permission(user, actions))

    def _with_any_permission(self, user: Any, actions: set[str]) -> Q:
        """One condition, for users who are not superusers: Wagtail combines one queryset per permission."""
        own = self.get_cached_permissions_for_user(user)
        codenames = self._get_permission_codenames(actions)
        pages = below(each.page.path for each in own if each.permission.codename in codenames)
        if "change" in actions and "add" not in actions:
            where = below(each.page.path for each in own if is_add(each))
            pages |= where & Q(owner__in=[user.pk, *colleagues_of(user)])
        if "change" in actions and (keys := shared_keys(user)):
            pages |= Q(translation_key__in=keys)
        return pages

    def explorable_instances(self, user: Any) -> QuerySet[Page]:
        """Leaves out other people's drafts, which Wagtail also lists where a user may only add pages."""
        base = self._base_queryset_for_user(user)
        if base is not None:
            return base
        own = self.get_cached_permissions_for_user(user)
        pages = self._with_any_permission(user, EXPLORING) | Q(path__in=above(each.page.path for each in own))
        root = self.model.base_page_model.objects.first_common_ancestor_of([each.page for each in own])
        pages &= Q(path__startswith=root.path)
        more = tuple(each.page.path for each in own if not is_add(each))
        here = below(each.page.path for each in own if is_add(each) and not each.page.path.startswith(more))
        pages &= ~(here & Q(live=False) & ~Q(owner__in=[user.pk, *colleagues_of(user)]))
        if shared := [page.path for page in self._shared_with(user)]:
            pages |= Q(path__in={*shared, *above(shared)})
        return self.model._default_manager.filter(pages)

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Page) -> bool:
        if super().user_has_any_permission_for_instance(user, actions, instance):
            return True
        return "change" in actions and SitePagePermissionTester(user, instance).works_on_this()

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        actions = _with_translating(actions)
        may: bool = super().user_has_any_permission(user, actions)
        return may or ("change" in actions and bool(shared_keys(user)))

    def instances_with_direct_explore_permission(self, user: Any) -> list[Page]:
        pages = super().instances_with_direct_explore_permission(user)
        if user.is_superuser:
            return pages
        translated = [
            perm.page for perm in self.get_cached_permissions_for_user(user) if perm.permission.codename == TRANSLATE
        ]
        return [*pages, *translated, *self._shared_with(user)]

    def _shared_with(self, user: Any) -> QuerySet[Page]:
        return Page.objects.filter(translation_key__in=shared_keys(user))


class SitePagePermissionTester(PagePermissionTester):
    """Wagtail's tester, extended for translators, colleagues, and those with whom the page is shared."""

    def may_translate(self) -> bool:
        """Whether the user is a translator of the language that this page is in."""
        return self.user.is_active and "translate" in getattr(self, "permissions", ())

    def proposed_by_colleague(self) -> bool:
        """Whether a colleague added this page in a place where the user may add pages as well."""
        return (
            self.user.is_active
            and "add" in getattr(self, "permissions", ())
            and self.page.owner_id in colleagues_of(self.user)
        )

    def _translates_this(self) -> bool:
        return self.may_translate() and self.page.is_translated_page and not self.page_locked()

    def _shares_this(self) -> bool:
        return self.page.translation_key in shared_keys(self.user) and not self.page_locked()

    def _is_left_to_translators(self) -> bool:
        """Whether the page is a translation and the user only writes originals here."""
        if not (self.works_on_this() or {"add", "change"} & set(getattr(self, "permissions", ()))):
            return False
        if not hasattr(self.user, "leaves_translations"):  # once per request
            self.user.leaves_translations = any(is_left() for is_left in left_to_translators)
        if not self.user.leaves_translations or is_coordinator(self.user):
            return False
        return bool(getattr(self.page, "is_translated_page", False))

    def can_edit(self) -> bool:
        may = super().can_edit() or self.works_on_this()
        return (may and not self._is_left_to_translators()) or self._translates_this()

    def works_on_this(self) -> bool:
        """Whether a colleague proposed the page, or it is shared with the user."""
        return self.proposed_by_colleague() or self._shares_this()

    def can_publish(self) -> bool:
        return self.can_manage_live() or self._translates_this()

    def can_manage(self) -> bool:
        """Whether the user may change more of the page than the texts of a translation."""
        may = (super().can_edit() and not self._only_reads()) or self.proposed_by_colleague()
        return may and not self._is_left_to_translators()

    def _only_reads(self) -> bool:
        """Whether a workflow task lets the user open the editor without changing anything."""
        if self.user.is_superuser or "change" in self.permissions:
            return False
        if "add" in self.permissions and self.page.owner_id == self.user.pk:
            return False
        return getattr(self.page.current_workflow_task, "gives_only_reading", False)

    def can_manage_live(self) -> bool:
        """Whether the user may decide if, when and to whom the page is shown."""
        return super().can_publish()

    def can_set_view_restrictions(self) -> bool:
        """Never on a translation, which is as private as its original."""
        return self.can_manage_live() and not self.page.is_translation

    def can_unschedule(self) -> bool:
        return self.can_manage_live()

    def can_copy(self) -> bool:
        return self.can_manage()


def translate_permission() -> Permission:
    content_type = ContentType.objects.get_for_model(Page)
    return Permission.objects.get_or_create(
        content_type=content_type, codename=TRANSLATE, defaults={"name": "Translate pages"}
    )[0]


def admin_permissions() -> QuerySet[Permission]:
    """The permissions that everyone who works in the admin needs."""
    return Permission.objects.filter(
        content_type__app_label__in=("wagtailadmin", "wagtail_localize"),
        codename__in=("access_admin", "submit_translation"),
    )


def ensure_translators(home: Page) -> Group:
    """The group of translators into the language of `home`, the home page of that language."""
    language = home.locale.language_code
    group = group_of(translators_key(language), f"Translators: {language_name(language)}")
    group.permissions.add(*admin_permissions())
    GroupPagePermission.objects.get_or_create(group=group, page=home, permission=translate_permission())
    return group


def grant(group: Group, page: Page, *actions: str) -> None:
    """Give `group` the page permissions `actions` ("add", "change", "publish", …) on `page` and below."""
    codenames = [f"{action}_page" for action in actions]
    content_type = ContentType.objects.get_for_model(Page)
    for permission in Permission.objects.filter(content_type=content_type, codename__in=codenames):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def languages_to_translate(user: Any) -> list[int]:
    """Ids of the locales that `user` translates into."""
    granted = GroupPagePermission.objects.filter(group__user=user, permission__codename=TRANSLATE)
    return list(granted.values_list("page__locale_id", flat=True).distinct())
