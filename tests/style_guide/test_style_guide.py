"""The style guide shows every component that public pages are made of."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

pytestmark = pytest.mark.once
TEMPLATES = Path(__file__).parents[2] / "templates"
# In the frame of every page, the guide's own included, or drawn from a page and its facts.
ELSEWHERE = {
    "adaptation.html",
    "adaptations.html",
    "breadcrumbs.html",
    "card--issue.html",
    "card--meeting.html",
    "card--news.html",
    "card--page.html",
    "cite.html",
    "facet_values.html",
    "fact_list.html",
    "facts.html",
    "feed_link.html",
    "feedback.html",
    "field_error.html",
    "follow_search.html",
    "footer.html",
    "form_errors.html",
    "form_field.html",
    "form_problems.html",
    "form_trap.html",
    "header.html",
    "icons.html",
    "language_switcher.html",
    "lead_picture.html",
    "meeting_facts.html",
    "meeting_members.html",
    "meeting_registration_link.html",
    "newsletter_item.html",
    "other_language.html",
    "partner_contacts.html",
    "pdf_link.html",
    "print_source.html",
    "reading_list_link.html",
    "related_pages.html",
    "review_card.html",
    "search_region.html",
    "sharing.html",
    "similar_practices.html",
    "staff_only_note.html",
    "subscribe_links.html",
    "suggest_link.html",
    "take_away.html",
    "thumbnail.html",
    "timeline_event.html",
    "untranslated_note.html",
    "version_note.html",
    "versions.html",
}


@pytest.mark.django_db
def test_it_is_for_people_who_work_here(client: Client, signed_in: Callable[[str], Client]) -> None:
    assert client.get("/en/style-guide/").status_code == 302
    page = signed_in("admin").get("/en/style-guide/").content.decode()
    assert "noindex" in page


def test_no_component_is_missing() -> None:
    guide = (TEMPLATES / "pages" / "style_guide.html").read_text()
    shown = {*re.findall(r'"components/([a-z_-]+\.html)"', guide), "card.html"}
    every = {path.name for path in (TEMPLATES / "components").glob("*.html")}
    assert every - shown == ELSEWHERE
