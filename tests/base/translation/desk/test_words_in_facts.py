"""Words inside facts whose original changes: translators see what it said, and what they had made of it."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from cms.base.models import TextVersion, TranslationItem
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.refresh import refresh
from cms.base.translation.small_edits import keep_all
from cms.base.translation.texts.text import Text
from practices.models import PracticeLink, PracticePage
from tests.base.admin import edit, fresh
from tests.base.translation.editor.work import Form, editor_url
from tests.base.translation.work import Commit, SignIn
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]

FUNDING = {"en": "R&D <fund>\nTown", "nl": "R&D-fonds <1>\nGemeente"}


@pytest.fixture
def page(run: Commit) -> PracticePage:
    link = PracticeLink(url="https://example.org/", label={"en": "Report", "nl": "Verslag"})
    with run(execute=True):
        return make_practice("kpmpc", area={"en": "Lithuania", "nl": "Litouwen"}, funding=FUNDING, links=[link])


def texts(page: PracticePage, language: str = "nl") -> dict[str, Text]:
    found = KINDS["page"].texts(str(page.translation_key), Locale.objects.get(language_code=language))
    return {text.label: text for text in found if text.path.startswith("fact:")}


def changed(page: PracticePage, language: str = "nl") -> int:
    return TranslationItem.objects.get(object_key=page.translation_key, locale__language_code=language).changed


def publish(page: PracticePage, run: Commit, **values: Any) -> None:
    page = fresh(page)
    for name, value in values.items():
        setattr(page, name, value)
    with run(execute=True):
        page.save_revision().publish()


def test_the_desk_counts_them_and_the_editor_shows_both(signed_in: SignIn, page: PracticePage, run: Commit) -> None:
    assert changed(page) == 0
    assert {label: text.state for label, text in texts(page).items()} == dict.fromkeys(
        ("Area", "Funding", "Link text"), "done"
    )
    publish(page, run, area={"en": "All of Lithuania", "nl": "Litouwen"})
    assert (changed(page), changed(page, "it")) == (1, 0), "Italian has no words yet"
    client = signed_in("translator-nl")
    form = Form(client, editor_url(page))
    row = form.row("Area")
    assert [tag.get_text() for tag in row.select("ins")] == ["All of "]
    assert form.box("Area") == "Litouwen"
    assert fresh(page).area["nl"] == "Litouwen", "readers keep the old translation"
    assert form.send(run=run).status_code == 302
    assert changed(page) == 1, "nobody has said that it is still right"
    Form(client, editor_url(page)).send(run=run, right=form.id("Area"))
    assert changed(page) == 0
    assert (texts(page)["Area"].translation, texts(page)["Area"].saved is not None) == ("Litouwen", True)
    publish(page, run, area={"en": "Lithuania and Latvia", "nl": "Litouwen"})
    Form(client, editor_url(page)).write(Area="Litouwen en Letland").send(run=run)
    assert (changed(page), fresh(page).area["nl"]) == (0, "Litouwen en Letland")


def test_lines_signs_and_the_labels_of_links(page: PracticePage, run: Commit) -> None:
    [link] = page.links.all()
    link.label = {**link.label, "en": "Yearly report"}
    publish(page, run, funding={**FUNDING, "en": "R&D <fund>\nThe town"}, links=[link])
    assert changed(page) == 2
    found = texts(page)
    assert found["Funding"].previous
    assert (found["Funding"].previous.source, found["Funding"].previous.translation) == (FUNDING["en"], FUNDING["nl"])
    assert found["Link text"].previous
    assert found["Link text"].previous.source == "Report"
    publish(page, run, funding=FUNDING)
    assert texts(page)["Funding"].state == "done", "an undone change leaves nothing to do"


def test_who_changes_both_languages_leaves_nothing_to_do(signed_in: SignIn, page: PracticePage, run: Commit) -> None:
    with run(execute=True):
        edit(signed_in("coordinator"), page, "publish", area_en="Vilnius and Kaunas", area_nl="Vilnius en Kaunas")
    assert fresh(page).area == {"en": "Vilnius and Kaunas", "nl": "Vilnius en Kaunas"}
    assert changed(page) == 0
    publish(page, run, area={"en": "Vilnius", "nl": "Vilnius en Kaunas"})
    assert changed(page) == 1, "what was made of which original is known of these words, too"


def test_a_small_edit_needs_no_new_translation(page: PracticePage, run: Commit) -> None:
    publish(page, run, area={"en": "Lithuania.", "nl": "Litouwen"})
    with run(execute=True):
        assert keep_all(fresh(page), get_user_model().objects.get(username="coordinator")) == 1
    assert changed(page) == 0


def test_each_translation_is_kept_once_in_a_fixed_number_of_queries(page: PracticePage, run: Commit) -> None:
    mine = TextVersion.objects.filter(object_key=page.translation_key, path="fact:area")
    refresh("page", [str(page.translation_key)])
    assert [(each.source, each.text, each.locale.language_code) for each in mine] == [("Lithuania", "Litouwen", "nl")]

    def queries(keys: list[str]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as context:
            refresh("page", keys)
        return len(context)

    with run(execute=True):
        more = [make_practice("kpmpc", title=f"More {number}", area={"en": "A", "nl": "B"}) for number in range(3)]
    keys = [str(each.translation_key) for each in more]
    assert queries(keys[:1]) == queries(keys)
