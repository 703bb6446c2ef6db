from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry

from cms.base.fields import PerLanguageField
from cms.base.per_language.texts import in_language
from cms.base.signals import changed, labels_changed
from practices.facts.usage import fields_for, pages_using

REPLACED_BY = "replaced_by"  # in the log: the id of the term that replaced it
LONGEST_SLUG = 50  # characters


def slug_of(label: str) -> str:
    """The slug for a new term with this label; empty if none can be derived."""
    return slugify(label)[:LONGEST_SLUG].strip("-")


class Concept(models.Model):
    """A term of a vocabulary: one row, with a label per language (SKOS: `prefLabel`, `altLabel`, `broader`)."""

    class Scheme(models.TextChoices):
        TARGET_GROUP = "target-group", _("Target group")
        SKILL_TYPE = "skill-type", _("Skill")
        METHOD = "method", _("Method")
        COUNTRY = "country", _("Country")
        AUDIENCE = "audience", _("Audience")
        SETTING = "setting", _("Setting")
        TOPIC = "topic", _("Topic of news")

    scheme = models.CharField(_("vocabulary"), max_length=20, choices=Scheme.choices)
    slug = models.SlugField(_("slug"), help_text=_("How the term appears in URLs, the same in every language."))
    labels = PerLanguageField(_("labels"), help_text=_("What readers see, in each language."))
    alt_labels = PerLanguageField(
        _("other labels"),
        blank=True,
        help_text=_("Other words that people search for, separated by commas."),
    )
    definitions = PerLanguageField(
        _("definitions"),
        multiline=True,
        blank=True,
        help_text=_("What is meant, in one sentence: shown where people choose the term."),
    )
    broader = models.ForeignKey(
        "self",
        verbose_name=_("broader term"),
        null=True,
        blank=True,
        on_delete=models.RESTRICT,  # can be deleted together with all its narrower terms
        related_name="narrower",
    )
    is_heading = models.BooleanField(
        _("only a heading"),
        default=False,
        help_text=_("Groups its narrower terms in forms, but cannot be chosen itself."),
    )
    is_retired = models.BooleanField(
        _("retired"), default=False, help_text=_("Not offered any more; pages that have the term keep it.")
    )
    standard = models.CharField(_("standard"), max_length=60, blank=True, help_text=_("Where the term comes from."))
    exact_match = models.URLField(
        _("exact match"), blank=True, help_text=_("The URI of the same term in the standard.")
    )
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["scheme", "position", "slug"]
        constraints = [models.UniqueConstraint(fields=["scheme", "slug"], name="one_slug_per_scheme")]
        verbose_name = _("term")
        verbose_name_plural = _("terms")

    def __str__(self) -> str:
        return self.label()

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        is_new = self._state.adding
        super().save(*args, **kwargs)
        labels_changed.send(sender=Concept)
        if not is_new:
            changed(self.used_by())

    def clean(self) -> None:
        super().clean()
        if self.broader and self.broader.scheme != self.scheme:
            raise ValidationError({"broader": _("A broader term must belong to the same vocabulary.")})
        above = self.broader
        while above:
            if above.pk == self.pk:
                raise ValidationError({"broader": _("A term cannot be narrower than itself.")})
            above = above.broader
        if self.pk and self.scheme != Concept.objects.get(pk=self.pk).scheme and self.is_used():
            raise ValidationError(
                {"scheme": _("This term is in use or has narrower terms, so its vocabulary cannot be changed.")}
            )
        if self.pk and self.is_heading and pages_using([self]):
            raise ValidationError({"is_heading": _("This term is in use, so it cannot be only a heading.")})

    def is_used(self) -> bool:
        """Whether a page uses the term, even if only in a draft, or a narrower term exists."""
        return bool(pages_using([self])) or self.narrower.exists()

    @classmethod
    def with_slug(cls, scheme: str, slug: str) -> "Concept | None":
        """The term with this slug, or else the one that links with this slug now refer to."""
        terms = cls.objects.filter(scheme=scheme)
        return terms.filter(slug=slug).first() or terms.filter(former_slugs__slug=slug).first()

    @classmethod
    def merged_into(cls, ids: Collection[int]) -> dict[str, int]:
        """For merged terms among them, the ids of the terms that they were merged into."""
        found = cls.objects.filter(former_slugs__former_id__in=ids).values_list("former_slugs__former_id", "pk")
        return {str(former): pk for former, pk in found}

    @classmethod
    def replaced_since(cls, ids: Collection[int], moment: datetime) -> dict[str, int]:
        """For terms replaced since then, the ids of their replacements. They may be chosen again later."""
        entries = ModelLogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(cls), object_id__in=map(str, ids), timestamp__gte=moment
        )
        replaced = entries.filter(data__has_key=REPLACED_BY).order_by("timestamp")
        return {entry.object_id: entry.data[REPLACED_BY] for entry in replaced}

    def label(self, language: str | None = None) -> str:
        return in_language(self.labels, language) or self.slug

    def used_by(self) -> set[UUID]:
        """Translation keys of the practices and partners that use this term in a fact, not counting drafts."""
        uses: dict[Any, models.Q] = {}  # by page class
        for field in fields_for(Concept):
            uses[field.model] = uses.get(field.model, models.Q()) | models.Q(**{field.name: self})
        keys: set[UUID] = set()
        for model, found in uses.items():
            keys.update(model._default_manager.filter(found).values_list("translation_key", flat=True))
        return keys
