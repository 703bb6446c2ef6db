"""The pages of a translation group: one of them is the original, which the others translate."""

from collections.abc import Iterable, Iterator
from typing import Any, Protocol, Self

from django.db.models import Max, Q, QuerySet
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Page, PageManager, Revision
from wagtail.query import PageQuerySet
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from cms.base.access.permissions import below


class TranslatedPage:
    """What a page knows about its group. Mixed into `BasePage`."""

    pk: Any
    path: str
    locale_id: int
    translation_key: Any
    alias_of_id: int | None
    latest_revision_id: int | None

    @property
    def is_translated_page(self) -> bool:
        """Whether translators work on this page: it gets wagtail-localize's editor."""
        # Once a translation is stopped, the page gets an ordinary form, which edits more than texts.
        return self._as_target().filter(enabled=True).exists()

    @property
    def is_translation(self) -> bool:
        """Whether another page is the group's original, even if this one is no longer translated from it."""
        return self._as_target().exists()

    @property
    def original(self) -> Self:
        """The page that this one is a translation of; the page itself if there is none."""
        if not self.is_translation:
            return self
        targets = Translation.objects.filter(source__object_id=self.translation_key).values("target_locale")
        return self._group().exclude(locale__in=targets).order_by("pk").first() or self

    def dependent_translations(self) -> PageQuerySet:
        """The translations of this page, and its aliases in other languages; none unless it is an original."""
        if self.is_translation or self.alias_of_id:
            return self._group().none()
        targets = Translation.objects.filter(source__object_id=self.translation_key).values("target_locale")
        group: PageQuerySet = type(self).objects.filter(translation_key=self.translation_key)  # type: ignore[attr-defined]
        return group.exclude(pk=self.pk).filter(Q(locale__in=targets) | Q(alias_of__isnull=False))

    @property
    def is_hidden(self) -> bool:
        """Whether the page is not shown although it is live."""
        return False

    def with_translated_texts(self, revision: Revision) -> Revision:
        """`revision`, or a new one if texts were translated, or the original was published, after it was saved.

        wagtail-localize saves texts to the page only when its own editor publishes; so any other way of publishing
        would show the texts as of the day the translation was started.
        """
        translation = record_of(self)
        if translation is None or revision.pk != self.latest_revision_id:
            return revision
        mine = {"context__object_id": self.translation_key, "locale_id": self.locale_id}
        changes = [
            translation.source.last_updated_at,
            translation.translations_last_updated_at,  # a removed text leaves no date of its own
            StringTranslation.objects.filter(**mine).aggregate(last=Max("updated_at"))["last"],
            SegmentOverride.objects.filter(**mine).aggregate(last=Max("updated_at"))["last"],
        ]
        if max(filter(None, changes)) <= revision.created_at:
            return revision
        page = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
        page.slug = find_available_slug(page.get_parent(), slugify(page.slug), ignore_page_id=page.pk)
        return page.save_revision(user=revision.user, clean=False)

    def _as_target(self) -> QuerySet[Translation]:
        return Translation.objects.filter(source__object_id=self.translation_key, target_locale_id=self.locale_id)

    def _group(self) -> PageQuerySet:
        return type(self).objects.filter(translation_key=self.translation_key, alias_of=None)  # type: ignore[attr-defined]


class Translated(Protocol):
    translation_key: Any
    locale_id: int


def record_of(page: Translated) -> Translation | None:
    """wagtail-localize's record for `page`; None if it is not a translation, or no longer translated."""
    own = Translation.objects.filter(source__object_id=page.translation_key, target_locale_id=page.locale_id)
    return own.filter(enabled=True).select_related("source__locale").first()


class BasePageQuerySet(PageQuerySet):
    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Deletes the pages, their descendants, and the translations of all originals among them."""
        pages = list(self)
        dependent = dependent_pages(pages)
        for page in dependent:
            log(instance=page, action="wagtail.delete", deleted=True)
        if not dependent:
            return super().delete(*args, **kwargs)
        return Page.objects.filter(pk__in=[page.pk for page in (*pages, *dependent)]).delete(*args, **kwargs)


class BasePageManager(PageManager.from_queryset(BasePageQuerySet)):  # type: ignore[misc]
    pass


class HasPath(Protocol):
    """A page, or a row of one."""

    path: str


def at_or_below(pages: Iterable[HasPath]) -> Q:
    """The condition for `pages` and their descendants; matches nothing if there are none."""
    return below(page.path for page in pages)


def dependent_pages(pages: Iterable[Page]) -> list[Page]:
    """The translations, elsewhere, of everything deleted with `pages`, and of everything deleted with those."""
    removed, dependent = list(pages), []
    while found := [page for _original, others in translations_elsewhere(removed) for page in others]:
        removed += found
        dependent += found
    return dependent


def translations_elsewhere(pages: Iterable[Page]) -> Iterator[tuple[Any, list[Any]]]:
    """The originals among `pages` and their descendants, each with its translations that are not among them."""
    pages = list(pages)
    paths = tuple(page.path for page in pages)
    among = at_or_below(pages)
    inside = Page.objects.filter(among)
    outside = Page.objects.exclude(among).filter(translation_key__in=inside.values("translation_key"))
    concerned = inside.filter(translation_key__in=list(outside.values_list("translation_key", flat=True)))
    for page in concerned.order_by("path").specific():
        if isinstance(page, TranslatedPage):
            found = [each for each in page.dependent_translations() if not each.path.startswith(paths)]
            if found:
                yield page, found
