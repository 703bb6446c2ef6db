"""A translator sees what is new: on the first screen, in the reports and in the tree of pages."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Locale

from tests.base.admin import edit_url, queries_of_first_screen, submit_for_translation
from tests.base.translation.work import SignIn, record, sent, write
from tests.factories import make_practice, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]


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
    untranslated, all_waiting, _guide = [a["href"] for a in panel.select(".home-links a")]
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


def test_the_explorer_shows_a_translator_their_tree(signed_in: SignIn) -> None:
    translator = signed_in("translator-nl")
    dutch = sent(translator, make_practice(title="Language cafe"), "nl")
    html = translator.get(reverse("wagtailadmin_explore", args=[dutch.get_parent().pk])).content.decode()
    assert edit_url(dutch) in html
