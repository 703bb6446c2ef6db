"""What a reviewer reads beside the form: the draft, part by part, and its differences from the live page."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from wagtail.rich_text import expand_db_html

from cms.base.review.comparing import differences
from practices.repository.context import Fact, PracticeDetails
from practices.repository.practice import PracticePage
from practices.repository.sections import SECTIONS
from practices.review.forms import FACTS, PARTS

Difference = tuple[str, SafeString]


@dataclass
class Part:
    name: str
    label: str
    html: str = ""  # as it will be published
    differences: list[Difference] = field(default_factory=list)  # label and change
    facts: list[Fact] = field(default_factory=list)


def parts_of(before: PracticePage | None, draft: PracticePage, request: HttpRequest) -> list[Part]:
    """All parts, including empty ones, with the differences from `before`, if given."""
    changed = _differences(before, draft, request) if before else {}
    found = []
    for name, label in PARTS.items():
        part = Part(name, str(capfirst(label)), _html(draft, name))
        if name == FACTS:
            details = PracticeDetails(draft, request)
            part.facts = [*details.answers, *details.facts]
            part.differences = [each for key, each in changed.items() if key not in PARTS]
        elif name in changed:
            part.differences = [("", changed[name][1])]
        found.append(part)
    return found


def _html(draft: PracticePage, name: str) -> str:
    if name == FACTS:
        return ""
    text = getattr(draft, name)
    return SafeString(expand_db_html(text)) if name in SECTIONS else SafeString(linebreaks(text, autoescape=True))


def _differences(before: PracticePage, draft: PracticePage, request: HttpRequest) -> dict[str, Difference]:
    """The differences by field name, as Wagtail compares two revisions."""
    found: dict[str, Difference] = {}
    for compared in differences(before, draft, request):
        shown = compared.htmldiff() if hasattr(compared, "htmldiff") else ""
        name = getattr(getattr(compared, "field", None), "name", "") or str(compared.field_label())
        found[name] = (str(capfirst(compared.field_label())), format_html("{}", shown))
    return found
