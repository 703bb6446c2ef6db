from typing import Any
from uuid import uuid4

from wagtail.models import Locale

from cms.base.signals import announced_once
from cms.base.translation.seeding import add_page, seed_key
from practices.models import Concept, PartnerPage, PracticePage

FACTS: dict[str, Any] = {
    "countries": ["lt"],
    "target_groups": ["refugees"],
    "skill_types": ["communication"],
    "methods": ["mentoring"],
    "evidence_level": "good",
}
SCHEMES = {
    "countries": "country",
    "target_groups": "target-group",
    "audiences": "audience",
    "skill_types": "skill-type",
    "methods": "method",
    "learning_settings": "setting",
}


def partner_page(code: str = "kpmpc", language: str = "en") -> PartnerPage:
    return PartnerPage.objects.get(
        translation_key=seed_key("partner", code), locale=Locale.objects.get(language_code=language)
    )


def terms(scheme: str, slugs: list[str]) -> list[Concept]:
    found = list(Concept.objects.filter(scheme=scheme, slug__in=slugs))
    assert len(found) == len(slugs), f"not all in the vocabulary: {slugs}"
    return found


@announced_once()
def make_practice(partner: str = "kpmpc", language: str = "en", live: bool = True, **values: Any) -> PracticePage:
    """A practice below `partner`. Facts that are vocabulary terms are given as lists of slugs.

    Words of facts are given by language, or as a text in the practice's own.
    """
    parent = partner_page(partner, language)
    title = values.pop("title", f"Practice {uuid4().hex[:8]}")
    words = {"summary": "What is done, for whom.", "activities": "<p>Steps.</p>"}
    page = PracticePage(title=title, locale=parent.locale, live=live)
    for name, value in {**words, **FACTS, **values}.items():
        if name in SCHEMES:
            value = terms(SCHEMES[name], value)
        elif name in page.fact_words and isinstance(value, str):
            value = {language: value}
        setattr(page, name, value)
    add_page(parent, page)
    return PracticePage.objects.get(pk=page.pk)


@announced_once()
def translate(page: Any, language: str, live: bool = True, **words: Any) -> Any:
    """A translation of `page`, which has facts, with `words`, as a finished translator leaves it."""
    translated = page.copy_for_translation(Locale.objects.get(language_code=language))
    for name, value in words.items():
        setattr(translated, name, value)
    revision = translated.save_revision()
    if live:
        revision.publish()
    return type(page).objects.get(pk=translated.pk)
