"""What a translator sees in wagtail-localize's report and in the tree of pages. The desk has tests of its own."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.base.admin import edit_url, submit_for_translation
from tests.base.translation.work import SignIn, record, sent, write
from tests.factories import make_practice

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


def test_the_explorer_shows_a_translator_their_tree(signed_in: SignIn) -> None:
    translator = signed_in("translator-nl")
    dutch = sent(translator, make_practice(title="Language cafe"), "nl")
    html = translator.get(reverse("wagtailadmin_explore", args=[dutch.get_parent().pk])).content.decode()
    assert edit_url(dutch) in html
