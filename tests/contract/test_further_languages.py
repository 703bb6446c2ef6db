"""A language that is added is searched on every engine: Ukrainian by its dictionary, for which there is no stemmer,
Arabic by both, Maltese, for which there is neither, by its words as they are written."""

from typing import Any

from home.models import HomePage
from practices.models import PracticeIndexPage
from tests.contract.asking import SearchClient
from tests.factories import make_practice
from tests.factories.practices import partner_page
from tests.languages import configure
from tests.translated import add_language, publish_translation

FOUND = [
    ("uk", "Мовні курси для жінок", ["курс", "жінка", "курсів жінка", "мовний курс"], ["чоловік"]),
    ("ar", "دورات الخياطة للنساء", ["دورة", "خياطة", "النساء", "خياطة النساء"], ["رجال"]),
    ("mt", "Korsijiet tal-lingwa għan-nisa", ["korsijiet", "KORSIJIET nisa", "nisa lingwa"], ["kors"]),
]


def test_what_is_found(search: SearchClient, settings: Any) -> None:
    configure(settings, *settings.LANGUAGE_CODES, *(code for code, *_ in FOUND))
    index = PracticeIndexPage.objects.get(locale__language_code="en")
    home = HomePage.objects.get(locale__language_code="en")
    for code, title, _, _ in FOUND:
        locale = add_language(code)
        for page in (home, index, partner_page()):
            publish_translation(page.original, locale)
        make_practice("kpmpc", code, title=title, slug=f"courses-{code}", summary="123")
    for code, title, queries, others in FOUND:
        for query in queries:
            assert search.titles(query, reader=code) == [title], query
        for query in others:
            assert search.titles(query, reader=code) == [], query
