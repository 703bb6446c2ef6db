"""A translator's day: see what is new, write the words of one language in the browser or a PO file, publish them."""

from collections.abc import Callable
from typing import Any

import polib
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from home.models import NewsIndexPage, NewsPage
from practices.models import PracticePage
from search.models import SearchEntry
from tests.base.admin import (
    PUBLISH,
    PUBLISH_INCOMPLETE,
    edit,
    edit_url,
    follow,
    form_data,
    fresh,
    messages,
    queries_of_first_screen,
    submit_for_translation,
)
from tests.factories import make_practice, translate

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
Commit = Callable[..., Any]


def make_news(**values: Any) -> NewsPage:
    index = NewsIndexPage.objects.get(locale__language_code="en")
    body = [{"type": "heading", "value": "Agenda"}, {"type": "paragraph", "value": "<p>We met in Rome.</p>"}]
    page = NewsPage(title="Meeting in Rome", summary="Partners met.", body=body, live=False, **values)
    index.add_child(instance=page)
    page.save_revision().publish()
    return NewsPage.objects.get(pk=page.pk)


def record(page: Page) -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)


def sent(client: Client, page: Page, language: str) -> Any:
    """`page` in `language`, as a draft for a translator."""
    assert submit_for_translation(client, page, language).status_code == 302
    return type(page).objects.get(translation_key=page.translation_key, locale__language_code=language)


def write(client: Client, page: Page, path: str, text: str) -> HttpResponse:
    """As the editor in the browser does it: one request for each string."""
    translation = record(page)
    segment = translation.source.stringsegment_set.filter(context__path__startswith=path)[0]
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    return client.put(url, f"value={text}", content_type="application/x-www-form-urlencoded")


def publish(client: Client, page: Page, commit: Commit, button: dict[str, str] = PUBLISH) -> Any:
    with commit(execute=True):
        assert client.post(edit_url(page), button).status_code == 302
    return fresh(page)


def test_a_practice_is_translated(
    signed_in: SignIn, client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    page = make_practice(title="Language cafe", countries=["lt"])
    translator = signed_in("translator-nl")
    dutch = sent(translator, page, "nl")
    assert not dutch.live  # nothing untranslated is published
    assert translator.get(edit_url(dutch)).status_code == 200
    words = {"title": "Taalcafe", "slug": "taalcafe", "summary": "Wat er gebeurt.", "activities": "Stappen."}
    for path, text in words.items():
        assert write(translator, dutch, path, text).status_code == 201
    dutch = publish(translator, dutch, django_capture_on_commit_callbacks)
    assert (dutch.live, dutch.title, dutch.slug) == (True, "Taalcafe", "taalcafe")
    assert (fresh(page).title, list(page.translated_pages.all())) == ("Language cafe", [dutch])
    assert not dutch.countries.exists()
    assert "Litouwen" in client.get(dutch.url).content.decode()
    found = SearchEntry.objects.get(key=page.translation_key)
    assert {code: words["title"] for code, words in found.words.items()} == {"en": "Language cafe", "nl": "Taalcafe"}


def test_news_is_translated(signed_in: SignIn, client: Client, django_capture_on_commit_callbacks: Commit) -> None:
    page, translator = make_news(), signed_in("translator-it")
    italian = sent(translator, page, "it")
    for path, text in (("title", "Incontro"), ("summary", "I partner."), ("body", "Programma")):
        assert write(translator, italian, path, text).status_code == 201
    italian = publish(translator, italian, django_capture_on_commit_callbacks, PUBLISH_INCOMPLETE)
    html = client.get(italian.url).content.decode()
    assert "Programma" in html
    assert (italian.title, italian.date) == ("Incontro", page.date)
    assert fresh(page).title == "Meeting in Rome"
    assert not NewsPage.objects.filter(translation_key=page.translation_key, locale__language_code="nl").exists()


def test_gaps_are_asked_about_before_they_go_online(
    signed_in: SignIn, django_capture_on_commit_callbacks: Commit
) -> None:
    translator = signed_in("translator-nl")
    dutch = sent(translator, make_practice(title="Language cafe", summary="For you & me."), "nl")
    write(translator, dutch, "title", "Taalcafe")
    with django_capture_on_commit_callbacks(execute=True):
        question = translator.post(edit_url(dutch), PUBLISH)
    assert not fresh(dutch).live
    shown = BeautifulSoup(question.content, "html.parser").main
    assert [text.get_text() for text in shown.select("li[lang=en]")] == ["For you & me.", "Steps."]  # the slug may stay
    form = shown.form
    assert form["action"] == edit_url(dutch)
    sent_by_button = {field["name"] for field in form.select("[name]")} - {"csrfmiddlewaretoken"}
    assert sent_by_button == set(PUBLISH_INCOMPLETE)
    assert form.a["href"] == edit_url(dutch)  # the way back
    dutch = publish(translator, dutch, django_capture_on_commit_callbacks, PUBLISH_INCOMPLETE)
    assert (dutch.live, dutch.title, dutch.summary) == (True, "Taalcafe", "For you & me.")


def test_publishing_many_pages_tells_of_their_gaps(signed_in: SignIn) -> None:
    practice = make_practice(title="Language cafe", summary="For you & me.")
    dutch = sent(signed_in("translator-nl"), practice, "nl")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    html = signed_in("admin").get(f"{address}?id={dutch.pk}&id={practice.pk}").content
    (warning,) = BeautifulSoup(html, "html.parser").select(".help-warning")
    assert "Language cafe: 3 texts are not translated yet." in " ".join(warning.get_text().split())


def test_a_slug_is_not_missed(signed_in: SignIn, django_capture_on_commit_callbacks: Commit) -> None:
    translator = signed_in("translator-nl")
    dutch = sent(translator, make_practice(), "nl")
    for path in ("title", "summary", "activities"):
        write(translator, dutch, path, "Vertaald")
    assert publish(translator, dutch, django_capture_on_commit_callbacks).live


def test_a_changed_source_is_seen_without_asking(signed_in: SignIn, django_capture_on_commit_callbacks: Commit) -> None:
    page, translator = make_practice(), signed_in("translator-nl")
    dutch = sent(translator, page, "nl")
    translation = record(dutch)
    for segment in translation.source.stringsegment_set.all():
        path = segment.context.path
        assert write(translator, dutch, path, f"vertaald-{segment.pk}").status_code == 201
    total, done = translation.get_progress()
    assert total == done
    edit(signed_in("coordinator"), page, "publish", summary="Something new for somebody.")
    total, done = record(dutch).get_progress()
    assert done == total - 1
    report = translator.get(reverse("wagtail_localize:translations_report"), {"waiting_for_translation": "true"})
    assert [each.pk for each in report.context["object_list"]] == [translation.pk]


def test_the_report_lists_what_one_may_work_on(signed_in: SignIn) -> None:
    page = make_practice("kpmpc")
    submit_for_translation(signed_in("admin"), page, "nl", "it")

    def listed(username: str) -> set[str]:
        seen: set[str] = set()
        for name in ("translations_report", "translations_report_results"):
            response = signed_in(username).get(reverse(f"wagtail_localize:{name}"), {"source_title": page.title})
            seen |= {each.target_locale.language_code for each in response.context["object_list"]}
        return seen

    assert listed("translator-nl") == {"nl"}
    assert listed("partner-kpmpc") == listed("coordinator") == listed("admin") == {"nl", "it"}
    assert listed("partner-csci") == set()


def test_the_report_links_only_to_where_one_may_go(signed_in: SignIn) -> None:
    live, draft = make_practice("kpmpc", title="Live one"), make_practice("kpmpc", live=False, title="Draft one")
    dutch = [sent(signed_in("admin"), page, "nl") for page in (live, draft)]

    def links(username: str) -> set[str]:
        html = signed_in(username).get(reverse("wagtail_localize:translations_report")).content
        rows = BeautifulSoup(html, "html.parser").select("tbody tr")
        return {a["href"] for row in rows if " one (" in row.get_text() for a in row.select("a")}

    targets = {edit_url(page) for page in dutch}
    assert links("translator-nl") == {*targets, live.get_url()}
    assert links("partner-kpmpc") == {*targets, edit_url(live), edit_url(draft)}


def test_the_report_counts_texts_and_no_slug(signed_in: SignIn) -> None:
    translator = signed_in("translator-nl")
    dutch = sent(translator, make_practice(), "nl")
    asked = {"target_locale": "nl", "waiting_for_translation": "true"}

    def listed() -> dict[int, int]:
        report = translator.get(reverse("wagtail_localize:translations_report"), asked)
        return {each.pk: each.missing for each in report.context["object_list"]}

    assert listed() == {record(dutch).pk: 3}
    for path in ("title", "summary"):
        write(translator, dutch, path, "Vertaald")
    assert listed() == {record(dutch).pk: 1}
    write(translator, dutch, "activities", "Vertaald")
    assert listed() == {}


def test_the_first_screen_leads_to_what_waits(signed_in: SignIn) -> None:
    page, translator = make_practice(title="Language cafe"), signed_in("translator-nl")
    waiting = [sent(translator, make_practice(), "nl") for _ in range(2)]
    few = queries_of_first_screen(translator)
    waiting += [sent(translator, make_practice(), "nl") for _ in range(7)]
    assert queries_of_first_screen(translator) == few
    sent(signed_in("admin"), page, "it")

    def panels(username: str) -> list[BeautifulSoup]:
        html = signed_in(username).get(reverse("wagtailadmin_home")).content
        return BeautifulSoup(html, "html.parser").select("section[id^=translate-]")

    [panel] = panels("translator-nl")
    assert [a["href"] for a in panel.select("td a")] == [edit_url(each) for each in reversed(waiting)][:8]
    assert {row.select("td")[1].get_text().split()[0] for row in panel.select("tbody tr")} == {"3"}  # texts missing
    untranslated, all_waiting = [a["href"] for a in panel.select(".home-links a")]
    assert "9 " in panel.select(".home-links a")[1].get_text()
    assert page.pk in {each.pk for each in translator.get(untranslated).context["object_list"]}
    assert {t.target_page.pk for t in translator.get(all_waiting).context["object_list"]} == {p.pk for p in waiting}
    assert [panels(name) for name in ("admin", "coordinator", "partner-kpmpc")] == [[], [], []]
    assert not panels("translator-es")[0].select("td a")


def test_what_nobody_has_sent_yet_is_found(signed_in: SignIn) -> None:
    english, lithuanian = make_practice("kpmpc"), make_practice("kpmpc", language="lt")
    draft, done = make_practice("kpmpc", live=False), make_practice("kpmpc")
    translate(done, "nl", live=False)
    translator, url = signed_in("translator-nl"), reverse("untranslated_report")
    response = translator.get(url)
    listed = {page.pk for page in response.context["object_list"]}
    assert {english.pk, lithuanian.pk} <= listed
    assert not {draft.pk, done.pk} & listed
    start = reverse("wagtail_localize:submit_page_translation", args=[english.pk]) + "?select_locale=nl"
    assert start in response.content.decode()
    assert translator.get(start).status_code == 200
    italian = Locale.objects.get(language_code="it").pk
    assert f'value="{italian}"' not in response.content.decode()  # only their own languages are offered
    assert {page.pk for page in translator.get(url, {"into": italian}).context["object_list"]} == listed
    assert done.pk in {page.pk for page in signed_in("coordinator").get(url, {"into": italian}).context["object_list"]}
    sent(translator, english, "nl")
    assert english.pk not in {page.pk for page in translator.get(url).context["object_list"]}


def test_a_partner_has_no_such_list(signed_in: SignIn) -> None:
    assert signed_in("partner-kpmpc").get(reverse("untranslated_report")).status_code == 302


def test_a_partner_brings_translations_up_to_date_but_publishes_none(
    signed_in: SignIn, django_capture_on_commit_callbacks: Commit
) -> None:
    page, partner = make_practice("kpmpc"), signed_in("partner-kpmpc")
    dutch = sent(partner, page, "nl")
    url = reverse("wagtail_localize:update_translations", args=[record(dutch).source_id])
    assert 'name="publish_translations"' not in partner.get(url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert partner.post(url, {"publish_translations": "on"}).status_code == 302
        partner.post(edit_url(dutch), PUBLISH_INCOMPLETE)
    assert not fresh(dutch).live


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
    assert [response.status_code for response in refused if response.status_code not in (302, 403)] == []
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
    file = polib.pofile(response.content.decode())
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


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_po_file_is_refused(signed_in: SignIn, case: str) -> None:
    translator = signed_in("translator-nl")
    dutch = sent(translator, make_practice(), "nl")
    before = StringTranslation.objects.count()
    response = follow(translator, upload(translator, dutch, BROKEN[case]))
    assert response.status_code == 200
    assert messages(response)
    assert StringTranslation.objects.count() == before


def test_a_draft_that_lacks_words_can_be_submitted(signed_in: SignIn) -> None:
    page = make_practice(live=False, summary="", activities="", target_groups=[])
    response = submit_for_translation(signed_in("coordinator"), page, "nl")
    assert response.status_code == 302
    assert PracticePage.objects.filter(original_page=page).exists()


def test_the_explorer_shows_a_translator_their_tree(signed_in: SignIn) -> None:
    translator = signed_in("translator-nl")
    dutch = sent(translator, make_practice(title="Language cafe"), "nl")
    html = translator.get(reverse("wagtailadmin_explore", args=[dutch.get_parent().pk])).content.decode()
    assert edit_url(dutch) in html
