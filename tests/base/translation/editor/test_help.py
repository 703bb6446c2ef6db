"""What stands beside a text to help: earlier translations, terms, other languages, its history."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from cms.base.models import GlossaryTerm, TextVersion, TranslationItem
from cms.base.translation.completeness import CONFIRMED
from home.models import NewsPage
from practices.models import Concept
from tests.base.translation.editor.work import ALL, Form, editor_url, stored
from tests.base.translation.work import Commit, SignIn, make_news
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]


def test_what_others_made_of_it_is_offered(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    Form(client, editor_url(news)).write(**ALL).send(run=run)
    with run(execute=True):
        other = make_news(slug="second")
        other.title, other.body[1].value.source = "Another meeting", "<p>We met in Rome again.</p>"
        other.save_revision().publish()
    form = Form(client, editor_url(other))
    assert [each.get_text() for each in form.row("Summary").select(".translate__suggestions span")] == [ALL["Summary"]]
    assert "100 % the same · Meeting in Rome" in form.row("Summary").get_text()
    taken = form.row("Text · Text").select_one("[name=take]")
    assert taken["data-take"] == ALL["Text__Text"]
    assert form.row("Text · Text").small.get_text().startswith(("7", "8", "9"))
    response = form.write(Title="Nog een").send("", run, take=taken["value"])
    again = Form(client, editor_url(other), response)
    assert (again.box("Text · Text"), again.box("Title")) == (ALL["Text__Text"], "Nog een")
    assert stored(other)["Text · Text"] == "", "taking is not saving"


def test_the_memory_has_no_drafts_of_other_partners(signed_in: SignIn, run: Commit) -> None:
    words = {"summary": "We quietly talk with the ministry about closing the centre."}
    with run(execute=True):
        theirs, own = make_practice("csci", title="Their draft", **words), make_practice("kpmpc", title="Own", **words)
    form = Form(signed_in("translator-nl"), editor_url(theirs))
    form.write(Title="Hun concept", Summary="We praten stilletjes met het ministerie.").send(run=run)
    partner, url = signed_in("partner-kpmpc"), editor_url(own)

    def offered(client: Client) -> str:
        return Form(client, url).row("Summary").select_one(".translate__target").get_text()

    assert "stilletjes" not in offered(partner)
    assert "Their draft" not in offered(partner)
    assert "stilletjes" in offered(signed_in("translator-nl")), "whoever may open the page itself"
    Form(signed_in("translator-nl"), editor_url(theirs)).send("publish", run, **{CONFIRMED: "1"})
    assert "stilletjes" in offered(partner), "what everybody can read"


def test_terms_are_marked_and_checked(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    with run(execute=True):
        GlossaryTerm.objects.create(words={"en": "partner", "nl": "partnerorganisatie"}, note="Never “maatje”.")
        Concept.objects.create(scheme="method", slug="agendas", labels={"en": "Agendas", "nl": "Programma's"})
    client = signed_in("translator-nl")
    form = Form(client, editor_url(news))
    assert form.row("Summary").mark.get_text() == "Partners"
    assert "Never “maatje”." in form.row("Summary").get_text()
    assert form.row("Text · Heading").mark.get_text() == "Agenda"
    response = form.write(Summary="Vrienden kwamen bijeen.").send(run=run)
    assert "Glossary: “partner” is “partnerorganisatie”." in response.text
    form = Form(client, editor_url(news) + "?show=all", None).write(Summary="Partnerorganisaties kwamen bijeen.")
    assert form.send(run=run).status_code == 302, "another form of the word is the word"


def test_translators_add_words_of_their_language_to_the_glossary(signed_in: SignIn, run: Commit) -> None:
    with override("lt"), run(execute=True):  # of whoever writes it
        term = GlossaryTerm.objects.create(words={"en": "partner", "lt": "partneris"})
    found = TranslationItem.objects.get(kind="glossary", locale__language_code="nl")
    assert (found.title, found.source_language) == ("partner", "en")
    url = reverse("translate", args=["glossary", str(term.pk), "nl"])
    Form(signed_in("translator-nl"), url).write(Words="partner").send(run=run)
    term.refresh_from_db()
    assert term.words == {"en": "partner", "lt": "partneris", "nl": "partner"}


def test_another_language_helps(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    Form(signed_in("translator-nl"), editor_url(news)).write(Title="Bijeenkomst").send(run=run)
    row = Form(signed_in("translator-lt"), f"{editor_url(news, 'lt')}?beside=nl").row("Title")
    assert "Bijeenkomst" in row.select_one(".translate__source").get_text()
    assert row.select_one(".translate__source [lang=nl]")


def test_the_way_back_to_earlier_words(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    Form(client, editor_url(news)).write(Title="R & D").send(run=run)
    TextVersion.objects.all().delete()  # as of texts that came in great numbers
    form = Form(client, f"{editor_url(news)}?show=all")
    form.write(Title="Bijeenkomst").send(run=run)
    url = editor_url(news, "nl", "translation_history", form.id("Title"))
    page = client.get(url)
    assert [entry.words for entry in page.context["entries"]] == ["Bijeenkomst", "R & D"]
    oldest = page.context["entries"][-1].version
    client.post(url, {"version": oldest.pk, "was": "of another time"})
    assert stored(news)["Title"] == "Bijeenkomst", "somebody has saved meanwhile"
    with run(execute=True):
        client.post(url, {"version": oldest.pk, "was": page.context["was"]})
    assert stored(news)["Title"] == "R & D"
    assert TextVersion.objects.filter(object_key=news.translation_key, path="title").count() == 3


def test_words_in_facts_have_a_history(signed_in: SignIn, run: Commit) -> None:
    with run(execute=True):
        practice = make_practice("kpmpc", area={"en": "All of Lithuania"})
    client = signed_in("translator-nl")
    form = Form(client, editor_url(practice))
    (label,) = [
        each for each in form.labels if form.box(each) == "" and "All of Lithuania" in form.row(each).get_text()
    ]
    form.data[f"text-{form.id(label)}"] = "Heel Litouwen"
    form.send(run=run)
    page = client.get(editor_url(practice, "nl", "translation_history", form.id(label)))
    assert [entry.words for entry in page.context["entries"]] == ["Heel Litouwen"]
