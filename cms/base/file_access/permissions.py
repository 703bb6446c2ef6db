"""Who may see, choose and change a picture or a document.

Wagtail checks only the collection, and all partners choose from the same one. Here, the pages that use the file count
as well.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import policy_registry

from cms.base.access.members import is_member
from cms.base.file_access.usage import public_files, published_without, reviewed_pages, used_on


class FilePermissionPolicy(CollectionOwnershipPermissionPolicy):
    """A file can be chosen by those who may see it, and changed by those who may publish every page that shows it."""

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        return any(
            super(FilePermissionPolicy, self).user_has_any_permission_for_instance(user, {action}, instance)
            and (user.is_superuser or self._pages_permit(user, action, instance))
            for action in actions
        )

    def is_in_use(self, user: Any, file: Any) -> bool:
        """Whether `user` could change `file` but for the published pages that use it."""
        permitted = super().user_has_any_permission_for_instance(user, {"change"}, file)
        return permitted and not self.user_has_permission_for_instance(user, "change", file)

    def _pages_permit(self, user: Any, action: str, file: Any) -> bool:
        if action == "choose":
            return self.may_see(user, file)
        return not published_without(user, file)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        actions = set(actions)
        found = super().instances_user_has_any_permission_for(user, actions - {"choose"})
        if "choose" not in actions or user.is_superuser:
            return found
        choosable = super().instances_user_has_any_permission_for(user, {"choose"})
        if not choosable.query.is_empty():
            choosable = choosable.filter(self._seen_by(user))
        return found | choosable

    def may_see(self, user: Any, file: Any) -> bool:
        if not user.is_authenticated or not user.is_active:
            return False
        if user.is_superuser or self.model.objects.filter(self._seen_by(user, file), pk=file.pk).exists():
            return True
        # A reviewer from another partner sees the draft as it will be published.
        tasks = ((page, page.current_workflow_task) for page in reviewed_pages(file))
        return any(task is not None and task.user_can_access_editor(page, user) for page, task in tasks)

    def _seen_by(self, user: Any, file: Any = None) -> Q:
        """The condition for files that `user` may see; if `file` is given, valid for that file only."""
        pages = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, {"change", "publish"})
        # A translation shows the files of its original.
        groups = Page.objects.filter(translation_key__in=pages.order_by().values("translation_key"))
        used = public_files(self.model, file) | used_on(groups, self.model, file, for_members=is_member(user))
        managed = self._collections_with_perm(user, ["change"])
        uploader = self.owner_field_name
        return Q(pk__in=used) | Q(collection__in=managed) | Q(**{f"{uploader}__in": co_authors(user)})


def co_authors(user: Any) -> list[int]:
    """Ids of `user` and of the others in groups that may add pages: drafts may show what any of them has uploaded."""
    writers = Group.objects.filter(user=user, page_permissions__permission__codename="add_page")
    return [user.pk, *get_user_model().objects.filter(groups__in=writers).values_list("pk", flat=True)]
