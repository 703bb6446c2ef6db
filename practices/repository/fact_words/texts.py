"""The words inside a practice's facts: lists them, and stores what translators write."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, Q
from django.utils.text import capfirst
from wagtail.log_actions import log
from wagtail.models import Revision

from cms.base.per_language.texts import text_to_read
from cms.base.signals import changed, will_change
from practices.repository.attachments import PracticeFile, PracticeLink
from practices.repository.practice import PracticePage

ROWS: dict[str, type[Model]] = {"links": PracticeLink, "files": PracticeFile}  # each has a `label`


@dataclass
class FactText:
    """A text inside the facts of `original`: its own field, or the label of one of its links or files."""

    original: PracticePage
    row: Any  # the original itself, or the link or file
    relation: str  # name of the row's relation; empty for the original's own fields
    field: str

    @cached_property
    def name(self) -> str:
        return f"{self.relation}-{self.row.pk}" if self.relation else self.field

    @property
    def label(self) -> str:
        return str(capfirst(self.row._meta.get_field(self.field).verbose_name))

    @property
    def is_multiline(self) -> bool:
        return self.row._meta.get_field(self.field).multiline

    @property
    def texts(self) -> dict[str, str]:
        return getattr(self.row, self.field)

    @property
    def source(self) -> tuple[str, str]:
        """The text to translate and its language: the original's own, or else the first of the site's languages."""
        return text_to_read(self.texts, self.original.locale.language_code)


def fact_texts(*originals: PracticePage) -> list[FactText]:
    """The texts that exist in any language. One query per kind of row, for any number of originals."""
    return [each for each in _all_texts(originals) if any(each.texts.values())]


def _all_texts(originals: Sequence[PracticePage]) -> Iterator[FactText]:
    by_pk = {page.pk: page for page in originals}
    yield from (FactText(page, page, "", name) for page in originals for name in page.fact_words)
    for relation, model in ROWS.items():
        rows: Any = model._default_manager.filter(page__in=by_pk).order_by("pk")
        for row in rows:
            yield FactText(by_pk[row.page_id], row, relation, "label")


@transaction.atomic
def write_fact_words(original: PracticePage, language: str, words: dict[str, str], user: AbstractBaseUser) -> None:
    """Sets `words`, keyed by the names from `fact_texts`, on the original and in its unpublished revisions.

    An empty text removes the existing one.
    """
    will_change()
    original = PracticePage.objects.select_for_update().get(pk=original.pk)
    texts = [each for each in fact_texts(original) if words.get(each.name) not in (None, each.texts.get(language, ""))]
    if not texts:
        return
    for each in texts:
        _set(each.texts, language, words[each.name])
        type(each.row)._default_manager.filter(pk=each.row.pk).update(**{each.field: each.texts})
    content_type = ContentType.objects.get_for_model(PracticePage)
    revisions = Revision.objects.filter(content_type=content_type, object_id=str(original.pk))
    for revision in revisions.filter(Q(pk=original.latest_revision_id) | Q(approved_go_live_at__isnull=False)):
        for each in texts:
            for row in _rows(revision.content, each):
                row[each.field] = _set(row.get(each.field) or {}, language, words[each.name])
        revision.save(update_fields=["content"])
    log(instance=original, action="wagtail.edit", user=user)
    changed({original.translation_key})


def _rows(content: dict[str, Any], text: FactText) -> list[dict[str, Any]]:
    """The row of `text` in the content of a revision, unless a draft has removed it."""
    if not text.relation:
        return [content]
    return [row for row in content.get(text.relation, ()) if row.get("pk") == text.row.pk]


def _set(texts: dict[str, str], language: str, text: str) -> dict[str, str]:
    texts.pop(language, None)
    if text:
        texts[language] = text
    return texts
