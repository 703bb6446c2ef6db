from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import UTC, datetime, time
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField, ManyToOneRel, Model, QuerySet, TextField
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField
from wagtail.models import COMMENTS_RELATION_NAME, Page, PageViewRestriction, Revision, get_page_models
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.base.access.permissions import SitePagePermissionTester
from cms.base.access.reading_lock import with_reading_lock
from cms.base.errors import RefusedChange
from cms.base.media.picture_rules import missing_of_blocks
from cms.base.models.draft_titles import TellsDraftTitle
from cms.base.models.originals import BasePageManager, TranslatedPage
from cms.base.publishing.drafts import DraftForm
from cms.base.publishing.reserved_slugs import is_reserved, reserved_message
from cms.base.publishing.schedule import SCHEDULED, cancel_schedule
from cms.base.signals import changed, subtree_changed, will_change
from cms.base.tasks import tasks_run_once
from cms.base.text import plain_text, storable
from cms.base.text_limits import AtMost

HOME_DEPTH = 2
NOON = time(12)  # a date without a time is then the same day in every European time zone
# Saving only these fields changes nothing that visitors see, nor what Wagtail finds and indexes.
INVISIBLE_FIELDS = {
    COMMENTS_RELATION_NAME,  # saved with every draft
    "draft_title",
    "latest_revision",
    "has_unpublished_changes",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
}

# Each raises `RefusedChange` if a page must not be published: other modules add their reasons.
more_refusals: list[Callable[[Any], None]] = []


class BasePage(TellsDraftTitle, TranslatedPage, Page):
    """The base of every page: it announces its changes, can be searched, and lets translators work on it."""

    # What a kind of page declares about itself, for lists and for the site search.
    kind: ClassVar[str] = "page"  # its value in the facet "kind"
    kind_label: ClassVar[str | Promise] = _("Page")  # singular, above its card
    kind_label_plural: ClassVar[str | Promise] = _("Pages")  # in the facet
    card_template: ClassVar[str] = "components/card.html"
    date_field: ClassVar[str] = ""  # a required date: sorts lists, appears on cards. Without one, the first publication
    searchable: ClassVar[bool] = True  # whether the site search lists it
    has_cover: ClassVar[bool] = False  # whether lists show a photograph or drawn cover beside it
    body_fields: ClassVar[tuple[str, ...]] = ()  # names of rich text and stream fields, searched as plain text
    shown_with: ClassVar[tuple[str, ...]] = ()  # foreign keys needed to show the page: fetched with it
    members_files: ClassVar[tuple[str, ...]] = ()  # child relations whose files only members of the project see
    members_links: ClassVar[tuple[str, ...]] = ()  # URL fields that only members of the project see
    text_limits: ClassVar[Mapping[str, AtMost]] = {}  # of plain texts in published pages, below those of their columns
    takes_feedback: ClassVar[bool] = False  # whether readers can say that it helped
    is_unfinished = False  # a draft that an editor is saving: its values may be inconsistent
    base_form_class = DraftForm
    is_known_open = False  # set by `cms.base.delivery.routing`: this page has no view restrictions

    objects = BasePageManager()

    base_words: ClassVar[list[TranslatableField]] = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
    ]
    base_translatable_fields: ClassVar[list[TranslatableField | SynchronizedField]] = [
        *base_words,
        SynchronizedField("show_in_menus", overridable=False),
    ]
    override_translatable_fields = base_translatable_fields

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, clean: bool = True, **kwargs: Any) -> None:
        fields = kwargs.get("update_fields")
        if self._state.adding and self.depth > HOME_DEPTH:  # copied below a page of another language
            self.locale_id = Page.objects.values_list("locale_id", flat=True).get(path=self.path[: -self.steplen])
        if fields is None:
            will_change()
        if clean and fields is None and self.live:
            self.refuse_if_unpublishable()
            clean = False
        old = None if self._state.adding else Page.objects.values_list("url_path", "live").get(pk=self.pk)
        is_visible = fields is None or not set(fields) <= INVISIBLE_FIELDS
        # Wagtail indexes the page with its rows, and would do so again for each row.
        rows = [relation.related_model for relation in get_all_child_relations(self)] if fields is None else []
        with tasks_run_once(left_out=rows if is_visible else [type(self)]):
            super().save(clean=clean, **kwargs)
        if is_visible:
            changed({self.translation_key})
        if old:
            old_url_path, was_live = old
            withdraws_language = self.depth == HOME_DEPTH and was_live != self.live  # or offers it again
            if (old_url_path and old_url_path != self.url_path) or withdraws_language:
                subtree_changed(self)

    @transaction.atomic
    def add_child(self, **kwargs: Any) -> Page:
        will_change()
        return super().add_child(**kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> Any:
        will_change()
        return super().delete(*args, **kwargs)

    @staticmethod
    def _slug_is_available(slug: str, parent_page: Page | None, page: Page | None = None) -> bool:
        return not is_reserved(slug, parent_page) and Page._slug_is_available(slug, parent_page, page)

    def _set_core_field_defaults(self) -> None:
        """The slug of a title without ASCII letters, such as a Ukrainian one, is made from the kind of page instead."""
        super()._set_core_field_defaults()
        is_placed = bool(self.path or getattr(self, "_cached_parent_obj", None))  # Wagtail's own test
        if is_placed and not self.slug:  # type: ignore[has-type]
            self.slug = self._get_autogenerated_slug(str(self._meta.model_name).removesuffix("page") or "page")

    def _check_slug_is_unique(self) -> None:
        if is_reserved(self.slug, parent := self.get_parent()):
            raise RefusedChange(self, reserved_message(self, parent))
        super()._check_slug_is_unique()

    @classmethod
    def limit_of(cls, name: str) -> AtMost | None:
        """How long the text of the field `name` may be in a published page."""
        most = getattr(cls._meta.get_field(name), "max_length", None)
        return cls.text_limits.get(name) or (AtMost(most) if most else None)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Treats a rich text without words as blank, because its heading would be empty. Removes control characters.

        What pictures in the blocks still lack is reported together with everything else that is missing.
        """
        for field in self._meta.concrete_fields:
            if isinstance(field, CharField | TextField) and isinstance(text := getattr(self, field.attname), str):
                setattr(self, field.attname, storable(text))
        for field in self._meta.get_fields():
            if (
                isinstance(field, RichTextField)
                and not self.is_unfinished
                and not plain_text(getattr(self, field.name))
            ):
                setattr(self, field.name, "")
        errors = self._too_long(exclude or ())
        try:
            super().clean_fields(exclude=exclude)
        except ValidationError as error:
            errors |= error.error_dict
        for name, missing in ({} if self.is_unfinished else missing_of_blocks(self)).items():
            if name not in (exclude or ()):
                errors.setdefault(name, []).append(missing)
        if errors:
            raise ValidationError(errors)

    def _too_long(self, exclude: Collection[str]) -> dict[str, Any]:
        """The texts that are too long to publish; drafts may have them."""
        errors: dict[str, Any] = {}
        for name, limit in ({} if self.is_unfinished else self.text_limits).items():
            if name not in exclude and not limit.allows(text := getattr(self, name)):
                errors[name] = [limit.too_long(text)]
        return errors

    def unpublishable_because(self) -> dict[str, list[ValidationError]]:
        """What prevents this page, as it is in memory, from being published: errors by field or child relation."""
        errors: dict[str, list[ValidationError]] = {}
        try:
            self.full_clean()
        except ValidationError as error:
            errors = dict(error.error_dict)
        for relation, row in self._rows_in_memory():
            try:
                row.full_clean(exclude=[relation.field.name])
            except ValidationError as error:
                errors.setdefault(relation.get_accessor_name(), []).extend(map(ValidationError, error.messages))
        return errors

    def _rows_in_memory(self) -> Iterator[tuple[ManyToOneRel, Model]]:
        """Child rows that a draft may hold as typed. Those in the database were checked when they were published."""
        rows = getattr(self, "_cluster_related_objects", {})
        for relation in get_all_child_relations(type(self)):
            if (name := relation.get_accessor_name()) != COMMENTS_RELATION_NAME:
                yield from ((relation, row) for row in rows.get(name, ()))

    def refuse_if_unpublishable(self) -> None:
        """Raises `RefusedChange`, with a message for every invalid or missing field."""
        if errors := self.unpublishable_because():
            raise RefusedChange(self, errors)

    def refuse_before_original(self) -> None:
        """A translation is never published before its original, which may be a draft or unpublished."""
        if self.is_translation and not self.original.live:
            raise RefusedChange(self, gettext("Its original is not published. Publish the original first."))

    def refuse_publishing(self) -> None:
        """Called however the page is published. Raises `RefusedChange`."""
        self.refuse_before_original()
        for refuse in more_refusals:
            refuse(self)

    def _to_publish(self, revision: Revision) -> Revision:
        """Re-reads `revision` under this transaction's lock: translators may have written words of facts into it."""
        will_change()
        revision.refresh_from_db(fields=["content"])
        return self.with_translated_texts(revision)

    def publish(self, revision: Revision, **kwargs: Any) -> None:
        """Cancels the schedule of a page that has become incomplete, so that it does not hold up other pages.

        A translation is published with its current texts. Raises `RefusedChange` if its original is not published.
        """
        if kwargs.get("log_action") != SCHEDULED:
            self.refuse_publishing()
            kwargs["user"] = kwargs.get("user") or revision.user  # wagtail-localize does not say who publishes
            with transaction.atomic():
                return super().publish(self._to_publish(revision), **kwargs)
        try:
            with transaction.atomic():
                self.refuse_publishing()
                super().publish(self._to_publish(revision), **kwargs)
        except ValidationError as error:
            cancel_schedule(self, revision, error)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Makes no query for a page that routing has already found to be open to everybody."""
        return PageViewRestriction.objects.none() if self.is_known_open else super().get_view_restrictions()

    def serve_password_required_response(self, request: HttpRequest, form: Any, action_url: str) -> TemplateResponse:
        """Leaves the page out of the context: its title and summary would appear in the head."""
        template = self.password_required_template or settings.WAGTAIL_PASSWORD_REQUIRED_TEMPLATE
        return TemplateResponse(request, template, {"form": form, "action_url": action_url})

    def get_lock(self) -> Any:
        return with_reading_lock(self, super().get_lock())

    def permissions_for_user(self, user: AbstractBaseUser) -> SitePagePermissionTester:
        return SitePagePermissionTester(user, self)

    def get_summary(self) -> str:
        """A few plain-text sentences for lists and search results."""
        return getattr(self, "summary", "") or getattr(self, "introduction", "") or self.search_description

    @property
    def photograph(self) -> Any:
        """The image that replaces the drawn cover; None if there is none."""
        return None

    @property
    def shared_title(self) -> str:
        """The title of links to the page on other sites."""
        return self.seo_title or self.title

    @property
    def listing_date(self) -> datetime | None:
        """The date by which lists sort this page, newest first; None if it has no date and was never published."""
        if self.date_field and (date := getattr(self, self.date_field)):
            return date if isinstance(date, datetime) else datetime.combine(date, NOON, tzinfo=UTC)
        return self.first_published_at

    def get_body_text(self) -> str:
        """The page's whole text without markup, for search."""
        return "\n".join(filter(None, (plain_text(getattr(self, name)) for name in self.body_fields)))


def page_types() -> list[type[BasePage]]:
    """This site's page classes, in the order in which their apps are loaded."""
    return [model for model in get_page_models() if issubclass(model, BasePage)]
