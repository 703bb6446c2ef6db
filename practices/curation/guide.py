"""Short guides inside the admin, one for each role, in the reader's language."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from practices.curation.desk import Desk, desk_of
from practices.repository.practice import PracticePage
from practices.review.criteria import Band, Criterion


@dataclass(frozen=True)
class Guide:
    name: str  # in its URL and template name
    label: Any
    is_for: Callable[[Desk], bool]


GUIDES = [
    Guide("partner", _("How to describe a practice"), lambda desk: bool(desk.partners) or desk.sees_all),
    Guide("review", _("How to review"), lambda desk: bool(desk.partners) or desk.sees_all),
    Guide("coordinator", _("What coordinators do"), lambda desk: desk.sees_all),
    Guide("translator", _("How to translate"), lambda desk: bool(desk.locales) or desk.request.user.is_superuser),
    Guide("administrator", _("How to set up the site"), lambda desk: desk.request.user.is_superuser),
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
        desk = desk_of(self.request)
        return {
            **super().get_context_data(**kwargs),
            "others": [(each.name, each.label) for each in GUIDES if each is not self.guide and each.is_for(desk)],
            "criteria": list(Criterion),
            "bands": list(Band),
        }


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


@hooks.register("register_page_header_buttons")
def guide_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the menu above the form of a practice."""
    if isinstance(page.specific_deferred, PracticePage) and view_name == "edit":
        url = reverse("guide", args=["partner"])
        yield Button(_("How to describe a practice"), url=url, icon_name="help", priority=90)


def _item(guide: Guide, order: int) -> Callable[[], MenuItem]:
    return lambda: GuideMenuItem(guide, order)


for place, each in enumerate(GUIDES):
    hooks.register("register_help_menu_item", _item(each, place))
