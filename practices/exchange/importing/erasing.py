"""Erases a person from imports in progress, by ending such imports without any changes."""

import re
from functools import partial

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.base.languages import admin_language
from cms.base.people.erasing.places import Places, finders, pattern_of
from practices.exchange.importing.model import CheckedRow, Import, ImportedFile
from practices.exchange.reading.file import text_of
from practices.exchange.reading.table import FileProblem


def imports_naming(name: str, address: str) -> Places:
    pattern = pattern_of(name, address)
    waiting = Import.objects.filter(state__in=(*Import.BEFORE_WRITING, Import.State.FAILED), file__isnull=False)
    found = [run for run in waiting.select_related("file", "user") if _names(run, pattern)]
    return Places(len(found), partial(_end, found))


def _names(run: Import, pattern: re.Pattern[str]) -> bool:
    """Whether the file names the person, even in unknown columns, which checks do not store. True if in doubt."""
    try:
        return bool(pattern.search(text_of(bytes(run.file.data), run.file_name)))
    except FileProblem:
        return True


@transaction.atomic
def _end(imports: list[Import]) -> None:
    """A process that is checking one of them will get `Taken`."""
    for run in imports:
        with translation.override(admin_language(run.user)):
            problem = _("The file names a person whose data an administrator has erased. Upload it again without them.")
        ended = {"state": Import.State.FAILED, "problem": problem, "alive_at": None, "ended_at": timezone.now()}
        if Import.objects.filter(pk=run.pk, state=run.state).update(**ended):
            CheckedRow.objects.filter(run=run).delete()
            ImportedFile.objects.filter(run=run).delete()


finders.append(imports_naming)
