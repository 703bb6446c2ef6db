"""The list of practices and the desk of translators never contradict each other about a language."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Locale

from cms.base.models import TranslationItem
from cms.base.translation.desk.begin import begin_page
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.state import State
from practices.curation.rows import InLanguage
from practices.models import PracticePage
from tests.base.admin import fresh
from tests.base.translation.work import Commit, SignIn, record
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_they_agree_at_each_step(signed_in: SignIn, django_capture_on_commit_callbacks: Commit) -> None:
    run = django_capture_on_commit_callbacks
    dutch, user = Locale.objects.get(language_code="nl"), get_user_model().objects.get(username="translator-nl")
    with run(execute=True):
        page = make_practice("kpmpc", area={"en": "Lithuania"})
    key = str(page.translation_key)

    def said() -> tuple[str, str]:
        [row] = signed_in("coordinator").get("/admin/practices/").context["object_list"]
        [listed] = [each.state for each in row.row.languages if each.code == "nl"]
        return listed, TranslationItem.objects.get(object_key=key, locale=dutch).state

    def translate(**words: str) -> None:
        texts = KINDS["page"].texts(key, dutch)
        wanted = {text.key: words.get(text.path, text.source) for text in texts if not words or text.path in words}
        KINDS["page"].save(key, dutch, wanted, user)

    def publish(**values: Any) -> None:
        original = fresh(page)
        for name, value in values.items():
            setattr(original, name, value)
        original.save_revision().publish()

    def translated() -> PracticePage:
        return PracticePage.objects.get(translation_key=key, locale=dutch)

    steps = [
        (lambda: None, InLanguage.MISSING, State.NEW),
        (lambda: begin_page(key, [dutch], user), InLanguage.DRAFT, State.NEW),
        (lambda: translate(title="Nederlands"), InLanguage.DRAFT, State.MISSING),
        (lambda: record(translated()).save_target(user=user), InLanguage.INCOMPLETE, State.MISSING),
        (translate, InLanguage.INCOMPLETE, State.READY),
        (lambda: record(translated()).save_target(user=user), InLanguage.PUBLISHED, State.CURRENT),
        (lambda: publish(area={"en": "Latvia", "nl": "Lithuania"}), InLanguage.INCOMPLETE, State.CHANGED),
        (translate, InLanguage.PUBLISHED, State.CURRENT),
        (lambda: publish(summary="Another one."), InLanguage.INCOMPLETE, State.CHANGED),
    ]
    for number, (step, *expected) in enumerate(steps):
        with run(execute=True):
            step()
        assert said() == tuple(expected), number
