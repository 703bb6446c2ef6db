"""Responds with 404 in the admin to requests that name, by id, a page that the user may not know of.

Wagtail checks the permission to act, but several of its views show the title first: the page chooser, the explorer,
and the confirmations before moving a page and before bulk actions.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import ResolverMatch
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from cms.base.delivery.visibility import public_pages
from cms.base.ids import ids_in
from cms.base.models.draft_titles import draft_titles_if

# The names of URL arguments that hold a page id, in the admin and wagtail-localize.
ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id")
PARAMETERS = {  # and of query parameters, in some views
    "wagtailadmin_choose_page_chosen_multiple": ("id",),
    "wagtail_bulk_action": ("id", "childOf"),
}

# The report shows the last edited draft, regardless of whose it is.
FOR_ADMINISTRATORS = {"wagtailadmin_reports:page_types_usage", "wagtailadmin_reports:page_types_usage_results"}


def known_pages(user: Any, pages: PageQuerySet) -> PageQuerySet:
    """Those of `pages` that everybody may see or `user` works with, in this language or in another."""
    return pages.filter(Q(pk__in=public_pages().values("pk")) | Q(translation_key__in=_own_keys(user)))


def _own_keys(user: Any) -> PageQuerySet:
    return policy_registry.get_by_type(Page).explorable_instances(user).order_by().values("translation_key")


def works_with(user: Any, page: Page) -> bool:
    """Whether `user` may know the unpublished content of `page`."""
    if not user.is_authenticated:
        return False
    return (
        user.is_superuser
        or _own_keys(user).filter(translation_key=page.translation_key).exists()
        or _reviews(user, page)
    )


class KnownPagesMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/admin/"):
            return self.get_response(request)
        with draft_titles_if(lambda page: works_with(request.user, page)):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        match = request.resolver_match
        if match is None or not match.route.startswith("admin/"):
            return
        user = request.user
        if not user.is_authenticated or user.is_superuser:
            return
        if match.view_name in FOR_ADMINISTRATORS or names_unknown_files(request, match):
            raise Http404
        if (ids := _named_ids(request, match, kwargs)) and names_unknown(user, _concerned(ids)):
            raise Http404
        if match.url_name == "wagtail_bulk_action" and kwargs.get("model_name") == "page":
            # It shows the draft's title even of public pages, without calling `get_admin_display_title`.
            named = _concerned(request.GET.getlist("id"))
            others = named.exclude(translation_key__in=_own_keys(user))
            if not all(_reviews(user, page) for page in others.iterator()):
                raise Http404


def _named_ids(request: HttpRequest, match: ResolverMatch, kwargs: dict[str, Any]) -> set[Any]:
    ids = {kwargs[name] for name in ARGUMENTS if name in kwargs}
    if match.namespace == "wagtailadmin_pages" and "pk" in kwargs:
        ids.add(kwargs["pk"])
    if kwargs.get("model_name", "page") == "page":
        for name in PARAMETERS.get(match.url_name or "", ()):
            ids.update(request.GET.getlist(name))
    return ids


def _concerned(ids: Iterable[Any]) -> PageQuerySet:
    """The pages that a request names. For "all", every page, because those that it may not change are shown as well."""
    if "all" in ids:
        return Page.objects.all()
    return Page.objects.filter(pk__in=ids_in(ids))


def names_unknown(user: Any, pages: PageQuerySet) -> bool:
    """Whether `user` may not know of some of `pages`."""
    others = pages.exclude(translation_key__in=_own_keys(user))
    if not others.exists():  # nearly always: finding out what is public takes several queries
        return False
    others = others.exclude(pk__in=public_pages().values("pk"))
    return not all(_reviews(user, page) for page in others.iterator())


def names_unknown_files(request: HttpRequest, match: ResolverMatch) -> bool:
    """Whether a bulk action includes files that the user can neither choose nor change."""
    if match.url_name != "wagtail_bulk_action":
        return False
    try:
        model = apps.get_model(match.kwargs["app_label"], match.kwargs["model_name"])
    except LookupError:
        return False
    policy = policy_registry.get_by_type(model)
    ids = set(ids_in(request.GET.getlist("id")))
    if not isinstance(policy, CollectionOwnershipPermissionPolicy):
        return False
    known = policy.instances_user_has_any_permission_for(request.user, {"choose", "change"})
    return known.filter(pk__in=ids).count() < model._default_manager.filter(pk__in=ids).count()


def _reviews(user: Any, page: Page) -> bool:
    task = page.current_workflow_task
    return task is not None and task.user_can_access_editor(page, user)


@hooks.register("construct_page_chooser_queryset")
def choosable_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return known_pages(request.user, pages)


@hooks.register("construct_reports_menu")
def hide_report_of_all_drafts(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    user: Any = request.user
    menu_items[:] = [item for item in menu_items if item.name != "page-types-usage" or user.is_superuser]
