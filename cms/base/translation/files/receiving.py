"""Imports the files that translators send back: finds the item of each, and saves the changes."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.models import Translation

from cms.base.languages import language_name
from cms.base.signals import will_change
from cms.base.text import storable
from cms.base.translation.desk.access import may_begin
from cms.base.translation.desk.begin import begin
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.editor.access import item_at
from cms.base.translation.files import archive, reading
from cms.base.translation.files.exporting import id_of
from cms.base.translation.files.importing import Outcome, import_texts, refused_file, wrong_place
from cms.base.translation.files.item import Read, UnreadableFile, is_same_language
from cms.base.translation.texts.seen import said
from cms.base.translation.texts.text import Text
from cms.base.translation.texts.version import PAGE, TextVersion

Received = tuple[TranslationItem | None, Outcome]  # the item is None if the file belongs to none


def receive(
    name: str,
    data: bytes,
    user: Any = None,
    expected: TranslationItem | None = None,
    is_dry_run: bool = False,
    max_files: int = archive.MAX_FILES,
) -> list[Received]:
    """The outcome of each file in `data`, a file or a ZIP of files. Saved on behalf of `user` unless `is_dry_run`.

    The user needs permission for each item; without a user, everything is allowed. Files for items other than
    `expected` are refused.
    """
    if not archive.is_archive(data):
        return [_receive_one(name, data, user, expected, is_dry_run)]
    try:
        files = archive.read(data, max_files)
        return [_receive_one(each, content, user, expected, is_dry_run) for each, content in files]
    except UnreadableFile as error:
        return [(None, refused_file(name, str(error)))]


def _receive_one(
    name: str, data: bytes | UnreadableFile, user: Any, expected: TranslationItem | None, is_dry_run: bool
) -> Received:
    try:
        if isinstance(data, UnreadableFile):
            raise data
        read = reading.read(data)
        item = _item(read)
    except UnreadableFile as error:
        return None, refused_file(name, str(error))
    if expected and item.pk != expected.pk:
        problem = wrong_place(read, id_of(expected), expected.locale.language_code)
        return None, refused_file(name, problem or _("The file is for another page."))
    if user is not None and not may_begin(user, item):
        about = {"item": item.title, "language": language_name(item.locale.language_code)}
        return None, refused_file(name, _("You may not translate “%(item)s” into this language: %(language)s.") % about)
    return item, _save(item, read, user, is_dry_run)


@transaction.atomic
def _save(item: TranslationItem, read: Read, user: Any, is_dry_run: bool) -> Outcome:
    """Saves all of a file, or nothing."""
    will_change()  # before any row is locked
    # Serialises concurrent imports for the same item.
    TranslationItem.objects.select_for_update().filter(pk=item.pk).first()
    kind = KINDS[item.kind]
    texts = kind.texts(item.object_key, item.locale)
    versions = TextVersion.objects.filter(kind=item.kind, object_key=item.object_key, locale=item.locale_id)
    own, exported = _own(versions, read, user), _exported(versions, read, texts)
    outcome = import_texts(texts, read, item.locale.language_code, item.title, own, exported)
    if outcome.words and not is_dry_run:
        begin(item, user)
        last = versions.aggregate(Max("pk", default=0))["pk__max"]
        kind.save(item.object_key, item.locale, outcome.words, user)
        versions.filter(pk__gt=last).update(is_of_file=True)
    return outcome


def _own(versions: QuerySet[TextVersion], read: Read, user: Any) -> set[str]:
    """The paths of texts that have only been saved from files by `user` since the export.

    A file may grow and be sent again, but never overwrites what anybody, including its sender, wrote on the site.
    """
    if user is None or read.exported is None:
        return set()
    saved = versions.filter(saved__gt=read.exported)
    by_others = set(saved.exclude(user=user, is_of_file=True).values_list("path", flat=True))
    return set(saved.filter(user=user, is_of_file=True).values_list("path", flat=True)) - by_others


def _exported(versions: QuerySet[TextVersion], read: Read, texts: list[Text]) -> dict[tuple[str, str], str]:
    """The translations at the time of the export, by the keys of `texts`."""
    if read.exported is None:
        return {}
    rich = {text.path: text.is_rich for text in texts}
    found = {}
    for each in versions.filter(saved__lte=read.exported, path__in=rich).order_by("saved", "pk"):
        source, words = (said(each, kept, rich[each.path]) for kept in (each.source, each.text))
        found[each.path, source] = words
    return found


def _item(read: Read) -> TranslationItem:
    """The item that a file translates. Raises `UnreadableFile` if it does not exist."""
    kind, key, locale = _place(read)
    if item := item_at(kind, key, locale.language_code):
        return item
    raise UnreadableFile(_("What the file translates is not, or no longer, on this website."))


def _place(read: Read) -> tuple[str, str, Locale]:
    """The kind, key and locale of the item that a file translates."""
    if read.is_of_localize:
        try:
            translation = Translation.objects.select_related("target_locale", "source").filter(uuid=read.id).first()
        except (ValidationError, ValueError):
            translation = None
        if translation is None:
            raise UnreadableFile(_("What the file translates is not, or no longer, on this website."))
        return PAGE, str(translation.source.object_id), translation.target_locale
    locales = sorted(Locale.objects.all(), key=lambda locale: locale.language_code != read.language)
    found = next((locale for locale in locales if is_same_language(read.language, locale.language_code)), None)
    if found is None:
        raise UnreadableFile(_("This website has no language “%(code)s”.") % {"code": read.language})
    kind, _colon, key = storable(read.id).partition(":")
    return kind, key, found
