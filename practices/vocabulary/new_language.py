"""The labels of terms in a new language: CLDR knows the names of countries; editors write the others."""

from collections.abc import Iterator

from wagtail.models import Locale

from cms.base.languages import language_name
from cms.base.translation.new_language import Part, admin_url, parts
from practices.vocabulary.concept import Concept
from practices.vocabulary.load import load_vocabulary


def begin(locale: Locale) -> Iterator[str]:
    before = len(_without_label(locale))
    load_vocabulary()
    if added := before - len(_without_label(locale)):
        yield f"{added} labels of the vocabulary, such as the names of countries."


def left(locale: Locale) -> Iterator[str]:
    if missing := len(_without_label(locale)):
        name, url = language_name(locale.language_code), admin_url("wagtailsnippets_practices_concept:list")
        yield f"Write the labels of the vocabulary in {name} ({missing} are missing): {url}"


def _without_label(locale: Locale) -> list[Concept]:
    return [concept for concept in Concept.objects.all() if not concept.labels.get(locale.language_code)]


parts.append(Part(20, begin, left))
