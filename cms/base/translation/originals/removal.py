"""Asks, before an original is deleted or unpublished, whether its translations go with it or one becomes the original.

Wagtail would silently leave the translations as they are.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page, ReferenceIndex

from cms.base.languages import language_name
from cms.base.models import BasePage
from cms.base.models.originals import at_or_below, dependent_pages, translations_elsewhere
from cms.base.translation.originals.make_original import blocking_reason, make_original, may_make_original

CHOICE = "translations"  # form field: TOGETHER, or the code of the language that becomes the original
TOGETHER = "together"


@dataclass
class Group:
    """An original to be removed, with the translations that would remain."""

    original: BasePage
    translations: list[BasePage]

    @cached_property
    def able(self) -> list[BasePage]:
        """The translations that can become the original."""
        return [page for page in self.translations if not page.alias_of_id and not blocking_reason(page)]

    def heir(self, language: str) -> BasePage | None:
        """The translation that can become the original: the one in `language`, or else the first."""
        return next((page for page in self.able if page.locale.language_code == language), next(iter(self.able), None))


def groups_of(pages: Collection[Page], with_descendants: bool) -> list[Group]:
    removed = {page.pk for page in pages}
    found = [Group(original, others) for original, others in translations_elsewhere(pages)]
    return [group for group in found if with_descendants or group.original.pk in removed]


def going_with(pages: Collection[Page], groups: Sequence[Group], action: str) -> list[Page]:
    """The translations elsewhere that go together with `pages`. To find those to delete takes many queries."""
    return dependent_pages(pages) if action == "delete" else [page for group in groups for page in group.translations]


def groups_gone_too(pages: Collection[Page], dependent: Collection[Page]) -> list[Group]:
    """The originals below `dependent`, translations of `pages`, which would be deleted with these translations."""
    found = Page.objects.filter(at_or_below(dependent)).exclude(at_or_below(pages)).order_by("path").specific()
    originals = [page for page in found if isinstance(page, BasePage) and not (page.is_translation or page.alias_of_id)]
    return [Group(page, list(page.dependent_translations())) for page in originals]


def ask(request: HttpRequest, pages: Sequence[Page], groups: Sequence[Group], action: str) -> HttpResponse:
    """The page that lists what is removed with `pages`, in every language. Its form posts back to the same URL."""
    user: Any = request.user
    languages = {
        code: language_name(code)
        for code, heirs in _languages(groups).items()
        if any(may_make_original(page, user) for page in heirs)
    }
    dependent = going_with(pages, groups, action)
    kept = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    context = {
        "action": action,
        "pages": pages,
        "below": _count(pages) - len(pages) if action == "delete" else 0,
        "in_all": _count([*pages, *dependent]) if action == "delete" else 0,
        "groups": groups,
        "gone_too": groups_gone_too(pages, dependent) if action == "delete" else [],
        "used": _used(_going(pages, groups, dependent, action)),
        "choice": CHOICE,
        "together": TOGETHER,
        "may_go": _may_all_go(user, action, dependent),
        "languages": languages,
        "url": request.get_full_path(),
        "kept": [(name, value) for name, value in kept if name not in (CHOICE, "csrfmiddlewaretoken")],
    }
    return render(request, "base/admin/confirm_removal.html", context)


@dataclass
class Use:
    """A page that goes, and how many pages and other objects that stay show it or link to it."""

    page: Page
    places: int


def _used(going: QuerySet[Page]) -> list[Use]:
    references = ReferenceIndex.get_references_to_in_bulk(going).exclude(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(pk) for pk in going.values_list("pk", flat=True)],
    )
    users = references.values_list("to_object_id", "base_content_type", "object_id").distinct()
    places = Counter(int(pk) for pk, _kind, _user in users)
    return [
        Use(page, places[page.pk]) for page in going.filter(pk__in=places).select_related("locale").order_by("path")
    ]


def _going(pages: Sequence[Page], groups: Sequence[Group], dependent: Sequence[Page], action: str) -> QuerySet[Page]:
    if action == "delete":
        return Page.objects.filter(at_or_below([*pages, *dependent]))
    originals = [group.original for group in groups]
    return Page.objects.filter(pk__in=[page.pk for page in (*pages, *originals, *dependent)])


def _count(pages: Collection[Page]) -> int:
    """The number of pages, including their descendants."""
    return Page.objects.filter(at_or_below(pages)).count()


def _languages(groups: Sequence[Group]) -> dict[str, list[BasePage]]:
    """The pages that would become originals, by language code to choose."""
    found: dict[str, list[BasePage]] = {}
    for group in groups:
        for page in group.translations:
            if group.heir(page.locale.language_code) == page:
                found.setdefault(page.locale.language_code, []).append(page)
    return found


def keep_translations(groups: Sequence[Group], language: str, user: Any) -> None:
    """Makes one translation of each group its original. Raises `PermissionDenied`, `RefusedChange`."""
    for group in groups:
        page = group.heir(language)
        if page is None or not may_make_original(page, user):
            raise PermissionDenied
        make_original(page, user=user)


def _may_all_go(user: Any, action: str, dependent: Sequence[Page]) -> bool:
    return all(_may(user, action, page) for page in dependent)


def _may(user: Any, action: str, page: Page) -> bool:
    permissions = page.permissions_for_user(user)
    return permissions.can_delete() if action == "delete" else permissions.can_unpublish() or not page.live


@hooks.register("before_delete_page")
def before_delete(request: HttpRequest, page: Page) -> HttpResponse | None:
    return _before(request, [page], "delete")


@hooks.register("before_unpublish_page")
def before_unpublish(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail calls this hook only on POST, not for its own confirmation page."""
    return _before(request, [page], "unpublish")


@hooks.register("before_bulk_action")
def before_bulk(request: HttpRequest, action: str, objects: Sequence[Any], view: Any) -> HttpResponse | None:
    if action not in ("delete", "unpublish") or not all(isinstance(each, Page) for each in objects):
        return None
    return _before(request, objects, action, next_url=view.next_url)


@transaction.atomic
def _before(request: HttpRequest, pages: Sequence[Page], action: str, next_url: str = "") -> HttpResponse | None:
    """Returns None to let Wagtail continue. `next_url` is the target of a bulk action."""
    with_descendants = action == "delete" or bool(request.POST.get("include_descendants"))
    groups = groups_of(pages, with_descendants)
    if action == "unpublish":
        groups = [group for group in groups if any(page.live for page in group.translations)]
    if not groups:
        # In bulk, Wagtail fails if deleting one page also deletes another.
        return _remove(request, pages, action, next_url, with_descendants) if next_url and action == "delete" else None
    choice = request.POST.get(CHOICE, "")
    if choice != TOGETHER and choice not in _languages(groups):
        return ask(request, pages, groups, action)
    if choice != TOGETHER:
        keep_translations(groups, choice, request.user)
    elif not _may_all_go(request.user, action, going_with(pages, groups, action)):
        raise PermissionDenied
    return _remove(request, pages, action, next_url, with_descendants)


def _remove(
    request: HttpRequest, pages: Sequence[Page], action: str, next_url: str, with_descendants: bool
) -> HttpResponse:
    """Replaces Wagtail's own code, whose pages in memory are outdated once the original has changed."""
    next_url = next_url or get_valid_next_url_from_request(request)
    next_url = next_url or reverse("wagtailadmin_explore", args=[pages[0].get_parent().pk])
    user: Any = request.user
    for pk in [page.pk for page in pages]:
        page = Page.objects.filter(pk=pk).first()
        if page is None:
            continue  # already deleted with another
        if action == "delete":
            page.specific.delete(user=user)
            text = _("“%(page)s” was deleted.")
        else:
            UnpublishPageAction(page.specific, user=user, include_descendants=with_descendants).execute()
            text = _("“%(page)s” was unpublished.")
        messages.success(request, text % {"page": page.get_admin_display_title()})
    return redirect(next_url)
