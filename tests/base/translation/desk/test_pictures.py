"""Alternative texts are translated with the page, wherever the picture is."""

from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Locale, Page

from cms.base.translation.desk.begin import begin_page
from cms.base.translation.desk.kinds import KINDS
from tests.base.file_access.files import make_picture
from tests.base.translation.work import Commit, make_news, record
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def figure(alternative: str, **values: Any) -> dict[str, Any]:
    image = {"image": make_picture(description="Not said").pk, "alt_text": alternative, "decorative": not alternative}
    return {"image": image, "caption": ""}


def in_dutch(page: Page, run: Commit, begins: str = "NL ") -> Any:
    """Translated at the desk, each plain text with `begins` before it, and published."""
    key, dutch, user = (
        str(page.translation_key),
        Locale.objects.get(language_code="nl"),
        get_user_model().objects.first(),
    )
    with run(execute=True):
        begin_page(key, [dutch], user)
        texts = KINDS["page"].texts(key, dutch)
        KINDS["page"].save(key, dutch, {text.key: begins + text.source for text in texts if not text.is_rich}, user)
        record(page.get_translation(dutch)).save_target(user=user, publish=True)
    return page.get_translation(dutch).specific


def alternatives(page: Page) -> list[str]:
    soup = BeautifulSoup(Client().get(page.url).content, "html.parser")
    return [image["alt"] for image in soup.select("main picture img")]


def test_pictures_of_news(run: Commit) -> None:
    body = [
        {"type": "image", "value": figure("A garden")},
        {
            "type": "gallery",
            "value": [{"type": "item", "value": figure(each), "id": str(uuid4())} for each in ("A door", "")],
        },
    ]
    with run(execute=True):
        page = make_news(image=make_picture(description="A classroom"))
        page.body = page.body.stream_block.to_python(body)
        page.save_revision().publish()
    assert alternatives(page) == ["A classroom", "A garden", "A door", ""]
    assert alternatives(in_dutch(page, run)) == ["NL A classroom", "NL A garden", "NL A door", ""]


def test_the_picture_of_a_practice(run: Commit) -> None:
    with run(execute=True):
        page = make_practice("kpmpc", image=make_picture(description="A classroom"))
    assert alternatives(page) == ["A classroom"]
    assert alternatives(in_dutch(page, run)) == ["NL A classroom"]


def test_what_a_page_says_itself_comes_first(run: Commit) -> None:
    with run(execute=True):
        page = make_news(image=make_picture(description="A classroom"), image_alt="Six people learn")
    assert alternatives(page) == ["Six people learn"]
