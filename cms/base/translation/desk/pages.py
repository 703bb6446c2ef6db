"""Pages: every public original, in each language but its own, and every translation that has been begun."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupPagePermission, Locale, Page, WorkflowState
from wagtail_localize.models import Translation, TranslationSource

from cms.base.access.permissions import languages_to_translate, left_to_translators
from cms.base.access.roles import is_coordinator
from cms.base.delivery.urls import full_url_of
from cms.base.delivery.visibility import open_pages
from cms.base.models import BasePage
from cms.base.models.originals import at_or_below
from cms.base.models.page import HOME_DEPTH, page_types
from cms.base.review.changes import reviews_of_pages
from cms.base.translation.desk.kinds import Found, register
from cms.base.translation.desk.settings import needs_review, partners_translate
from cms.base.translation.review.model import TranslationReview
from cms.base.translation.sources import store_source
from cms.base.translation.texts.labels import with_labels
from cms.base.translation.texts.saving import save_segments
from cms.base.translation.texts.segments import texts_of
from cms.base.translation.texts.text import Text, Words
from cms.base.translation.texts.version import PAGE

ASKED, RETURNED = "asked", "returned"  # the state of a translation's last review


class MoreTexts(Protocol):
    """Page texts that wagtail-localize does not know: the apps above add theirs. Saved ones are live at once."""

    model: type[Page]  # which pages have them

    def load(self, keys: Collection[UUID] | None, locales: Iterable[Locale]) -> dict[tuple[UUID, int], list[Text]]:
        """The texts by translation key and locale id."""

    def save(self, key: UUID, locale: Locale, words: Words, user: Any) -> None: ...


more_texts: list[MoreTexts] = []


@dataclass
class Group:
    """The pages of a translation group."""

    pages: dict[int, Page] = field(default_factory=dict)  # by locale
    sources: dict[int, TranslationSource] = field(default_factory=dict)  # by its own locale
    translations: dict[int, Translation] = field(default_factory=dict)  # by the locale that they are in

    @property
    def original(self) -> Page | None:
        """The original as this project defines it: the page that is not a translation."""
        written = (page for locale, page in self.pages.items() if locale not in self.translations)
        return min(written, key=lambda page: page.pk, default=None)

    def source_for(self, locale: int) -> TranslationSource | None:
        if translation := self.translations.get(locale):
            return translation.source
        original = self.original
        return self.sources.get(original.locale_id) if original else None


class Pages:
    key = PAGE
    label: str | Promise = _("Pages")

    def sorts(self) -> dict[str, str | Promise]:
        return {model._meta.label_lower: capfirst(model._meta.verbose_name) for model in page_types()}

    def load(self, keys: Collection[str] | None) -> Iterable[Found]:
        locales = list(Locale.objects.all())
        groups = {key: group for key, group in load_groups(keys).items() if group.original}
        public = self._public(groups, locales)
        self._store_missing_sources(groups)
        sources = {source.pk: source for group in groups.values() for source in self._sources(group, locales)}
        texts = texts_of(list(sources.values()), [locale.pk for locale in locales])
        if keys is None:
            more = [each.load(None, locales) for each in more_texts]
        else:
            more = [each.load(those, locales) for each in more_texts if (those := self._of_model(groups, each.model))]
        reviewed, decided = self._in_review(), self._reviews(keys)
        for key, group in groups.items():
            for locale in locales:
                source = group.source_for(locale.pk)
                if source is None or source.locale_id == locale.pk or not self._is_offered(group, locale.pk, public):
                    continue
                own = texts[source.pk, locale.pk]
                last = max([source.last_updated_at, *(text.saved for text in own if text.saved)])
                found = [*own, *(text for each in more for text in each.get((key, locale.pk), ()))]
                review = decided.get((str(key), locale.pk), "")
                yield self._found(key, group, source, locale.pk, found, last, reviewed, review)

    def _found(
        self,
        key: UUID,
        group: Group,
        source: TranslationSource,
        locale: int,
        texts: list[Text],
        last: datetime,
        reviewed: set[str],
        review: str,
    ) -> Found:
        page = group.pages.get(locale)
        original = group.pages.get(source.locale_id) or group.original
        return Found(
            object_key=str(key),
            locale=locale,
            title=self._title(original, source),
            source_language=source.locale.language_code,
            texts=texts,
            is_current=bool(page and page.live and self._shows(page, last)),
            is_begun=page is not None,
            in_review=review == ASKED or bool(page and str(page.pk) in reviewed),
            is_returned=review == RETURNED,
            about=f"{source.specific_content_type.app_label}.{source.specific_content_type.model}",
            since=last if page else original and original.first_published_at,
        )

    @staticmethod
    def _shows(page: Page, last: datetime) -> bool:
        return bool(page.last_published_at and page.last_published_at >= last and not page.has_unpublished_changes)

    @staticmethod
    def _title(original: Page | None, source: TranslationSource) -> str:
        """The published title if there is one: a draft's new title is still private."""
        if original is None:
            return str(source.object_repr)
        return str(original.title if original.live else original.draft_title)

    @staticmethod
    def _public(groups: dict[UUID, Group], locales: Collection[Locale]) -> set[int]:
        """The ids of the originals that everybody can read, of groups that are not begun in all languages."""
        ids = {locale.pk for locale in locales}
        unbegun = [group for group in groups.values() if ids - group.pages.keys() - group.translations.keys()]
        live = [original.pk for group in unbegun if (original := group.original) and original.live]
        public = open_pages().filter(pk__in=live).order_by() if live else Page.objects.none()
        return set(public.values_list("pk", flat=True))

    @staticmethod
    def _of_model(groups: dict[UUID, Group], model: type[Page]) -> list[UUID]:
        of_model = ContentType.objects.get_for_model(model).pk
        return [
            key
            for key, group in groups.items()
            if any(page.content_type_id == of_model for page in group.pages.values())
        ]

    @staticmethod
    def _is_offered(group: Group, locale: int, public: Collection[int]) -> bool:
        original = group.original
        return locale in group.pages or locale in group.translations or bool(original and original.pk in public)

    @staticmethod
    def _sources(group: Group, locales: Iterable[Locale]) -> Iterator[TranslationSource]:
        yield from filter(None, (group.source_for(locale.pk) for locale in locales))

    @staticmethod
    def _store_missing_sources(groups: dict[UUID, Group]) -> None:
        for group in groups.values():
            original = group.original
            if original and original.live and original.locale_id not in group.sources:
                specific = original.specific
                if isinstance(specific, BasePage):
                    group.sources[original.locale_id] = store_source(specific)

    @staticmethod
    def _in_review() -> set[str]:
        return set(reviews_of_pages(WorkflowState.STATUS_IN_PROGRESS).values_list("object_id", flat=True))

    @staticmethod
    def _reviews(keys: Collection[str] | None) -> dict[tuple[str, int], str]:
        """By key and locale: pending reviews, and what was last sent back."""
        if not needs_review():
            return {}
        reviews = TranslationReview.objects.filter(item__kind=PAGE).order_by("submitted", "pk")
        if keys is not None:
            reviews = reviews.filter(item__object_key__in=keys)
        rows = reviews.values_list("item__object_key", "item__locale", "decided", "is_approved")
        return {
            (key, locale): ASKED if decided is None else "" if is_approved else RETURNED
            for key, locale, decided, is_approved in rows
        }

    def texts(self, key: str, locale: Locale) -> list[Text]:
        source, place = self._source(key, locale), (UUID(key), locale.pk)
        if source is None:
            return []
        found = with_labels(texts_of([source], [locale.pk])[source.pk, locale.pk], source)
        for each in self._more_texts(source):
            found += each.load([UUID(key)], [locale]).get(place, [])
        return found

    @transaction.atomic
    def save(self, key: str, locale: Locale, words: Words, user: Any) -> None:
        source = self._source(key, locale)
        if source is None:
            return
        save_segments(source, locale, words, user)
        for each in self._more_texts(source):
            each.save(UUID(key), locale, words, user)

    @staticmethod
    def _source(key: str, locale: Locale) -> TranslationSource | None:
        """The source of the page's translation into `locale`."""
        begun = Translation.objects.filter(enabled=True, source__object=key, target_locale=locale)
        if translation := begun.select_related("source__locale", "source__specific_content_type").first():
            return translation.source
        group = load_groups([key]).get(UUID(key))
        return group.source_for(locale.pk) if group else None

    @staticmethod
    def _more_texts(source: TranslationSource) -> list[MoreTexts]:
        model = source.specific_content_type.model_class()
        return [each for each in more_texts if model and issubclass(model, each.model)]

    def url(self, key: str, source_language: str) -> str:
        page = Page.objects.filter(translation_key=key, locale__language_code=source_language).first()
        return full_url_of(page, None) if page else ""

    def may_translate(self, user: Any, key: str, locale: Locale) -> bool:
        """Whether an existing page may be edited or, if it is not begun, its language translated into."""
        page = Page.objects.filter(translation_key=key, locale=locale, alias_of=None).first()
        if page is None:
            return user.is_superuser or locale.pk in languages_to_translate(user) or key in own_keys(user)
        return bool(page.specific.permissions_for_user(user).can_edit())

    def where_allowed(self, user: Any) -> Q:
        if user.is_superuser:
            return Q(kind=self.key)
        condition = Q(locale__in=languages_to_translate(user))
        if own := own_keys(user):
            condition |= Q(object_key__in=own)
        return Q(kind=self.key) & condition


def own_keys(user: Any) -> list[str]:
    """The keys of the pages that `user` writes as an author, if authors may translate them."""
    if not user.is_active or is_coordinator(user) or not partners_translate():
        return []
    granted = GroupPagePermission.objects.filter(group__user=user, permission__codename="change_page")
    pages = list(Page.objects.filter(pk__in=granted.values("page")).only("path"))
    if not pages:
        return []
    written = Page.objects.filter(at_or_below(pages)).order_by()
    return [str(key) for key in written.values_list("translation_key", flat=True).distinct()]


def load_groups(keys: Collection[str] | Collection[UUID] | None) -> dict[UUID, Group]:
    """The groups with one of `keys`, or all. Four queries."""
    found: dict[UUID, Group] = defaultdict(Group)
    pages = Page.objects.filter(depth__gte=HOME_DEPTH, alias_of=None).select_related("locale").order_by("pk")
    sources = TranslationSource.objects.select_related("locale", "specific_content_type")
    translations = Translation.objects.filter(enabled=True).select_related(
        "source__locale", "source__specific_content_type"
    )
    if keys is not None:
        pages = pages.filter(translation_key__in=keys)
        sources = sources.filter(object__in=keys)
        translations = translations.filter(source__object__in=keys)
    for page in pages.defer_streamfields():
        found[page.translation_key].pages[page.locale_id] = page
    for source in sources:
        found[source.object_id].sources[source.locale_id] = source
    for translation in translations:
        found[translation.source.object_id].translations[translation.target_locale_id] = translation
    return dict(found)


register(Pages())
left_to_translators.append(lambda: not partners_translate())
