"""What a translator sees in the tree of pages. The desk has tests of its own."""

import pytest
from django.urls import reverse

from tests.base.admin import edit_url
from tests.base.translation.work import SignIn, sent
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_the_explorer_shows_a_translator_their_tree(signed_in: SignIn) -> None:
    translator = signed_in("translator-nl")
    dutch = sent(translator, make_practice(title="Language cafe"), "nl")
    html = translator.get(reverse("wagtailadmin_explore", args=[dutch.get_parent().pk])).content.decode()
    assert edit_url(dutch) in html
