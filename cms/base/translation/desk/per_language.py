"""Things that have their texts in all languages in one row (`PerLanguageField`): terms of the vocabulary, settings."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model, Q
from django.db.models.signals import post_delete, post_save
from django.utils.functional import Promise
from django.utils.translation import override
from wagtail.models import Locale

from cms.base.access.permissions import languages_to_translate
from cms.base.fields import PerLanguageField
from cms.base.ids import ids_in
from cms.base.per_language.texts import longest, text_to_read
from cms.base.text_limits import AtMost
from cms.base.translation.desk.kinds import Found
from cms.base.translation.desk.refresh import refresh_after_commit
from cms.base.translation.texts.seen import Versions, as_seen, last_versions, version_of
from cms.base.translation.texts.text import Text, Words


class PerLanguageKind:
    """The texts of `model`. Its rows may be translated by all translators into the language."""

    def __init__(
        self, key: str, label: str | Promise, model: type[Model], fields: Collection[str], about: str = ""
    ) -> None:
        self.key, self.label, self.model, self.about = key, label, model, about
        self.fields: list[Any] = [model._meta.get_field(name) for name in fields]
        post_save.connect(self._changed, sender=model, weak=False)
        post_delete.connect(self._changed, sender=model, weak=False)

    def _changed(self, instance: Any, **kwargs: Any) -> None:
        refresh_after_commit(self.key, [instance.pk])

    def sorts(self) -> dict[str, str | Promise]:
        if not self.about:
            return {"": self.label}
        return dict(self.model._meta.get_field(self.about).choices or ())  # type: ignore[union-attr, arg-type]

    def load(self, keys: Collection[str] | None) -> Iterable[Found]:
        objects = list(self._objects(keys))
        locales = list(Locale.objects.all())
        versions = last_versions(self.key, [each.pk for each in objects])
        for each in objects:
            for locale in locales:
                if texts := self._texts(each, locale, versions):
                    language = self._source(each, self.fields[0], locale)[1]
                    with override(language):  # not the language of the user who saves it
                        title = str(each)
                    yield Found(
                        object_key=str(each.pk),
                        locale=locale.pk,
                        title=title,
                        about=str(getattr(each, self.about)) if self.about else "",
                        source_language=language,
                        texts=texts,
                        is_begun=any(text.translation or text.previous for text in texts),
                    )

    def _objects(self, keys: Collection[str] | None) -> Iterable[Any]:
        objects = self.model._default_manager.order_by("pk")
        return objects if keys is None else objects.filter(pk__in=ids_in(keys))

    @staticmethod
    def _source(instance: Any, field: PerLanguageField, locale: Locale) -> tuple[str, str]:
        """The text to translate and its language: the first of the site's other languages that has one."""
        others = {code: text for code, text in getattr(instance, field.name).items() if code != locale.language_code}
        return text_to_read(others, locale.language_code)

    def _texts(self, instance: Any, locale: Locale, versions: Versions) -> list[Text]:
        found = []
        for field in self.fields:
            source, _language = self._source(instance, field, locale)
            if source:
                text = Text(
                    path=field.name,
                    source=source,
                    translation=getattr(instance, field.name).get(locale.language_code, ""),
                    label=str(field.verbose_name).capitalize(),
                    limit=AtMost(longest(field.multiline)),
                )
                found.append(as_seen(text, versions.get((str(instance.pk), locale.pk, field.name))))
        return found

    def texts(self, key: str, locale: Locale) -> list[Text]:
        instance = next(iter(self._objects([key])), None)
        return self._texts(instance, locale, last_versions(self.key, [key])) if instance else []

    @transaction.atomic
    def save(self, key: str, locale: Locale, words: Words, user: Any) -> None:
        instance = self.model._default_manager.select_for_update().filter(pk=key).first()
        if instance is None:
            return
        for field in self.fields:
            source, _language = self._source(instance, field, locale)
            if (words_now := words.get((field.name, source))) is not None:
                texts = {**getattr(instance, field.name), locale.language_code: words_now}
                setattr(instance, field.name, {code: each for code, each in texts.items() if each})
                version_of(self.key, key, locale.pk, Text(field.name, source, words_now), user).save()
        instance.save()

    def url(self, key: str, source_language: str) -> str:
        return ""

    def may_translate(self, user: Any, key: str, locale: Locale) -> bool:
        return user.is_superuser or locale.pk in languages_to_translate(user)

    def where_allowed(self, user: Any) -> Q:
        if user.is_superuser:
            return Q(kind=self.key)
        return Q(kind=self.key, locale__in=languages_to_translate(user))
