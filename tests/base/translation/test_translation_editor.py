"""A translator writes the words of one language, in the browser or in a PO file, and nothing else."""

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from home.models import HomePage, StandardPage
from practices.models import PracticePage
from tests.base.admin import PUBLISH_INCOMPLETE, edit_url, follow, form_data, fresh, submit_for_translation
from tests.base.translation.work import Commit, SignIn, make_news, publish, record, sent, write
from tests.factories import make_practice, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_only_their_own_language(signed_in: SignIn) -> None:
    page, translator = make_practice(), signed_in("translator-nl")
    italian = sent(signed_in("admin"), page, "it")
    assert submit_for_translation(translator, page, "es").status_code == 200  # the form offers no such language
    translation = record(italian)
    refused = [
        write(translator, italian, "title", "Mio"),
        translator.post(edit_url(italian), PUBLISH_INCOMPLETE),
        translator.get(reverse("wagtail_localize:download_pofile", args=[translation.pk])),
        translator.post(reverse("wagtail_localize:upload_pofile", args=[translation.pk])),
        translator.get(reverse("wagtail_localize:preview_translation", args=[translation.pk])),
        translator.post(reverse("wagtail_localize:stop_translation", args=[translation.pk])),
        translator.post(reverse("wagtail_localize:convert_to_alias", args=[italian.pk])),
        translator.post(reverse("wagtail_localize:update_translations", args=[translation.source_id])),
    ]
    assert [response.status_code for response in refused if response.status_code not in (302, 403, 404)] == []
    assert not StringTranslation.objects.filter(locale=italian.locale, data="Mio").exists()
    assert not fresh(italian).live


def test_the_form_of_a_translator_has_words_only(signed_in: SignIn) -> None:
    """A translation that is kept in a form of its own (here: made by code) shows no dates and no facts either."""
    dutch, translator = translate(make_practice(), "nl", live=False), signed_in("translator-nl")
    html = translator.get(edit_url(dutch)).content.decode()
    assert 'name="summary"' in html
    assert not any(f'name="{name}"' in html for name in ("go_live_at", "expire_at", "show_in_menus", "countries"))
    data = form_data(html, title="Vertaald", expire_at="2020-01-01 10:00", show_in_menus="on")
    assert translator.post(edit_url(dutch), {**data, "action-publish": "1"}).status_code == 302
    dutch = fresh(dutch)
    assert (dutch.live, dutch.title, dutch.expire_at, dutch.show_in_menus) == (True, "Vertaald", None, False)
    assert 'name="expire_at"' in signed_in("coordinator").get(edit_url(dutch)).content.decode()


def test_a_page_without_facts_that_left_the_translation_editor(signed_in: SignIn) -> None:
    """Its form holds more than words, so it is no longer a translator's."""
    page, admin = make_news(), signed_in("admin")
    dutch = sent(admin, page, "nl")
    assert signed_in("translator-nl").get(edit_url(dutch)).status_code == 200
    admin.post(reverse("wagtail_localize:stop_translation", args=[record(dutch).pk]))
    assert signed_in("translator-nl").get(edit_url(dutch)).status_code == 302


def upload(client: Client, page: Page, content: bytes | None) -> HttpResponse:
    url = reverse("wagtail_localize:upload_pofile", args=[record(page).pk])
    data = {"file": SimpleUploadedFile("a.po", content)} if content is not None else {}
    return client.post(url, {**data, "next": edit_url(page)})


def test_a_po_file_goes_out_and_comes_back(signed_in: SignIn, django_capture_on_commit_callbacks: Commit) -> None:
    translator = signed_in("translator-nl")
    dutch = sent(translator, make_practice(title="Language cafe"), "nl")
    response = translator.get(reverse("wagtail_localize:download_pofile", args=[record(dutch).pk]))
    file = polib.pofile(response.getvalue().decode())
    assert "Language cafe" in {entry.msgid for entry in file}
    for entry in file:
        entry.msgstr = "Taalcafe" if entry.msgid == "Language cafe" else entry.msgstr
    upload(translator, dutch, str(file).encode())
    assert publish(translator, dutch, django_capture_on_commit_callbacks, PUBLISH_INCOMPLETE).title == "Taalcafe"


HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
BROKEN = {
    "no file": None,
    "empty": b"",
    "no header": b'msgid "a"\nmsgstr "b"\n',
    "no id in the header": f'{HEADER}\nmsgid "a"\nmsgstr "b"\n'.encode(),
    "id of another page": f'{HEADER}"X-WagtailLocalize-TranslationID: 1\\n"\n\nmsgid "a"\nmsgstr "b"\n'.encode(),
    "no PO file": b"<html>\n</html>",
    "a name of a file": b"/etc/passwd",
    "half a line": b'msgid "a\nmsgstr',
    "binary": bytes(range(256)) * 40,
    "NUL": f'{HEADER}"X-WagtailLocalize-TranslationID: 1\\n"\n\nmsgid "a\0"\nmsgstr "b"\n'.encode(),
    "another encoding": f'{HEADER}\nmsgid "é"\nmsgstr "b"\n'.encode("utf-16"),
    "far too long": b"#" * (3 * 1024 * 1024),
}


@pytest.mark.sample(2)
@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_po_file_is_refused(signed_in: SignIn, case: str) -> None:
    translator = signed_in("translator-nl")
    dutch = sent(translator, make_practice(), "nl")
    before = StringTranslation.objects.count()
    response = upload(translator, dutch, BROKEN[case])
    assert response.status_code == 422
    assert response.context["error"] or response.context["totals"]["refused"]
    assert StringTranslation.objects.count() == before


def test_a_draft_that_lacks_words_can_be_submitted(signed_in: SignIn) -> None:
    page = make_practice(live=False, summary="", activities="", target_groups=[])
    response = submit_for_translation(signed_in("coordinator"), page, "nl")
    assert response.status_code == 302
    assert PracticePage.objects.filter(original_page=page).exists()


@pytest.mark.usefixtures("english_admin")
def test_a_slug_at_which_something_else_is_served_is_refused(signed_in: SignIn) -> None:
    home = HomePage.objects.get(locale__language_code="en")
    page = home.add_child(instance=StandardPage(title="Find", slug="find"))
    admin = signed_in("admin")
    dutch = sent(admin, page, "nl")
    write(admin, dutch, "slug", "search")
    response = admin.post(edit_url(dutch), PUBLISH_INCOMPLETE)
    shown = follow(admin, response) if response.status_code == 302 else response
    assert "is the URL of another part of the site" in shown.text  # beside the field
    assert not fresh(dutch).live
    admin.post(edit_url(dutch), PUBLISH_INCOMPLETE)  # which publishes without the texts that have errors
    assert fresh(dutch).slug == "find"
