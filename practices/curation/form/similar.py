from typing import Any
from urllib.parse import urlencode

from django.forms import Media, Script
from django.urls import reverse
from wagtail.admin.panels import Panel


class SimilarPractices(Panel):
    """Below the title: similar practices, which the search finds while the title is typed."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "practices/admin/similar_panel.html"

        def is_shown(self) -> bool:
            return not self.instance.is_translation

        @property
        def url(self) -> str:
            return f"{reverse('similar_practices')}?{urlencode({'language': self.instance.locale.language_code})}"

        @property
        def media(self) -> Media:
            scripts: list[Any] = [Script("js/practice_form/similar.js", type="module")]
            return Media(js=scripts)
