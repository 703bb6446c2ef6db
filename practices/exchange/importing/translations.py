"""The words of a row that translates a practice, as wagtail-localize stores them: per text of the original."""

from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from cms.base.translation.desk.begin import begin_page
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.seeding import strings_by_path
from cms.base.translation.texts.segments import shown
from practices.repository.practice import PracticePage


def texts_of_translation(original: PracticePage, words: PracticePage) -> tuple[dict[str, list[str]], list[str]]:
    """The texts of `words` by path, and the fields whose number of texts differs from that of `original`.

    A text that occurs twice in one place has one translation.
    """
    sources, found, lacking = strings_by_path(_translated_from(original)), {}, []
    for path, texts in strings_by_path(words).items():
        if path != "slug" and any(text.strip() for text in texts):
            if len(texts) == len(sources.get(path, [])):
                found[path] = list(dict(zip(sources[path], texts, strict=True)).values())
            else:
                lacking.append(path.split(".")[0])
    return found, lacking


def _translated_from(original: PracticePage) -> PracticePage:
    """The original as translators see it, which is not its latest draft."""
    if not original.pk:
        return original
    source = TranslationSource.objects.filter(object_id=original.translation_key, locale_id=original.locale_id).first()
    return source.as_instance() if source else PracticePage.objects.get(pk=original.pk)


def write_translation(original: PracticePage, locale: Locale, words: dict[str, list[str]], user: Any) -> PracticePage:
    """Adds the translation of the saved page `original` into `locale`, as a draft with `words`."""
    key = str(original.translation_key)
    begin_page(key, [locale], user)
    sources: dict[str, list[Any]] = {}
    for text in KINDS["page"].texts(key, locale):
        sources.setdefault(text.path, []).append(text)
    translated = {
        text.key: shown(translation, text.is_rich)
        for path, texts in words.items()
        for text, translation in zip(sources.get(path, ()), texts, strict=False)
    }
    KINDS["page"].save(key, locale, translated, user)
    translation = Translation.objects.get(source__object_id=original.translation_key, target_locale=locale)
    translation.save_target(user=user, publish=False)
    return PracticePage.objects.get(translation_key=original.translation_key, locale=locale)
