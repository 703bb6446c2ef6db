"""The editor as a form: what is typed is saved or comes back, whatever has happened meanwhile."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail_localize.models import Translation

from cms.base.models import GlossaryTerm, TextVersion, TranslationComment, TranslationItem
from cms.base.translation.completeness import CONFIRMED
from cms.base.translation.desk.kinds import KINDS
from home.models import NewsPage
from practices.models import Concept
from tests.base.admin import edit_url, fresh, messages
from tests.base.translation.editor.work import Form, address
from tests.base.translation.work import Commit, SignIn, make_news, sent
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]


def change(page: Page, run: Commit, paragraph: str) -> None:
    page = fresh(page)
    page.body[1].value.source = paragraph
    with run(execute=True):
        page.save_revision().publish()


def stored(page: Page, language: str = "nl") -> dict[str, str]:
    locale = Locale.objects.get(language_code=language)
    return {text.label: text.translation for text in KINDS["page"].texts(str(page.translation_key), locale)}


ALL = {
    "Title": "Bijeenkomst in Rome",
    "Summary": "Partners kwamen bijeen.",
    "Text__Heading": "Programma",
    "Text__Text": "We kwamen bijeen in Rome.",
}


def test_a_page_is_translated_published_and_updated(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    form = Form(client, address(news))
    assert form.labels == ["Title", "Summary", "Text · Heading", "Text · Text"]
    assert not Translation.objects.filter(source__object_id=news.translation_key).exists()
    assert form.write(Title=ALL["Title"]).send(run=run).status_code == 302
    dutch = NewsPage.objects.get(translation_key=news.translation_key, locale__language_code="nl")
    assert not dutch.live
    form = Form(client, address(news))
    assert form.labels == ["Summary", "Text · Heading", "Text · Text"], "what is done is hidden"
    question = form.write(Summary=ALL["Summary"]).send("publish", run)
    assert "2 texts have not been translated yet" in question.text
    assert not fresh(dutch).live
    form = Form(client, address(news)).write(**{name: ALL[name] for name in ("Text__Heading", "Text__Text")})
    response = form.send("publish", run)
    assert response.status_code == 302
    link = BeautifulSoup(client.get(response["Location"]).content, "html.parser").select_one(".messages a")
    assert link["href"] == fresh(dutch).get_url()
    dutch = fresh(dutch)
    assert (dutch.live, dutch.title, dutch.body[1].value.source) == (True, ALL["Title"], f"<p>{ALL['Text__Text']}</p>")
    assert TranslationItem.objects.get(object_key=news.translation_key, locale=dutch.locale).state == "current"

    change(news, run, "<p>We met in Rome, in May.</p>")
    form = Form(client, address(news))
    assert form.labels == ["Text · Text"]
    row = form.row("Text · Text")
    assert [tag.get_text() for tag in row.select("ins")] == [", in May"]
    assert form.box("Text · Text") == ALL["Text__Text"], "the old translation is kept in the box"
    form.send(run=run)
    assert stored(news)["Text · Text"] == "", "nobody has said that it is still right"
    question = form.send("publish", run)
    assert "The original of 1 text has changed since it was translated" in question.text
    Form(client, address(news)).send(run=run, right=form.id("Text · Text"))
    assert stored(news)["Text · Text"] == ALL["Text__Text"]
    assert TextVersion.objects.filter(object_key=news.translation_key, text=ALL["Text__Text"]).count() == 2


def test_warnings_are_shown_before_they_are_published(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    """Once: of what readers see already, nobody is asked again. In bulk, they stand on the page that asks anyway."""
    client = signed_in("translator-nl")
    form = Form(client, address(news)).write(**ALL | {"Summary": "Partners kwamen bijeen in 2021!"})
    question = form.send("publish", run)
    assert "Publish a translation with warnings?" in question.text
    assert "1 text may have a mistake that readers would see" in question.text
    soup = BeautifulSoup(question.content, "html.parser")
    (link,) = soup.select(f"main a[href*='#text-{form.id('Summary')}']")
    assert link.get_text() == "Summary"
    told = link.parent.get_text()
    assert "Partners kwamen bijeen in 2021!" in told
    assert "A number that the original does not have: 2021." in told
    dutch = NewsPage.objects.get(translation_key=news.translation_key, locale__language_code="nl")
    assert not dutch.live
    in_bulk = signed_in("admin").get(f"/admin/bulk/wagtailcore/page/publish/?id={dutch.pk}").text
    assert "A number that the original does not have: 2021." in in_bulk

    Form(client, f"{address(news)}?show=all").send("publish", run, **{CONFIRMED: "1"})
    assert fresh(dutch).live
    again = Form(client, f"{address(news)}?show=all").write(Title="Bijeenkomst te Rome").send("publish", run)
    assert again.status_code == 302
    assert fresh(dutch).title == "Bijeenkomst te Rome"


def test_what_is_refused_stays_in_its_box_and_the_rest_is_saved(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    change(news, run, '<p>We <b>met</b> in <a href="https://example.org">Rome</a> on 3 May.</p>')
    client = signed_in("translator-nl")
    form = Form(client, address(news))
    row = form.row("Text · Text")
    assert row.select_one(".translate__words").get_text() == "We {1}met{/1} in {2}Rome{/2} on 3 May."
    assert "https://example.org" in row.select_one(".translate__targets").get_text()
    response = form.write(Title="Rome", Text__Text="We {1}kwamen in Rome{/2}").send(run=run)
    assert response.status_code == 422
    form = Form(client, address(news), response)
    assert form.box("Text · Text") == "We {1}kwamen in Rome{/2}"
    assert "Not saved" in form.row("Text · Text").get_text()
    assert stored(news) == {"Title": "Rome", "Summary": "", "Text · Heading": "", "Text · Text": ""}
    response = form.write(Text__Text="We {1}kwamen bijeen{/1} in {2}Rome{/2}.").send(run=run)
    assert response.status_code == 200, "it is saved, with a warning that is to be read"
    assert "A number of the original is missing: 3." in response.text
    assert stored(news)["Text · Text"] == 'We <b>kwamen bijeen</b> in <a id="a1">Rome</a>.'


def test_a_text_may_be_as_long_as_in_what_is_published(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    page = Form(client, address(news)).write(Text__Heading="a" * 121).send(run=run)
    assert "Too long by 1 character: 120 are allowed." in page.text
    with run(execute=True):
        practice = make_practice("csci", title="Long")
    form = Form(client, address(practice))
    assert form.row("Title").select_one("[data-counted]").get_text() == "0 of 100 characters"
    assert form.row("Summary").textarea["data-unit"] == "words"
    page = form.write(Title="a" * 101, Summary="woord " * 101).send(run=run)
    assert "Too long by 1 character: 100 are allowed." in page.text
    assert "The text has 101 words: shorten it to at most 100." in page.text


def test_of_two_people_at_once_nobody_overwrites(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    first, second = signed_in("translator-nl"), signed_in("admin")
    ours, theirs = Form(first, address(news)), Form(second, address(news))
    theirs.write(Title="Vergadering").send(run=run)
    response = ours.write(Title="Bijeenkomst", Summary="Partners.").send(run=run)
    assert response.status_code == 422
    assert stored(news)["Title"] == "Vergadering"
    assert stored(news)["Summary"] == "Partners.", "what nobody else has touched is saved"
    asked = Form(first, address(news), response)
    row = asked.row("Title")
    assert "Vergadering" in row.select_one("fieldset").get_text()
    assert asked.box("Title") == "Bijeenkomst"
    still = asked.send(run=run)
    assert still.status_code == 422, "without an answer, the question stays"
    asked = Form(first, address(news), still)
    asked.send(run=run, **{f"answer-{asked.id('Title')}": "mine"})
    assert stored(news)["Title"] == "Bijeenkomst"
    theirs.write(Title="Iets anders")
    response = theirs.send(run=run)
    asked = Form(second, address(news), response)
    assert asked.send(run=run, **{f"answer-{asked.id('Title')}": "theirs"}).status_code == 302
    assert stored(news)["Title"] == "Bijeenkomst"


def test_an_original_that_changes_meanwhile_takes_no_words_away(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    form = Form(client, address(news)).write(Text__Text="We kwamen bijeen.", Title="Bijeenkomst")
    change(news, run, "<p>We met in Rome, in May.</p>")
    response = form.send(run=run)
    assert response.status_code == 422
    again = Form(client, address(news), response)
    assert again.box("Text · Text") == "We kwamen bijeen."
    assert "the original changed while you were writing" in again.row("Text · Text").get_text()
    assert stored(news)["Title"] == "Bijeenkomst"
    again.send(run=run)
    assert stored(news)["Text · Text"] == "We kwamen bijeen."


def test_words_for_a_block_that_is_gone_are_shown_to_be_copied(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    form = Form(client, address(news)).write(Text__Text="We kwamen bijeen.")
    page = fresh(news)
    del page.body[1]
    with run(execute=True):
        page.save_revision().publish()
    response = form.send(run=run)
    assert [
        box.text.strip() for box in Form(client, address(news), response).soup.select(".translate__gone textarea")
    ] == ["We kwamen bijeen."]


@pytest.mark.parametrize("what", ["deleted", "private"])
def test_a_page_that_is_gone_or_closed_gives_back_what_was_typed(
    signed_in: SignIn, news: NewsPage, run: Commit, what: str
) -> None:
    client = signed_in("translator-nl")
    form = Form(client, address(news)).write(Title="Bijeenkomst")
    with run(execute=True):
        if what == "deleted":
            fresh(news).delete()
        else:
            PageViewRestriction.objects.create(page=news, restriction_type="login")
    response = form.send(run=run)
    assert response.status_code == 410
    assert "Bijeenkomst" in response.text
    assert "Partners met." not in response.text


def test_a_text_that_repeats_is_filled_once(signed_in: SignIn, run: Commit) -> None:
    with run(execute=True):
        page = make_news()
        page.body = [{"type": "heading", "value": "Agenda"}, {"type": "heading", "value": "Agenda"}]
        page.save_revision().publish()
    client = signed_in("translator-nl")
    response = Form(client, address(page)).write(Text__Heading_1="Programma").send(run=run)
    assert [stored(page)[f"Text · Heading {number}"] for number in (1, 2)] == ["Programma", "Programma"]
    assert (
        "it has been filled in there too" in client.get(response["Location"]).text
        if response.status_code == 302
        else True
    )


def test_what_others_made_of_it_is_offered(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    Form(client, address(news)).write(**ALL).send(run=run)
    with run(execute=True):
        other = make_news(slug="second")
        other.title, other.body[1].value.source = "Another meeting", "<p>We met in Rome again.</p>"
        other.save_revision().publish()
    form = Form(client, address(other))
    assert [each.get_text() for each in form.row("Summary").select(".translate__suggestions span")] == [ALL["Summary"]]
    assert "100 % the same · Meeting in Rome" in form.row("Summary").get_text()
    taken = form.row("Text · Text").select_one("[name=take]")
    assert taken["data-take"] == ALL["Text__Text"]
    assert form.row("Text · Text").small.get_text().startswith(("7", "8", "9"))
    response = form.write(Title="Nog een").send("", run, take=taken["value"])
    again = Form(client, address(other), response)
    assert (again.box("Text · Text"), again.box("Title")) == (ALL["Text__Text"], "Nog een")
    assert stored(other)["Text · Text"] == "", "taking is not saving"


def test_the_memory_has_no_drafts_of_other_partners(signed_in: SignIn, run: Commit) -> None:
    words = {"summary": "We quietly talk with the ministry about closing the centre."}
    with run(execute=True):
        theirs, own = make_practice("csci", title="Their draft", **words), make_practice("kpmpc", title="Own", **words)
    form = Form(signed_in("translator-nl"), address(theirs))
    form.write(Title="Hun concept", Summary="We praten stilletjes met het ministerie.").send(run=run)
    partner, url = signed_in("partner-kpmpc"), address(own)

    def offered(client: Client) -> str:
        return Form(client, url).row("Summary").select_one(".translate__target").get_text()

    assert "stilletjes" not in offered(partner)
    assert "Their draft" not in offered(partner)
    assert "stilletjes" in offered(signed_in("translator-nl")), "whoever may open the page itself"
    Form(signed_in("translator-nl"), address(theirs)).send("publish", run, **{CONFIRMED: "1"})
    assert "stilletjes" in offered(partner), "what everybody can read"


def test_terms_are_marked_and_checked(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    with run(execute=True):
        GlossaryTerm.objects.create(words={"en": "partner", "nl": "partnerorganisatie"}, note="Never “maatje”.")
        Concept.objects.create(scheme="method", slug="agendas", labels={"en": "Agendas", "nl": "Programma's"})
    client = signed_in("translator-nl")
    form = Form(client, address(news))
    assert form.row("Summary").mark.get_text() == "Partners"
    assert "Never “maatje”." in form.row("Summary").get_text()
    assert form.row("Text · Heading").mark.get_text() == "Agenda"
    response = form.write(Summary="Vrienden kwamen bijeen.").send(run=run)
    assert "Glossary: “partner” is “partnerorganisatie”." in response.text
    form = Form(client, address(news) + "?show=all", None).write(Summary="Partnerorganisaties kwamen bijeen.")
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
    Form(signed_in("translator-nl"), address(news)).write(Title="Bijeenkomst").send(run=run)
    row = Form(signed_in("translator-lt"), f"{address(news, 'lt')}?beside=nl").row("Title")
    assert "Bijeenkomst" in row.select_one(".translate__source").get_text()
    assert row.select_one(".translate__source [lang=nl]")


def test_the_way_back_to_earlier_words(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    Form(client, address(news)).write(Title="R & D").send(run=run)
    TextVersion.objects.all().delete()  # as of texts that came in great numbers
    form = Form(client, f"{address(news)}?show=all")
    form.write(Title="Bijeenkomst").send(run=run)
    url = address(news, "nl", "translation_history", form.id("Title"))
    page = client.get(url)
    assert [entry.words for entry in page.context["entries"]] == ["Bijeenkomst", "R & D"]
    oldest = page.context["entries"][-1].version
    client.post(url, {"version": oldest.pk, "was": "of another time"})
    assert stored(news)["Title"] == "Bijeenkomst", "somebody has saved meanwhile"
    with run(execute=True):
        client.post(url, {"version": oldest.pk, "was": page.context["was"]})
    assert stored(news)["Title"] == "R & D"
    assert TextVersion.objects.filter(object_key=news.translation_key, path="title").count() == 3


def test_questions_reach_the_authors(signed_in: SignIn, news: NewsPage, run: Commit, mailoutbox: list[Any]) -> None:
    author = get_user_model().objects.get(username="coordinator")
    NewsPage.objects.filter(pk=news.pk).update(owner=author)
    client = signed_in("translator-nl")
    form = Form(client, address(news))
    form.data[f"comment-{form.id('Title')}"] = "Which Rome?"
    form.send(run=run)
    (mail,) = mailoutbox
    assert (mail.to, "Which Rome?" in mail.body) == ([author.email], True)
    url = address(news, "nl", "translation_comments")
    comment = TranslationComment.objects.get()
    with run(execute=True):
        answered = signed_in("coordinator").post(url, {"about": comment.pk, "text": "In Italy.", "resolve": "1"})
    assert answered.status_code == 302
    assert "In Italy." in client.get(address(news)).text
    assert not TranslationComment.objects.filter(is_resolved=False).exists()
    assert signed_in("translator-lt").get(url).status_code == 302, "not theirs"


def test_one_text_is_saved_by_a_script(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    form = Form(client, address(news))
    name = form.id("Title")
    data = {f"text-{name}": "Bijeenkomst", f"was-{name}": form.data[f"was-{name}"]}
    with run(execute=True):
        answer = client.post(address(news), data, headers={"Accept": "application/json"}).json()
    assert (answer["is_done"], answer["open"], list(answer["rows"])) == (True, "3 open texts", [name])
    assert "Bijeenkomst" in answer["rows"][name]


def test_an_empty_box_does_not_bring_the_old_translation_back(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    Form(client, address(news)).write(**ALL).send("publish", run)
    change(news, run, "<p>We <b>met</b> in Rome, in May.</p>")
    response = Form(client, address(news)).write(Text__Text="").send(run=run)
    assert response.status_code == 422
    form = Form(client, address(news), response)
    assert (form.box("Text · Text"), "The box is empty" in response.text) == ("", True)
    form.write(Text__Text="We {1}kwamen{/1} bijeen in mei.").send(run=run)
    emptied = Form(client, f"{address(news)}?show=all").write(Text__Text="").send(run=run)
    assert emptied.status_code == 302, "also a text with tokens can be emptied"
    assert stored(news)["Text · Text"] == ""


def test_questions_about_a_partners_page_reach_its_editors(
    signed_in: SignIn, run: Commit, mailoutbox: list[Any]
) -> None:
    with run(execute=True):
        practice = make_practice("csci", title="Theirs")
    client = signed_in("translator-nl")
    form = Form(client, address(practice))
    form.data[f"comment-{form.id('Title')}"] = "Whose\x00?"
    form.send(run=run)
    assert [each.to for each in mailoutbox] == [["partner-csci@example.org"]]
    comment = TranslationComment.objects.get()
    assert comment.text == "Whose?"
    partner, home = signed_in("partner-csci"), reverse("wagtailadmin_home")
    assert "Whose?" in partner.get(home).text
    assert "Whose?" not in signed_in("partner-kpmpc").get(home).text
    assert "Whose?" not in client.get(home).text
    url = address(practice, "nl", "translation_comments")
    assert partner.post(url, {"about": "9" * 5000, "text": "Ours."}).status_code in (302, 404)
    assert TranslationComment.objects.count() == 1
    with run(execute=True):
        partner.post(url, {"about": comment.pk, "text": "Ours."})
    assert "Whose?" not in partner.get(home).text
    assert "Ours." in client.get(home).text
    assert "Questions" in client.get(reverse("translation_desk"), {"q": "Theirs"}).text


def test_questions_about_what_is_nobodys_reach_the_coordinators(
    signed_in: SignIn, news: NewsPage, run: Commit, mailoutbox: list[Any]
) -> None:
    news.revisions.update(user=None)
    client = signed_in("translator-nl")
    form = Form(client, address(news))
    form.data[f"comment-{form.id('Title')}"] = "Which Rome?"
    form.send(run=run)
    assert [each.to for each in mailoutbox] == [["coordinator@example.org"]]
    assert "Which Rome?" in signed_in("coordinator").get(reverse("wagtailadmin_home")).text


def test_the_editor_leads_to_the_desk_and_to_both_pages(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    soup = Form(client, address(news)).soup
    take = soup.select_one("form[action$='/take/']")
    assert client.post(take["action"], {"next": address(news)})["Location"] == address(news)
    assert "Taken by" in client.get(address(news)).text
    Form(client, address(news)).write(**ALL).send("publish", run)
    page = client.get(address(news)).text
    assert "Taken by" not in page, "what is finished is free"
    assert "The translation on the website" in page
    assert "The original on the website" in page
    found = client.get(reverse("translation_desk"), {"q": "bijeenkomst in rome"}).context["object_list"]
    assert "Meeting in Rome" in [item.title for item in found], "also by what it is called in the language"


def test_words_in_facts_have_a_history(signed_in: SignIn, run: Commit) -> None:
    with run(execute=True):
        practice = make_practice("kpmpc", area={"en": "All of Lithuania"})
    client = signed_in("translator-nl")
    form = Form(client, address(practice))
    (label,) = [
        each for each in form.labels if form.box(each) == "" and "All of Lithuania" in form.row(each).get_text()
    ]
    form.data[f"text-{form.id(label)}"] = "Heel Litouwen"
    form.send(run=run)
    page = client.get(address(practice, "nl", "translation_history", form.id(label)))
    assert [entry.words for entry in page.context["entries"]] == ["Heel Litouwen"]


def test_nothing_is_published_before_its_original(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    Form(client, address(news)).write(**ALL).send(run=run)
    with run(execute=True):
        fresh(news).unpublish()
    response = Form(client, f"{address(news)}?show=all").send("publish", run, **{CONFIRMED: "1"})
    assert "Its original is not published." in messages(client.get(response["Location"]))
    assert not NewsPage.objects.get(translation_key=news.translation_key, locale__language_code="nl").live


def test_a_removed_text_is_not_published(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    Form(client, address(news)).write(**ALL).send("publish", run)
    Form(client, f"{address(news)}?show=all").write(Summary="").send("publish", run, **{CONFIRMED: "1"})
    dutch = NewsPage.objects.get(translation_key=news.translation_key, locale__language_code="nl")
    assert dutch.summary == "Partners met."


def test_other_languages_are_closed(signed_in: SignIn, news: NewsPage) -> None:
    client = signed_in("translator-lt")
    assert client.get(address(news)).status_code == 302
    assert client.post(address(news), {"text-a-b": "x", "was-a-b": "."}).status_code == 403
    for path in ("page/nothing/nl", "nothing/1/nl", f"page/{news.translation_key}/xx", "term/x/nl"):
        assert client.get(f"/admin/translations/{path}/", follow=True).status_code == 404


def test_the_other_editor_leads_back(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    Form(client, address(news)).write(Title="Bijeenkomst").send(run=run)
    links = Form(client, address(news)).soup.select(".translate__links a")
    dutch = NewsPage.objects.get(translation_key=news.translation_key, locale__language_code="nl")
    other = next(link["href"] for link in links if link["href"] == edit_url(dutch))
    assert address(news) in client.get(other).text


def test_the_number_of_queries_is_fixed(signed_in: SignIn, run: Commit) -> None:
    client = signed_in("translator-nl")

    def queries(paragraphs: int, is_saved: bool = False) -> int:
        with run(execute=True):
            page = make_news(slug=f"news-{paragraphs}")
            page.body = [
                {"type": "paragraph", "value": f"<p>Paragraph {n} of <a href='https://example.org/{n}'>many</a>.</p>"}
                for n in range(paragraphs)
            ]
            page.save_revision().publish()
            sent(client, page, "nl")
        client.get(address(page))
        with CaptureQueriesContext(connection) as found:
            form = Form(client, address(page))
        assert len(form.labels) == paragraphs + 3 - 1
        return len(found)

    assert queries(30) == queries(5)


def test_no_practice_is_published_before_its_original(signed_in: SignIn, run: Commit) -> None:
    with run(execute=True):
        practice = make_practice("csci", title="Withdrawn")
    client = signed_in("translator-nl")
    Form(client, address(practice)).write(Title="Ingetrokken").send(run=run)
    with run(execute=True):
        fresh(practice).unpublish()
    form = Form(client, f"{address(practice)}?show=all")
    assert "not publish it before the original" in form.soup.get_text()
    response = form.send("publish", run, **{CONFIRMED: "1"})
    assert "Its original is not published." in messages(client.get(response["Location"]))
    assert not type(practice).objects.get(original_page=practice.pk).live
