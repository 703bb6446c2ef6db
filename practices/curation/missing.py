"""What a practice lacks to be published: facts and texts that are required, as its latest draft has them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cms.base.text import plain_text
from practices.facts.concepts import concepts_of
from practices.repository.practice import PracticePage

WORDS = ("title", "summary", "activities")
LABELS = {"title": _("title")}  # which is Wagtail's field


def required_facts() -> list[Any]:
    """Those that have to be filled in: a box that is not ticked says something, too."""
    fields = PracticePage._fact_fields()
    return [field for field in fields if not getattr(field, "blank", True) and not isinstance(field, BooleanField)]


def lacking(practices: Iterable[PracticePage]) -> dict[int, list[str]]:
    """The names of what each of the originals `practices` lacks, by its id. One query, besides their drafts."""
    practices = list(practices)
    facts = required_facts()
    terms = [field.name for field in facts if field.many_to_many]
    saved = concepts_of([page for page in practices if draft_of(page) is None], *terms)
    found = {}
    for page in practices:
        draft = draft_of(page)
        values = {}
        for name in (*(field.name for field in facts), *WORDS):
            if draft is not None:
                values[name] = draft.get(name)
            else:
                values[name] = saved[page.pk, name] if name in terms else getattr(page, name)
        found[page.pk] = [name for name, value in values.items() if not value or not plain_text(value)]
    return found


def draft_of(page: PracticePage) -> dict[str, Any] | None:
    """The content of what would be published next, if that is not what the page itself has."""
    has_draft = page.has_unpublished_changes and page.latest_revision_id
    return page.latest_revision.content if has_draft else None


def label_of(name: str) -> str:
    return capfirst(str(LABELS.get(name) or PracticePage._meta.get_field(name).verbose_name))


def lacks_facts() -> Q:
    """The condition for practices that cannot be published because a fact is missing."""
    draft, page = Q(pk=None), Q(pk=None)
    for field in required_facts():
        if field.many_to_many:
            through = field.remote_field.through
            draft |= Q(**{f"latest_revision__content__{field.name}": []})
            page |= ~Q(pk__in=through.objects.values(field.m2m_column_name()))
        else:
            draft |= Q(**{f"latest_revision__content__{field.name}": ""})
            page |= Q(**{field.name: ""})
    in_draft = Q(has_unpublished_changes=True, latest_revision__isnull=False)
    return (in_draft & draft) | (~in_draft & page)
