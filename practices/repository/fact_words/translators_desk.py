"""Offers the words inside a practice's facts at the translators' desk, among the texts of its page."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from wagtail.models import Locale

from cms.base.models import TextVersion
from cms.base.per_language.texts import longest
from cms.base.text_limits import AtMost
from cms.base.translation.desk.pages import more_texts
from cms.base.translation.desk.refresh import refresh_after_commit
from cms.base.translation.texts.seen import PAGE, as_seen, last_versions, version_of
from cms.base.translation.texts.text import Text, Words
from practices.repository.fact_words.texts import fact_texts, write_fact_words
from practices.repository.practice import PracticePage

PREFIX = "fact:"


class FactTexts:
    model = PracticePage

    def load(self, keys: Collection[UUID] | None, locales: Iterable[Locale]) -> dict[tuple[UUID, int], list[Text]]:
        originals = PracticePage.objects.filter(original_page=None).select_related("locale").order_by("pk")
        if keys is not None:
            originals = originals.filter(translation_key__in=keys)
        texts = fact_texts(*originals)
        versions = last_versions(PAGE, keys, PREFIX) if texts else {}
        found: dict[tuple[UUID, int], list[Text]] = defaultdict(list)
        for each in texts:
            source, language = each.source
            for locale in locales:
                if source and locale.language_code != language:
                    key = each.original.translation_key
                    text = Text(
                        path=f"{PREFIX}{each.name}",
                        source=source,
                        translation=each.texts.get(locale.language_code, ""),
                        label=each.label,
                        limit=AtMost(longest(each.is_multiline)),
                    )
                    found[key, locale.pk].append(as_seen(text, versions.get((str(key), locale.pk, text.path))))
        return found

    def save(self, key: UUID, locale: Locale, words: Words, user: Any) -> None:
        original = PracticePage.objects.filter(translation_key=key, original_page=None).first()
        if original is None:
            return
        texts = {each.name: each for each in fact_texts(original)}
        given = {
            name: words[place]
            for name, each in texts.items()
            if (place := (f"{PREFIX}{name}", each.source[0])) in words
        }
        if given:
            TextVersion.objects.bulk_create(
                version_of(PAGE, key, locale.pk, Text(f"{PREFIX}{name}", texts[name].source[0], text), user)
                for name, text in given.items()
            )
            write_fact_words(original, locale.language_code, given, user)
            refresh_after_commit(PAGE, [key])  # even if the words are only confirmed as still right


more_texts.append(FactTexts())
