"""Guides use the same terms as the screen, in the user's language."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override, pgettext
from wagtail.users.models import UserProfile

from cms.base.languages import content_languages

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WORDS = {
    "partner": ["Change…", "Download…", "Changed together", "Submit for review", "Who has contributed"],
    "review": [
        *("Write the review", "What should change", "Comment to the authors"),
        *("Save and go on later", "Request changes", "Approve"),
    ],
    "coordinator": [
        *("Change…", "Download…", "Make it a draft", "Decline…", "Invite somebody", "Change the order"),
        *("Replace…", "Merge…", "Retire…", "Assign a reviewer", "Ask somebody else", "Read the review"),
    ],
}


@pytest.mark.parametrize("language", [code for code, _name in content_languages()])
@pytest.mark.parametrize("name", WORDS)
def test_the_words_of_the_screen(name: str, language: str, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("coordinator")
    UserProfile.objects.update(preferred_language=language)
    guide = BeautifulSoup(client.get(reverse("guide", args=[name])).content, "html.parser").select_one(".guide")
    marked = {each.get_text() for each in guide.select("b")}
    links = {link["href"]: link.get_text() for link in guide.select("a")}
    with override(language):
        assert {gettext(word) for word in WORDS[name]} <= marked
        if name == "partner":
            assert links[reverse("practice_imports")] == gettext("Import")
            assert links[reverse("guide", args=["review"])] == gettext("How to review")
        elif name == "coordinator":
            assert pgettext("menu", "Suggestions") in marked
            assert links[reverse("guide", args=["partner"])] == gettext("How to describe a practice")


def test_help_offers_what_one_can_use(signed_in: Callable[[str], Client]) -> None:
    """In whatever language: menus are named by their labels."""
    client = signed_in("partner-kpmpc")
    assert UserProfile.objects.get(user__username="partner-kpmpc").preferred_language == "lt"
    page = client.get(reverse("guide", args=["partner"])).text
    assert reverse("guide", args=["review"]) in page
    assert reverse("guide", args=["administrator"]) not in page
    assert reverse("style_guide") not in page
