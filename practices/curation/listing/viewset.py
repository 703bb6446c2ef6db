"""Practices in the admin's main menu: their list, and the view to add one."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from practices.curation.listing.filters import PracticeFilterSet
from practices.curation.listing.list_view import PracticeListView
from practices.curation.new_practice import NewPracticeView
from practices.repository.practice import PracticePage


class PracticesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        policy = policy_registry.get_by_type(Page)
        shown: bool = policy.user_has_any_permission(request.user, PracticeListView.any_permission_required)
        return shown


class PracticeViewSet(PageListingViewSet):
    model = PracticePage
    name = "practice_list"
    url_prefix = "practices"
    icon = "list-ul"
    menu_label = _("Practices")
    menu_name = "practices"
    menu_order = 110  # after the tree of pages
    menu_item_class = PracticesMenuItem
    add_to_admin_menu = True
    index_view_class = PracticeListView
    choose_parent_view_class = NewPracticeView
    columns = PageListingViewSet.UNDEFINED  # the view has them
    filterset_class = PracticeFilterSet


@hooks.register("register_admin_viewset")
def practice_viewset() -> PracticeViewSet:
    return PracticeViewSet()
