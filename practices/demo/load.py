"""Demonstration partners and practices: real projects, retold in our own words."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management import CommandError
from wagtail.models import Locale

from cms.base.errors import RefusedChange
from cms.base.models import SiteImage
from cms.base.signals import announced_once
from cms.base.translation.seeding import add_page, add_translations, has_words, seed_key, words_in
from practices.demo.files.sheets import sheet
from practices.demo.pictures.gallery import picture, portrait
from practices.demo.reviews import load_versions
from practices.models import Concept, PartnerPage, PracticeFile, PracticeIndexPage, PracticeLink, PracticePage
from practices.repository.sections import SECTIONS
from practices.vocabulary.loaded_term import LoadedTerm

Log = Callable[[str], None]
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
PRACTICE_WORDS = ("title", "slug", "summary", "result", "image_alt", *SECTIONS)


def concepts(scheme: str, slugs: list[str]) -> list[Concept]:
    """The terms with `slugs`, without those that an administrator has deleted or given another slug.

    Raises `ValueError` for a slug that was never in the vocabulary.
    """
    known = {concept.slug: concept for concept in Concept.objects.filter(scheme=scheme, slug__in=slugs)}
    missing = set(slugs) - set(known)
    if unknown := missing - _loaded(scheme):
        raise ValueError(f"Not in the vocabulary {scheme}: {', '.join(sorted(unknown))}")
    return [known[slug] for slug in slugs if slug in known]


def _loaded(scheme: str) -> set[str]:
    return set(LoadedTerm.objects.filter(scheme=scheme).values_list("slug", flat=True))


def refuse_without_countries() -> None:
    """Raises `CommandError` if the country of a partner was deleted: a partner cannot be published without one."""
    country = Concept.Scheme.COUNTRY
    present = set(Concept.objects.filter(scheme=country).values_list("slug", flat=True))
    records = [record for record in partner_records() if not _exists(record)]
    if deleted := {record["country"] for record in records} & (_loaded(country) - present):
        raise CommandError(
            "Nothing was loaded: partners of the demonstration need countries that are no longer in the vocabulary: "
            f"{', '.join(sorted(deleted))}. Add them again with these slugs."
        )


def load_partners(index: PracticeIndexPage, locales: dict[str, Locale], illustrated: bool = True) -> int:
    """Adds the partners below `index`, in every language. Returns how many were added."""
    added = 0
    for record in partner_records():
        if not _exists(record):
            logo = portrait(record["portrait"]) if illustrated else None
            _add_partner(record, logo, index, locales)
            added += 1
    return added


def partner_records() -> list[dict[str, Any]]:
    return json.loads((HERE / "partners.json").read_text(encoding="utf-8"))


def _exists(record: dict[str, Any]) -> bool:
    return PartnerPage.objects.filter(translation_key=seed_key("partner", record["code"])).exists()


@announced_once()
def _add_partner(
    record: dict[str, Any], logo: SiteImage | None, index: PracticeIndexPage, locales: dict[str, Locale]
) -> None:
    words = record["words"]
    page = PartnerPage(
        translation_key=seed_key("partner", record["code"]),
        locale=index.locale,
        short_name=record["short_name"],
        website=record["website"],
        place=record.get("place", ""),
        email=record["email"],
        telephone=record.get("telephone", ""),
        channels=record["channels"],
        logo=logo,
        is_coordinator=record.get("is_coordinator", False),
    )
    page.countries.set(concepts(Concept.Scheme.COUNTRY, [record["country"]]))
    _write(page, words_in(words, index.locale.language_code), PARTNER_WORDS)
    add_page(index, page)
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
        setattr(page, name, words.get(name, ""))


def practice_records() -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / "practices").glob("*.json"))]


def load_practice(record: dict[str, Any], locales: dict[str, Locale], log: Log) -> bool:
    """Adds one practice in every language that it is written in. Returns whether it was added."""
    key = seed_key("practice", record["id"])
    if PracticePage.objects.filter(translation_key=key).exists():
        return False
    facts = record["facts"]
    for name, scheme in CONCEPTS.items():
        slugs = facts[name]
        if deleted := set(slugs) - {concept.slug for concept in concepts(scheme, slugs)}:
            log(f"{record['id']}: without {', '.join(sorted(deleted))}, no longer in the vocabulary {scheme}.")
    try:
        _add_practice(record, key, locales)
    except RefusedChange:
        log(f"{record['id']}: left out, because it cannot be published without these terms.")
        return False
    return True


@announced_once()
def _add_practice(record: dict[str, Any], key: UUID, locales: dict[str, Locale]) -> None:
    words, language = record["words"], record["original_language"]
    if language not in locales:
        # If the site has none of its languages, it is added in the default one, with English text.
        language = next((code for code in words if code in locales), next(iter(locales)))
    partner = PartnerPage.objects.get(translation_key=seed_key("partner", record["partner"]), locale=locales[language])
    page = PracticePage(translation_key=key, locale=locales[language], is_demo=True)
    _write(page, words_in(words, language), PRACTICE_WORDS)
    if "picture" in record:
        page.image = picture(record["picture"], words_in(words, "en")["image_alt"])
    _set_facts(page, record["facts"], list(words))
    add_page(partner, page)
    _translate(page, words, PRACTICE_WORDS, locales)
    load_versions(record["id"], page)


def _set_facts(page: PracticePage, facts: dict[str, Any], languages: list[str]) -> None:
    for name, scheme in CONCEPTS.items():
        setattr(page, name, concepts(scheme, facts[name]))
    for name in ("start_year", "end_year", "ongoing", "evidence_level", "licence", "source_url"):
        setattr(page, name, facts[name])
    optional = ("group_min", "group_max", "level_from", "level_to", "contact_name", "contact_email", "contact_consent")
    for name in optional:
        if name in facts:
            setattr(page, name, facts[name])
    for name in page.fact_words:
        setattr(page, name, _per_language(facts.get(name, []), languages))
    page.links = [
        PracticeLink(url=link["url"], label=_per_language(link["label"], languages)) for link in facts["links"]
    ]
    page.files = [PracticeFile(document=sheet(file["name"]), label=file["label"]) for file in facts.get("files", [])]


def _per_language(lines: Any, languages: list[str]) -> dict[str, str]:
    """A text for each of `languages`, from one or several lines, each keyed by language or the same in all."""
    given = lines if isinstance(lines, list) else [lines]
    texts = {code: [line if isinstance(line, str) else line[code] for line in given] for code in languages}
    return {code: "\n".join(text) for code, text in texts.items() if text}
