"""First steps on the dashboard of a new site's administrator, until they are done or dismissed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.users.models import UserProfile

from cms.base.mail.model import OutgoingMail
from cms.base.models import SiteSettings
from cms.base.translation.seeding import seed_key
from home.models import StandardPage
from home.setup import HERE
from practices.models import PartnerPage, PracticeIndexPage

DISMISSED = "first-steps"


@dataclass(frozen=True)
class Step:
    label: Any
    is_done: bool
    url: str


def first_steps(request: HttpRequest) -> list[Step]:
    settings = SiteSettings.for_request(request)
    identity = reverse("wagtailsettings:edit", args=["base", "sitesettings", settings.site_id])
    user: Any = request.user
    others = get_user_model().objects.exclude(pk=user.pk)
    return [
        Step(_("Choose a logo, or a mark"), bool(settings.logo_id or settings.mark_id), identity),
        Step(_("Tick the languages that visitors are offered"), bool(settings.languages), identity),
        Step(_("Add the partners"), PartnerPage.objects.exists(), _explore(PracticeIndexPage.objects.first())),
        Step(_("Add the people who work on the site"), others.exists(), reverse("wagtailusers_users:index")),
        Step(
            _("Complete the legal pages, and publish them"),
            not (draft := _unpublished_legal_page()),
            reverse("wagtailadmin_pages:edit", args=[draft.pk]) if draft else _explore(None),
        ),
        # Sent mails are deleted after a while; people who have signed in have received one.
        Step(
            _("See that mail leaves the site"),
            OutgoingMail.objects.filter(status=OutgoingMail.Status.SENT).exists()
            or others.filter(last_login__isnull=False).exists(),
            reverse("outgoing_mail"),
        ),
    ]


def _explore(page: Page | None) -> str:
    return reverse("wagtailadmin_explore", args=[page.pk]) if page else reverse("wagtailadmin_explore_root")


def _unpublished_legal_page() -> Page | None:
    """The first unpublished one of those that a new site starts with."""
    keys = [seed_key("page", f"pages/{path.stem}") for path in (HERE / "setup_pages").glob("*.json")]
    return StandardPage.objects.filter(translation_key__in=keys, live=False).order_by("path").first()


class FirstStepsPanel(Component):
    order = 50
    template_name = "home/admin/first_steps.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        steps = first_steps(parent_context["request"])
        return {
            "steps": steps if not all(step.is_done for step in steps) else [],
            "done": sum(step.is_done for step in steps),
            "dismissed": DISMISSED,
        }


@hooks.register("construct_homepage_panels")
def add_first_steps(request: HttpRequest, panels: list[Component]) -> None:
    user: Any = request.user
    if user.is_superuser and not UserProfile.get_for_user(user).dismissibles.get(DISMISSED):
        panels.append(FirstStepsPanel())
