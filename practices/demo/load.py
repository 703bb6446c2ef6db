"""Demonstration partners and practices: real projects, retold in our own words."""

import json
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.text import Truncator
from wagtail.models import Locale

from cms.base.signals import announced_once
from cms.base.translation.seeding import add_translations, has_words, seed_key, words_in
from practices.models import Concept, PartnerPage, PracticeIndexPage, PracticeLink, PracticePage
from practices.repository.sections import SECTIONS

HERE = Path(__file__).parent
CONCEPTS = {
    "countries": Concept.Scheme.COUNTRY,
    "target_groups": Concept.Scheme.TARGET_GROUP,
    "audiences": Concept.Scheme.AUDIENCE,
    "skill_types": Concept.Scheme.SKILL_TYPE,
    "methods": Concept.Scheme.METHOD,
    "learning_settings": Concept.Scheme.SETTING,
}
PARTNER_WORDS = ("title", "slug", "summary", "body")
PRACTICE_WORDS = ("title", "slug", "summary", *SECTIONS)


def concepts(scheme: str, slugs: list[str]) -> list[Concept]:
    """The terms with `slugs`. Raises `ValueError` for one that is not in the vocabulary."""
    known = {concept.slug: concept for concept in Concept.objects.filter(scheme=scheme, slug__in=slugs)}
    if missing := set(slugs) - set(known):
        raise ValueError(f"Not in the vocabulary {scheme}: {', '.join(sorted(missing))}")
    return [known[slug] for slug in slugs]


def load_partners(index: PracticeIndexPage, locales: dict[str, Locale]) -> int:
    """Adds the partners below `index`, in every language. Returns how many were added."""
    added = 0
    for record in json.loads((HERE / "partners.json").read_text(encoding="utf-8")):
        key = seed_key("partner", record["code"])
        if not PartnerPage.objects.filter(translation_key=key).exists():
            _add_partner(record, key, index, locales)
            added += 1
    return added


@announced_once()
def _add_partner(record: dict[str, Any], key: UUID, index: PracticeIndexPage, locales: dict[str, Locale]) -> None:
    words = record["words"]
    page = PartnerPage(
        translation_key=key,
        locale=index.locale,
        short_name=record["short_name"],
        website=record["website"],
        place=record.get("place", ""),
        email=record["email"],
        is_coordinator=record.get("is_coordinator", False),
    )
    page.countries.set(concepts(Concept.Scheme.COUNTRY, [record["country"]]))
    _write(page, words_in(words, index.locale.language_code), PARTNER_WORDS)
    index.add_child(instance=page)
    page.save_revision().publish()
    _translate(page, words, PARTNER_WORDS, locales)


def _translate(
    page: PartnerPage | PracticePage, words: dict[str, Any], names: tuple[str, ...], locales: dict[str, Locale]
) -> None:
    others = {
        locale: words_in(words, code)
        for code, locale in locales.items()
        if has_words(words, code) and locale != page.locale
    }
    add_translations(page, {locale: partial(_write, words=texts, names=names) for locale, texts in others.items()})


def _write(page: PartnerPage | PracticePage, words: dict[str, str], names: tuple[str, ...]) -> None:
    for name in names:
        setattr(page, name, words[name])


def practice_records() -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / "practices").glob("*.json"))]


def load_practice(record: dict[str, Any], locales: dict[str, Locale]) -> bool:
    """Adds one practice in every language that it is written in. Returns whether it was new."""
    key = seed_key("practice", record["id"])
    if PracticePage.objects.filter(translation_key=key).exists():
        return False
    _add_practice(record, key, locales)
    return True


@announced_once()
def _add_practice(record: dict[str, Any], key: UUID, locales: dict[str, Locale]) -> None:
    words, language = record["words"], record["original_language"]
    if language not in locales:
        # Where the site has none of its languages, it is in the default one, with English words.
        language = next((code for code in words if code in locales), next(iter(locales)))
    partner = PartnerPage.objects.get(translation_key=seed_key("partner", record["partner"]), locale=locales[language])
    page = PracticePage(translation_key=key, locale=locales[language], is_demo=True)
    _write(page, words_in(words, language), PRACTICE_WORDS)
    _set_facts(page, record["facts"])
    partner.add_child(instance=page)
    page.save_revision().publish()
    _translate(page, words, PRACTICE_WORDS, locales)


def _set_facts(page: PracticePage, facts: dict[str, Any]) -> None:
    for name, scheme in CONCEPTS.items():
        setattr(page, name, concepts(scheme, facts["settings" if name == "learning_settings" else name]))
    for name in ("area", "start_year", "end_year", "ongoing", "evidence_level", "licence", "source_url"):
        setattr(page, name, facts[name])
    page.organisations = "\n".join(facts["organisations"])
    page.funding = "\n".join(facts["funding"])
    page.links = [PracticeLink(url=url, label=Truncator(url.split("//")[1]).chars(60)) for url in facts["links"]]
