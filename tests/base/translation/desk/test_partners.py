"""Partners translate their own pages at the desk, if the coordinators allow it."""

import pytest
from django.urls import reverse
from wagtail.models import Site

from cms.base.models import TranslationItem, TranslationSettings
from tests.base.admin import edit_url
from tests.base.translation.desk.items import shown
from tests.base.translation.editor.work import editor_url
from tests.base.translation.work import Commit, SignIn, sent
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]


def test_their_own_if_allowed(signed_in: SignIn, django_capture_on_commit_callbacks: Commit) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        own, other = make_practice("kpmpc", title="Own"), make_practice("csci", title="Other")
        dutch = sent(signed_in("coordinator"), own, "nl")
    partner = signed_in("partner-kpmpc")
    titles = shown(partner, q="O", kind="page")
    assert ("Own" in titles, "Other" in titles) == (True, False)
    for language in ("nl", "it"):
        assert partner.get(editor_url(own, language)).status_code == 200
        assert partner.get(editor_url(other, language)).status_code in (302, 403)
    assert partner.get(edit_url(dutch)).status_code == 200
    for language in ("nl", "it"):  # begun, and not
        assert "Save and publish" not in partner.get(editor_url(own, language)).text
    assert "Save and publish" in signed_in("translator-it").get(editor_url(own, "it")).text

    TranslationSettings.objects.update_or_create(site=Site.objects.get(), defaults={"partners_translate": False})
    assert partner.get(reverse("translation_desk")).status_code in (302, 403)
    for language in ("nl", "it"):
        assert partner.get(editor_url(own, language)).status_code in (302, 403)
    assert partner.get(edit_url(dutch)).status_code in (302, 403)
    assert partner.get(edit_url(own)).status_code == 200
    item = TranslationItem.objects.get(object_key=str(own.translation_key), locale__language_code="nl")
    assert partner.get(reverse("plan_translation", args=[item.pk])).status_code in (302, 403, 404)
    assert signed_in("translator-nl").get(editor_url(own)).status_code == 200
    assert signed_in("coordinator").get(edit_url(dutch)).status_code == 200
