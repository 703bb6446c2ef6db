"""What a practice lacks for publication: required facts and texts that are missing from its latest draft."""

from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cms.base.media.picture_rules import unsaid_of
from cms.base.models import SiteImage
from cms.base.text import plain_text
from practices.facts.concepts import concepts_of
from practices.repository.practice import PracticePage

WORDS = ("title", "summary", "activities")
LABELS = {"title": _("title")}  # a Wagtail field


def required_facts() -> list[Any]:
    """The facts that must be filled in; checkboxes are never missing."""
    fields = PracticePage._fact_fields()
    return [field for field in fields if not getattr(field, "blank", True) and not isinstance(field, BooleanField)]


def lacking(practices: Iterable[PracticePage]) -> dict[int, list[str]]:
    """The names of what each of the originals `practices` lacks, by id. Two queries, plus those for drafts."""
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
    for pk, names in _lacking_of_pictures(practices).items():
        found[pk] += names
    return found


def _lacking_of_pictures(practices: list[PracticePage]) -> dict[int, list[str]]:
    """What each practice's picture lacks, including its own details. One query."""
    chosen: dict[int, tuple[Any, Any]] = {}
    for page in practices:
        draft = draft_of(page)
        words = (draft.get("image"), draft.get("image_alt")) if draft is not None else (page.image_id, page.image_alt)
        chosen[page.pk] = words
    ids = {image for image, _words in chosen.values() if image}
    images = SiteImage.objects.in_bulk(ids) if ids else {}
    found = {}
    for pk, (number, words) in chosen.items():
        if image := images.get(number):
            needs = {"image": unsaid_of(image), "image_alt": not (words or image.description)}
            found[pk] = [name for name, is_lacking in needs.items() if is_lacking]
    return found


def draft_of(page: PracticePage) -> dict[str, Any] | None:
    """The content that would be published next, if it differs from the page itself."""
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
