"""The words of a row that translates a practice, as wagtail-localize keeps them: text by text of the original."""

from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import Translation

from cms.base.translation.desk.begin import begin_page
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.seeding import strings_by_path
from practices.repository.practice import PracticePage


def texts_of_translation(original: PracticePage, words: PracticePage) -> tuple[dict[str, list[str]], list[str]]:
    """The texts of `words` by path, and the fields of it that are not made of as many texts as those of `original`."""
    sources, texts = strings_by_path(original), strings_by_path(words)
    found, lacking = {}, []
    for path, translated in texts.items():
        if path == "slug" or not any(text.strip() for text in translated):
            continue
        if len(translated) == len(sources.get(path, [])):
            found[path] = translated
        else:
            lacking.append(path.split(".")[0])
    return found, lacking


def write_translation(original: PracticePage, locale: Locale, words: dict[str, list[str]], user: Any) -> PracticePage:
    """Adds the page of `original`, which is saved, in `locale`, as a draft with `words`."""
    key = str(original.translation_key)
    begin_page(key, [locale], user)
    sources: dict[str, list[Any]] = {}
    for text in KINDS["page"].texts(key, locale):
        sources.setdefault(text.path, []).append(text)
    translated = {
        text.key: translation
        for path, texts in words.items()
        for text, translation in zip(sources.get(path, ()), texts, strict=False)
    }
    KINDS["page"].save(key, locale, translated, user)
    translation = Translation.objects.get(source__object_id=original.translation_key, target_locale=locale)
    translation.save_target(user=user, publish=False)
    return PracticePage.objects.get(translation_key=original.translation_key, locale=locale)
