"""Things that have their texts in all languages in one row (`PerLanguageField`): terms of the vocabulary, settings.

They do not say which original a translation was made from: what was seen last is kept in `TextVersion`.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model, Q
from django.db.models.signals import post_delete, post_save
from django.utils.functional import Promise
from wagtail.models import Locale

from cms.base.access.permissions import languages_to_translate
from cms.base.fields import PerLanguageField, longest, text_to_read
from cms.base.translation.desk.kinds import Found
from cms.base.translation.desk.refresh import refresh_after_commit
from cms.base.translation.texts.text import Previous, Text, Words
from cms.base.translation.texts.version import TextVersion

Versions = dict[tuple[str, int, str], TextVersion]  # the last one, by object, locale and path


class PerLanguageKind:
    """The texts of `model`, a row of which may be translated by whoever translates into the language."""

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
        """Also notes which originals the translations that are new here were made from."""
        objects = list(self._objects(keys))
        locales = list(Locale.objects.all())
        versions = self._versions([str(each.pk) for each in objects])
        TextVersion.objects.bulk_create(self._unseen(objects, locales, versions))
        for each in objects:
            for locale in locales:
                if texts := self._texts(each, locale, versions):
                    yield Found(
                        object_key=str(each.pk),
                        locale=locale.pk,
                        title=str(each),
                        about=str(getattr(each, self.about)) if self.about else "",
                        source_language=self._source(each, self.fields[0], locale)[1],
                        texts=texts,
                        is_begun=any(text.translation or text.previous for text in texts),
                    )

    def _objects(self, keys: Collection[str] | None) -> Iterable[Any]:
        objects = self.model._default_manager.order_by("pk")
        return objects if keys is None else objects.filter(pk__in=keys)

    def _versions(self, keys: Collection[str]) -> Versions:
        rows = TextVersion.objects.filter(kind=self.key, object_key__in=keys).order_by("saved", "pk")
        return {(row.object_key, row.locale_id, row.path): row for row in rows}

    @staticmethod
    def _source(instance: Any, field: PerLanguageField, locale: Locale) -> tuple[str, str]:
        """The text to translate and its language: the first of the site's other languages that has one."""
        others = {code: text for code, text in getattr(instance, field.name).items() if code != locale.language_code}
        return text_to_read(others, locale.language_code)

    def _unseen(self, objects: Iterable[Any], locales: Iterable[Locale], versions: Versions) -> list[TextVersion]:
        found = []
        for each in objects:
            for locale in locales:
                for field in self.fields:
                    text = getattr(each, field.name).get(locale.language_code, "")
                    source, _language = self._source(each, field, locale)
                    known = versions.get((str(each.pk), locale.pk, field.name))
                    if text and source and (known is None or known.text != text):
                        found.append(self._version(each.pk, locale, field.name, source, text))
        for version in found:
            versions[version.object_key, version.locale_id, version.path] = version
        return found

    def _version(self, pk: Any, locale: Locale, path: str, source: str, text: str, user: Any = None) -> TextVersion:
        return TextVersion(
            kind=self.key, object_key=str(pk), locale=locale, path=path, source=source, text=text, user=user
        )

    def _texts(self, instance: Any, locale: Locale, versions: Versions) -> list[Text]:
        found = []
        for field in self.fields:
            source, _language = self._source(instance, field, locale)
            text = getattr(instance, field.name).get(locale.language_code, "")
            if not source:
                continue
            known = versions.get((str(instance.pk), locale.pk, field.name))
            is_old = bool(text and known and known.text == text and known.source != source)
            found.append(
                Text(
                    path=field.name,
                    source=source,
                    translation="" if is_old else text,
                    label=str(field.verbose_name).capitalize(),
                    previous=Previous(known.source, text) if known and is_old else None,
                    saved=known.saved if known and known.pk else None,
                    max_length=longest(field.multiline),
                )
            )
        return found

    def texts(self, key: str, locale: Locale) -> list[Text]:
        instance = next(iter(self._objects([key])), None)
        return self._texts(instance, locale, self._versions([key])) if instance else []

    @transaction.atomic
    def save(self, key: str, locale: Locale, words: Words, user: Any) -> None:
        instance = self.model._default_manager.select_for_update().filter(pk=key).first()
        if instance is None:
            return
        for field in self.fields:
            source, _language = self._source(instance, field, locale)
            if (text := words.get((field.name, source))) is not None:
                texts = {**getattr(instance, field.name), locale.language_code: text}
                setattr(instance, field.name, {code: each for code, each in texts.items() if each})
                self._version(key, locale, field.name, source, text, user).save()
        instance.save()

    def url(self, key: str, source_language: str) -> str:
        return ""

    def may_translate(self, user: Any, key: str, locale: Locale) -> bool:
        return user.is_superuser or locale.pk in languages_to_translate(user)

    def where_allowed(self, user: Any) -> Q:
        if user.is_superuser:
            return Q(kind=self.key)
        return Q(kind=self.key, locale__in=languages_to_translate(user))
