"""An id submitted without the chooser does not give access to other people's files."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from tests.base.admin import edit, messages
from tests.base.file_access.files import make_document, make_picture, statuses
from tests.base.translation.work import SignIn, make_news, sent
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]
NONE = (404, 404, 404)


def form_values(kind: str, document: Any, picture: Any) -> dict[str, Any]:
    link = {"type": "DOCUMENT", "mutability": "MUTABLE", "data": {"id": document.pk}}
    block = {"key": "a", "text": "Guide", "type": "unstyled", "depth": 0, "inlineStyleRanges": []}
    block["entityRanges"] = [{"offset": 0, "length": 5, "key": 0}]
    return {
        "picture": {"image": picture.pk},
        "row": nested_form_data({"files": inline_formset([{"document": document.pk, "label": ""}])}),
        "link": {"activities": json.dumps({"blocks": [block], "entityMap": {"0": link}})},
    }[kind]


@pytest.mark.sample(2)
@pytest.mark.parametrize("kind", ["picture", "row", "link"])
def test_a_number_opens_no_file_of_others(signed_in: SignIn, kind: str) -> None:
    document, picture = make_document("partner-csci"), make_picture("partner-csci")
    page, partner = make_practice(live=False), signed_in("partner-kpmpc")
    assert statuses(partner, document, picture) == NONE
    response = edit(partner, page, **form_values(kind, document, picture))
    assert "not allowed to use" in messages(response)
    assert statuses(partner, document, picture) == NONE
    assert edit(partner, page, **form_values(kind, make_document(), make_picture())).status_code == 302
    assert edit(partner, page).status_code == 302  # with what the page has already


def test_a_translator_opens_no_file_of_others(signed_in: SignIn) -> None:
    picture = make_picture("partner-csci")
    news = make_news()
    news.image, news.image_alt = make_picture(), "People"
    news.save_revision().publish()
    translator = signed_in("translator-nl")
    dutch = sent(translator, news, "nl")
    segment = OverridableSegment.objects.get(source__object_id=news.translation_key, context__path="image")
    translation = Translation.objects.get(source=segment.source, target_locale=dutch.locale)
    url = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
    data = {"data": urlencode({"value": picture.pk}), "content_type": "application/x-www-form-urlencoded"}
    assert translator.put(url, **data).status_code == 403
    assert not SegmentOverride.objects.exists()
    assert signed_in("coordinator").put(url, **data).status_code in (200, 201)
