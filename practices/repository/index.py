from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.base.models import IndexPage


class PracticeIndexPage(IndexPage):
    """The root of the repository. The search app supplies the results; this app does not depend on it."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["practices.PartnerPage"]

    class Meta:
        verbose_name = _("practice index")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Returns the response of the view that the search app registers with a hook."""
        [show] = hooks.get_hooks("show_practice_index")
        return show(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return self.serve(request)
