"""Takes the files that translators send back: finds what each translates, and saves what it changes."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
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
from cms.base.translation.desk.pages import Pages
from cms.base.translation.editor.access import item_at
from cms.base.translation.files import archive, reading
from cms.base.translation.files.exporting import id_of
from cms.base.translation.files.importing import Outcome, import_texts, refused_file, wrong_place
from cms.base.translation.files.item import Read, UnreadableFile, is_same_language
from cms.base.translation.texts.version import TextVersion

Received = tuple[TranslationItem | None, Outcome]  # the item is None if the file is of none


def receive(
    name: str,
    data: bytes,
    user: Any = None,
    expected: TranslationItem | None = None,
    is_dry_run: bool = False,
    max_files: int = archive.MAX_FILES,
) -> list[Received]:
    """The outcome of each file in `data`, a file or a ZIP of files: saved as of `user`, unless it `is_dry_run`.

    A user has to have permission for each item; without one, everything is allowed. A file of another item than
    `expected` is refused.
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
        return None, refused_file(name, problem or _("The file is of another page."))
    if user is not None and not may_begin(user, item):
        about = {"item": item.title, "language": language_name(item.locale.language_code)}
        return None, refused_file(name, _("You may not translate “%(item)s” into this language: %(language)s.") % about)
    return item, _save(item, read, user, is_dry_run)


@transaction.atomic
def _save(item: TranslationItem, read: Read, user: Any, is_dry_run: bool) -> Outcome:
    """All that a file says, or nothing."""
    will_change()  # before any row is locked
    # Whoever saves a file of the same item at the same time waits.
    TranslationItem.objects.select_for_update().filter(pk=item.pk).first()
    kind = KINDS[item.kind]
    texts = kind.texts(item.object_key, item.locale)
    outcome = import_texts(texts, read, item.locale.language_code, item.title, _own(item, read, user))
    if outcome.words and not is_dry_run:
        begin(item, user)
        kind.save(item.object_key, item.locale, outcome.words, user)
    return outcome


def _own(item: TranslationItem, read: Read, user: Any) -> set[str]:
    """The paths of the texts that nobody but `user` has saved since the export: nobody else's words are lost."""
    if user is None or read.exported is None:
        return set()
    place = {"kind": item.kind, "object_key": item.object_key, "locale": item.locale_id}
    saved = TextVersion.objects.filter(**place, saved__gt=read.exported)
    by_others = set(saved.exclude(user=user).values_list("path", flat=True))
    return set(saved.filter(user=user).values_list("path", flat=True)) - by_others


def _item(read: Read) -> TranslationItem:
    """What a file translates. Raises `UnreadableFile` if there is no such thing."""
    kind, key, locale = _place(read)
    if item := item_at(kind, key, locale.language_code):
        return item
    raise UnreadableFile(_("What the file translates is not, or no longer, on this website."))


def _place(read: Read) -> tuple[str, str, Locale]:
    """The kind, key and locale of what a file translates."""
    if read.is_of_localize:
        try:
            translation = Translation.objects.select_related("target_locale", "source").filter(uuid=read.id).first()
        except (ValidationError, ValueError):
            translation = None
        if translation is None:
            raise UnreadableFile(_("What the file translates is not, or no longer, on this website."))
        return Pages.key, str(translation.source.object_id), translation.target_locale
    locales = sorted(Locale.objects.all(), key=lambda locale: locale.language_code != read.language)
    found = next((locale for locale in locales if is_same_language(read.language, locale.language_code)), None)
    if found is None:
        raise UnreadableFile(_("This website has no language “%(code)s”.") % {"code": read.language})
    kind, _colon, key = storable(read.id).partition(":")
    return kind, key, found
