from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import PageViewRestriction, Revision
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from cms.base.errors import RefusedChange
from cms.base.models import BasePage
from cms.base.signals import will_change
from practices.facts.fields import ConceptsField
from practices.facts.forms import FactsCopyForm, FactsForm
from practices.facts.locking import lock_terms


class FactsPage(BasePage):
    """Facts are stored once: on the original page of a translation group and nowhere else.

    `facts` names the fields and child relations that are facts; those with `blank=False` are required when the page is
    published. `save` enforces this, because every change goes through it: form, copy, alias, wagtail-localize, import,
    and publishing a revision.
    """

    original_page = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="translated_pages"
    )

    facts: ClassVar[list[str]] = []
    system_fields: ClassVar[list[str]] = []  # fields that the page sets itself: never taken from a revision
    base_form_class = FactsForm
    copy_form_class = FactsCopyForm

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, clean: bool = True, **kwargs: Any) -> None:
        if self._state.adding:
            self._assign_original()
        if kwargs.get("update_fields") is None:
            if self.is_translation:
                self._drop_facts()
            else:
                will_change()
                self._lock_terms(self._terms_in_memory())
        super().save(clean=clean, **kwargs)

    @property
    def original(self) -> Self:
        return self.original_page if self.original_page_id else self

    @property
    def is_translation(self) -> bool:
        return self.original_page_id is not None

    @property
    def is_translated_page(self) -> bool:
        return self.is_translation

    def dependent_translations(self) -> PageQuerySet:
        return type(self).objects.filter(original_page=self)

    @property
    def is_hidden(self) -> bool:
        """A translation is visible only while its original is live."""
        return not self.original.live

    @property
    def is_shown(self) -> bool:
        """Whether the page is served at its URL, even if only to users who may see it."""
        return self.live and not self.is_hidden

    @classmethod
    def _fact_fields(cls) -> list[Any]:
        return [cls._meta.get_field(name) for name in cls.facts]

    @classmethod
    def concept_fields(cls) -> list[str]:
        return [field.name for field in cls._fact_fields() if isinstance(field, ConceptsField)]

    # -- the original ----------------------------------------------------------------------------------------

    def _assign_original(self) -> None:
        """For a new page: the first of its group is the original. A copy of a translation gets its original's facts."""
        copied_from = self.original_page if self.original_page_id else None
        group = type(self).objects.filter(translation_key=self.translation_key, original_page=None)
        self.original_page = group.exclude(pk=self.pk).order_by("pk").first()
        if self.original_page is None and copied_from and copied_from.translation_key != self.translation_key:
            self.take_facts(copied_from)

    def take_facts(self, source: Self) -> None:
        """Copies the facts of `source` onto this page, in memory."""
        for field in self._fact_fields():
            if field.one_to_many:
                source.copy_child_relation(field.name, self)
            elif field.many_to_many:
                setattr(self, field.name, list(getattr(source, field.name).all()))
            else:
                setattr(self, field.attname, getattr(source, field.attname))

    def _drop_facts(self) -> None:
        deferred = self.get_deferred_fields()
        for field in self._fact_fields():
            if field.one_to_many or field.many_to_many:
                setattr(self, field.name, [])
            elif field.attname not in deferred:
                setattr(self, field.attname, field.get_default())

    def missing_facts(self) -> list[str]:
        """Names of the required facts that are missing; always empty for a translation."""
        if self.is_translation:
            return []
        required = [field for field in self._fact_fields() if not getattr(field, "blank", True)]
        return [field.name for field in required if self._lacks(field)]

    def _lacks(self, field: Any) -> bool:
        value = getattr(self, field.name)
        if field.many_to_many or field.one_to_many:
            return not value.all().exists()
        return value in field.empty_values

    def unpublishable_because(self) -> dict[str, list[ValidationError]]:
        missing = ValidationError(_("This fact is required before publishing."))
        return {**super().unpublishable_because(), **{name: [missing] for name in self.missing_facts()}}

    # -- all ways to change a page: form, copy, alias, localize, import, revision -------------------------------------

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """A translation has no facts to validate (wagtail-localize runs `full_clean` when it publishes)."""
        super().clean_fields(exclude={*(exclude or ()), *self.facts} if self.is_translation else exclude)

    def serializable_data(self) -> dict[str, Any]:
        """A translation's revisions contain no facts."""
        data = super().serializable_data()
        return {k: v for k, v in data.items() if k not in self.facts} if self.is_translation else data

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """`original_page` comes from the page, not the revision; so do facts that the revision does not contain."""
        facts: dict[str, Any] = {}
        if not self.is_translation:
            stored = {} if set(self.facts) <= set(content) else self.serializable_data()
            facts = {name: content.get(name, stored.get(name)) for name in self.facts}
        words = {k: v for k, v in content.items() if k not in self.facts}
        kept = {name: getattr(self, self._meta.get_field(name).attname) for name in self.system_fields}
        return super().with_content_json({**words, **facts, **kept, "original_page": self.original_page_id})

    @transaction.atomic
    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Raises `RefusedChange` if a term is deleted at the same time."""
        will_change()
        revision = super().save_revision(*args, **kwargs)
        self._lock_terms({name: revision.content.get(name) or [] for name in self.concept_fields()})
        return revision

    def _terms_in_memory(self) -> dict[str, list[Any]]:
        """Ids of the terms to be saved; relations that were not loaded are unchanged."""
        related = self.__dict__.get("_cluster_related_objects") or {}
        return {name: [term.pk for term in related.get(name) or ()] for name in self.concept_fields()}

    def _lock_terms(self, ids_by_field: dict[str, list[Any]]) -> None:
        chosen: dict[type[models.Model], set[Any]] = {}
        for name, ids in ids_by_field.items():
            if ids:
                chosen.setdefault(self._meta.get_field(name).related_model, set()).update(ids)
        for model, ids_of_model in chosen.items():
            if ids_of_model - lock_terms(model, ids_of_model):
                text = _("One of the terms that you chose has just been deleted. Please choose again.")
                raise RefusedChange(self, text)

    # -- visibility --------------------------------------------------------------------------------------------------

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """A translation is at least as private as its original, and as the ancestors of both."""
        own = super().get_view_restrictions()
        return own | self.original_page.get_view_restrictions() if self.is_translation else own

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if not path_components and self.is_hidden:
            raise Http404
        return super().route(request, path_components)
