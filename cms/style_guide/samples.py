"""Sample content for the components, independent of any published page."""

import datetime
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from cms.base.brand.channels import channels_of
from cms.base.display.cards import Card
from cms.base.display.funding import DISCLAIMER, PROGRAMME_LINE
from cms.base.display.pagination import pagination
from cms.base.per_language.texts import in_language
from home.news.byline import Author
from home.timeline.blocks import State
from home.timeline.events import Event
from home.timeline.strip import Strip
from practices.repository.context import Fact, Section, Value
from search.web import front
from search.web.front import Need, Placed
from search.web.presentation import Bucket, FacetView

SHORT = "Neighbours learn from neighbours"
LONG = "Sveikatos priežiūros įstaigų darbuotojų ir užsieniečių bendravimo nepriekaištinga lietuvių kalba mokymai"
SUMMARY = (
    "Volunteers and newcomers meet once a week to talk about everyday life: shopping, school, work and the town that "
    "they share. After a year most of them speak the language with people they did not know before."
)
COLOURS = {
    "paper": "background",
    "wash": "facts, quiet surfaces",
    "ink": "text, lines, buttons",
    "ink-soft": "secondary text",
    "line": "hairlines",
    "sun": "surfaces and lines, never text",
    "sun-wash": "notes",
    "link": "links",
    "night": "footer",
    "alert": "errors",
    "mark": "words found",
}


def cards(language: str) -> dict[str, Card]:
    """Sample cards, by what each demonstrates."""
    other = "lt" if language != "lt" else "en"
    plain: dict[str, Any] = {
        "summary": SUMMARY,
        "url": "#cards",
        "language": language,
        "kind_label": _("Good practice"),
    }
    return {
        "plain": Card(title=SHORT, country_labels=["Lithuania"], partner_label="KPMPC", **plain),
        "long title, terms, another language": Card(
            title=LONG,
            country_labels=["Italy", "Spain"],
            facts=["Refugees", "Migrant women", "Adults with little schooling"],
            **{**plain, "language": other},
        ),
        "found words, with a date and its kind": Card(
            title=SHORT,
            title_html=mark_safe("<mark>Neighbours</mark> learn from neighbours"),
            snippet_html=mark_safe("… with their <mark>neighbours</mark> in the library of the town …"),
            date=datetime.date(2021, 11, 22),
            **{**plain, "kind_label": _("News")},
        ),
    }


def facets() -> list[FacetView]:
    labels = ("Refugees", "Migrant women", "People with a migratory background and little schooling", "Young adults")
    few = [Bucket(str(n), label, 12 - n, n == 1, "#facets") for n, label in enumerate(labels)]
    many = [Bucket(f"m{n}", f"Method {n + 1}", 12 - n, False, "#facets") for n in range(11)]
    return [FacetView("style-few", "Target group", few), FacetView("style-many", "Method", many)]


def practice() -> dict[str, Any]:
    """What a practice's page has beside its text."""
    return {
        "page": {"result": "16,000 volunteers talk with 30,000 learners every week."},
        "answers": [
            Fact("Method", [Value("Language café"), Value("Buddy scheme")]),
            Fact("Group size", [Value("in pairs")]),
            Fact("Cost", [Value("Gratis", language="nl")]),
        ],
        "contents": [Section("practice", heading, mark_safe("")) for heading in ("What is done", "Results")],
        "index_url": "",
    }


def steps(language: str) -> list[Event]:
    """A timeline with every state."""
    day, years = datetime.date(2021, 1, 1), ("2020–2021", "2021–", "2022")
    return [
        Event(
            "activity", _("Activity"), SHORT, day, years[number], language, state=state.value, state_label=state.label
        )
        for number, state in enumerate((State.DONE, State.UNDER_WAY, State.PLANNED))
    ]


def newsroom(language: str) -> dict[str, Any]:
    """The components of news and the home page."""
    text, number = {"name": "text"}, {"name": "number"}
    placed = [Placed(replace(card, result="16,000 volunteers"), "Kaunas") for card in cards(language).values()]
    needs = [Need("Women", 6, "#news"), Need("Work", 11, "#news")]
    return {
        "authors": [Author("Rasa Rasaitė"), Author("KPMPC", "#news", "en")],
        "archive": {
            "topics": [{"slug": "meetings", "label": "Meetings"}, {"slug": "results", "label": "Results"}],
            "years": [2022, 2021],
        },
        "table": {
            "caption": "Good practices",
            "columns": [{"heading": "Country", "block": text}, {"heading": "Practices", "block": number}],
            "rows": [[{"value": "Italy", "block": text}, {"value": 10, "block": number}]],
        },
        "link": {"url": "#news", "title": SHORT, "provider": "YouTube", "kind": "video"},
        "practices": front.Section("practices", "In practice", placed),
        "needs": front.Section("needs", "What are you looking for?", needs),
    }


class SampleForm(forms.Form):
    name = forms.CharField(label="Name", max_length=20)
    message = forms.CharField(label="Message", widget=forms.Textarea(attrs={"rows": 3}))


def context(language: str) -> dict[str, Any]:
    return {
        "colours": COLOURS,
        "cards": cards(language),
        "facets": facets(),
        "practice": practice(),
        "newsroom": newsroom(language),
        "chips": [
            {"facet_label": "Country", "label": "Lithuania", "remove_url": "#chips"},
            {"facet_label": "Target group", "label": "Refugees", "remove_url": "#chips"},
        ],
        "sort_options": [
            {"value": value, "label": value.title(), "url": "#sort", "selected": value == "newest"}
            for value in ("relevance", "newest", "title")
        ],
        "pages": pagination(6, 12, lambda number: "#pagination"),
        "form": SampleForm({"name": ""}),
        "channels": channels_of("https://www.linkedin.com/company/example https://example.org/"),
        "fundings": [
            {"programme_line": in_language(PROGRAMME_LINE[period]), "disclaimer": in_language(DISCLAIMER[period])}
            for period in PROGRAMME_LINE
        ],
        "quote": {"text": SUMMARY, "source": "A volunteer in Kaunas"},
        "timeline": front.Section("timeline", "Where the project stands", Strip(steps(language), "#timeline-title")),
        "misspelt": {"text": "langauge"},
        "guesses": [
            {"corrected_to": "language", "exact_url": "#search"},
            {"did_you_mean": "language", "url": "#search"},
        ],
        "legend": [("Promising", "It has worked in one place."), ("Good", "It has worked in several places.")],
        "empty": {"without_filters_url": "#empty", "popular": [{"url": "#empty", "label": "Refugees"}]},
    }
