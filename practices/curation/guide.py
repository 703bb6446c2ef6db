"""Short guides inside the admin, one for each role, in the reader's language."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from practices.curation.desk import Desk, desk_of


@dataclass(frozen=True)
class Guide:
    name: str  # in its URL, and of its template
    label: Any
    is_for: Callable[[Desk], bool]


GUIDES = [
    Guide("partner", _("Guide: describe practices"), lambda desk: bool(desk.partners) or desk.sees_all),
    Guide("review", _("Guide: review and coordinate"), lambda desk: desk.sees_all),
    Guide("translator", _("Guide: translate"), lambda desk: bool(desk.locales) or desk.request.user.is_superuser),
    Guide("administrator", _("Guide: set up the site"), lambda desk: desk.request.user.is_superuser),
]


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "help"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.guide = next((guide for guide in GUIDES if guide.name == kwargs["name"]), None)
        if self.guide is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        return [f"practices/admin/guide/{self.kwargs['name']}.html"]

    def get_page_title(self) -> Any:
        return self.guide.label if self.guide else ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        others = [(guide.name, guide.label) for guide in GUIDES if guide is not self.guide]
        return {**super().get_context_data(**kwargs), "others": others}


class GuideMenuItem(MenuItem):
    def __init__(self, guide: Guide, order: int) -> None:
        super().__init__(
            guide.label, reverse("guide", args=[guide.name]), name=f"guide-{guide.name}", icon_name="help", order=order
        )
        self.guide = guide

    def is_shown(self, request: HttpRequest) -> bool:
        return self.guide.is_for(desk_of(request))


@hooks.register("register_admin_urls")
def guide_urls() -> list[URLPattern]:
    return [path("guide/<slug:name>/", GuideView.as_view(), name="guide")]


def _item(guide: Guide, order: int) -> Callable[[], MenuItem]:
    return lambda: GuideMenuItem(guide, order)


for place, each in enumerate(GUIDES):
    hooks.register("register_help_menu_item", _item(each, place))
