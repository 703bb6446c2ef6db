"""A translator's admin dashboard: what there is to do in each of their languages."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.models import Locale

from cms.base.access.permissions import languages_to_translate
from cms.base.translation.comments.questions import add_questions_panel
from cms.base.translation.desk.access import visible_items
from cms.base.translation.desk.counting import Progress, by_language
from cms.base.translation.desk.list_view import desk_url
from cms.base.translation.desk.ordering import by_urgency
from cms.base.translation.desk.rows import rows
from cms.base.translation.desk.state import WAITING, State
from cms.base.translation.review.reviewing import waiting_for_review_by


class TranslatorPanel(Component):
    """What waits for the user's review, what they have taken, the most urgent of the rest, and counts by state."""

    order = 100
    template_name = "base/admin/translator_panel.html"

    def __init__(self, language: Locale) -> None:
        self.language = language

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        items = visible_items(user).filter(locale=self.language)
        code = self.language.language_code
        waiting = by_urgency(items.filter(state__in=WAITING)).select_related("locale")
        others = waiting.filter(taken_by=None).exclude(state=State.REVIEW)
        return {
            "language": self.language,
            "progress": by_language(items, [code]).get(code, Progress(code, {})),
            "groups": [
                ("review", rows(waiting_for_review_by(user, items)), desk_url(language=code, state=State.REVIEW)),
                ("mine", rows(waiting.filter(taken_by=user)), desk_url(language=code, taken="me")),
                ("urgent", rows(others), desk_url(language=code, taken="nobody")),
            ],
        }


def add_translator_panels(request: HttpRequest, panels: list[Component]) -> None:
    """For the hook `construct_homepage_panels`."""
    languages = Locale.objects.filter(pk__in=languages_to_translate(request.user)).order_by("pk")
    panels.extend(TranslatorPanel(language) for language in languages)
    add_questions_panel(request, panels)
