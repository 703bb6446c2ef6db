"""The desk in the admin: its views, its menu item and its bulk actions."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.base.translation.desk.access import may_see_desk
from cms.base.translation.desk.decide_actions import PlanAction, TakeAction
from cms.base.translation.desk.item_views import give_item_back, plan_item, take_item
from cms.base.translation.desk.list_view import DeskView
from cms.base.translation.desk.overview import add_translations_panel, overview
from cms.base.translation.desk.prepare_action import PrepareAction, preparation


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    return [
        path("translations/", DeskView.as_view(), name="translation_desk"),
        path("translations/results/", DeskView.as_view(results_only=True), name="translation_desk_results"),
        path("translations/overview/", overview, name="translation_overview"),
        path("translations/prepared/<int:pk>/", preparation, name="translation_preparation"),
        path("translations/<int:pk>/take/", take_item, name="take_translation"),
        path("translations/<int:pk>/give-back/", give_item_back, name="give_translation_back"),
        path("translations/<int:pk>/plan/", plan_item, name="plan_translation"),
    ]


class DeskMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_desk(request.user)


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> MenuItem:
    return DeskMenuItem(
        gettext_lazy("Translations"),
        reverse("translation_desk"),
        icon_name="wagtail-localize-language",
        name="translations",
        order=115,  # after the practices
    )


hooks.register("construct_homepage_panels", add_translations_panel)
for action in (TakeAction, PlanAction, PrepareAction):
    hooks.register("register_bulk_action", action)
