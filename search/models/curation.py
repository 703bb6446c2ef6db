"""What editors add to the search: synonyms and pinned results."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from cms.base.languages import content_languages
from search.language.analysis import words
from search.models.clock import SearchClock


class Curated(models.Model):
    """Applies to searches by readers of one language."""

    language = models.CharField(
        _("language"),
        max_length=12,
        choices=content_languages,
        help_text=_("The language of the readers it is meant for."),
    )

    class Meta:
        abstract = True


class SynonymGroup(Curated):
    """Terms with the same meaning: a search for one also finds the others."""

    terms = models.TextField(
        _("terms"), help_text=_("At least two words or phrases with the same meaning, one per line.")
    )

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")

    def __str__(self) -> str:
        return " = ".join(self.as_list())

    def clean(self) -> None:
        if len(self.as_list()) < 2:
            raise ValidationError({"terms": _("Enter at least two terms, one per line.")})
        others = SynonymGroup.objects.filter(language=self.language).exclude(pk=self.pk)
        its_words = self.terms_by_words().keys()
        if known := next((other for other in others if its_words <= other.terms_by_words().keys()), None):
            message = _("These terms are synonyms already: “%(synonyms)s”. Add further words there.")
            raise ValidationError({"terms": ValidationError(message, params={"synonyms": known})})

    def as_list(self) -> list[str]:
        """The terms without duplicates and without lines that have no word."""
        return list(self.terms_by_words().values())

    def terms_by_words(self) -> dict[tuple[str, ...], str]:
        """The terms, each by its words."""
        found: dict[tuple[str, ...], str] = {}
        for line in self.terms.splitlines():
            if its_words := tuple(words(line)):
                found.setdefault(its_words, line.strip())
        return found


class PinnedResult(Curated):
    """A page that comes first when a reader searches for exactly these words."""

    text = models.CharField(_("search"), max_length=200, help_text=_("The words that readers type."))
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("In any language. Readers see it in their own, if it is translated."),
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("If a search has several pinned results, the lowest number comes first.")
    )

    class Meta:
        ordering = ["language", "text", "position", "pk"]
        verbose_name = _("pinned result")
        verbose_name_plural = _("pinned results")

    def __str__(self) -> str:
        return f"{self.text}: {self.page}"

    def clean(self) -> None:
        errors = {}
        if not words(self.text):
            errors["text"] = _("Enter at least one word.")
        elif any(words(other.text) == words(self.text) for other in self._of_the_same_page()):
            errors["page"] = _("This page is pinned for this search already.")
        if self.page_id and not getattr(self.page.specific_class, "searchable", False):
            errors["page"] = _("This type of page never appears in search results.")
        if errors:
            raise ValidationError(errors)

    def _of_the_same_page(self) -> models.QuerySet["PinnedResult"]:
        """Those of other translations count, too: readers get the page in their language."""
        if not self.page_id:
            return PinnedResult.objects.none()
        same = PinnedResult.objects.filter(language=self.language, page__translation_key=self.page.translation_key)
        return same.exclude(pk=self.pk)


@receiver([post_save, post_delete], sender=SynonymGroup)
@receiver([post_save, post_delete], sender=PinnedResult)
def curation_changed(**kwargs: Any) -> None:
    """Moves the clock, so that every process reloads the curation."""
    SearchClock.tick()
