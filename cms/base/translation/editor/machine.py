"""Machine translation, if a provider is configured. Suggestions are put into boxes; only people save them.

The provider is one of wagtail-localize's classes. Its own setting stays empty, because its own editor saves machine
translations as if a person had written them.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string
from requests import RequestException
from wagtail.models import Locale
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.strings import StringValue

from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.editor.boxes import text_id, typed_as
from cms.base.translation.editor.memory import stored_source
from cms.base.translation.texts.segments import shown, stored
from cms.base.translation.texts.text import Text
from cms.base.translation.texts.version import PAGE, TextVersion

log = logging.getLogger(__name__)
ALL = "all"
BATCH_SIZE = 50  # texts per call: no provider accepts more
MAX_FACTOR, ALWAYS_ALLOWED = 5, 500  # limits of an answer: times the source's length, or characters if that is more


class NoAnswer(Exception):
    """The provider cannot be reached, or returns nothing usable."""


def machine_for(item: TranslationItem) -> BaseMachineTranslator | None:
    """The provider, if there is one that supports both languages."""
    if not settings.MACHINE_TRANSLATOR:
        return None
    found = import_string(settings.MACHINE_TRANSLATOR["CLASS"])(settings.MACHINE_TRANSLATOR["OPTIONS"])
    return found if found.can_translate(_source(item), item.locale) else None


def machine_words(item: TranslationItem, texts: Sequence[Text], asked: str) -> dict[str, str]:
    """Machine translations of the text with the id `asked`, or of `ALL` open ones; by id, with tokens.

    Raises `NoAnswer`. Sends the original to the provider, outside the site.
    """
    machine = machine_for(item)
    wanted = [text for text in texts if text.state != "done" and asked in (ALL, text_id(text))][:BATCH_SIZE]
    if machine is None or not wanted:
        return {}
    sources = list(dict.fromkeys(StringValue(stored_source(text)) for text in wanted))
    try:
        said = machine.translate(_source(item), item.locale, sources)
        return {text_id(text): _as_typed(text, said[StringValue(stored_source(text))].data) for text in wanted}
    except (RequestException, KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        log.warning("%s gave no translation: %r", machine.display_name, error)
        raise NoAnswer from error


def _as_typed(text: Text, answer: str) -> str:
    """Raises `ValueError` if the answer cannot be a translation."""
    if len(answer) > max(ALWAYS_ALLOWED, MAX_FACTOR * len(text.source)):
        raise ValueError(f"{len(answer)} characters")
    return typed_as(text, shown(answer, text.is_rich))


def _source(item: TranslationItem) -> Locale:
    return Locale.objects.get_for_language(item.source_language)


def note(item: TranslationItem, words: Mapping[Text, str], name: str) -> None:
    """Records that the texts just saved are the `words` of the provider `name`."""
    for text, said in words.items():
        place = dict(zip(("path", "source", "text"), _place(item, text, said), strict=True))
        newest = _versions(item).filter(**place).first()
        if newest:
            newest.tool = name
            newest.save(update_fields=["tool"])


def machines_of(item: TranslationItem, texts: Iterable[Text]) -> dict[str, str]:
    """The provider of each text whose machine translation nobody has edited since, by text id."""
    rows = _versions(item).exclude(tool="").values_list("path", "source", "text", "tool")
    said = {tuple(place): tool for *place, tool in rows}
    if not said:
        return {}
    found = {text_id(text): said.get(_place(item, text, text.translation), "") for text in texts if text.translation}
    return {key: name for key, name in found.items() if name}


def _versions(item: TranslationItem) -> QuerySet[TextVersion]:
    return TextVersion.objects.filter(kind=item.kind, object_key=item.object_key, locale=item.locale)


def _place(item: TranslationItem, text: Text, translation: str) -> tuple[str, str, str]:
    """The fields that identify the item in `TextVersion`; pages share those of wagtail-localize's texts."""
    if item.kind != PAGE:
        return text.path, text.source, translation
    return text.path, stored_source(text), translation if text.is_rich else stored(translation, is_rich=False)
