from datetime import UTC, datetime, time
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import COMMENTS_RELATION_NAME, Page, PageViewRestriction, Revision
from wagtail_localize.fields import SynchronizedField, TranslatableField
from wagtail_localize.models import Translation

from cms.base.access.permissions import SitePagePermissionTester
from cms.base.errors import RefusedChange
from cms.base.publishing.schedule import SCHEDULED, cancel_schedule
from cms.base.signals import changed, subtree_changed, will_change
from cms.base.text import plain_text

NOON = time(12)  # a date without a time is then the same day in every European time zone
# Saving only these fields changes nothing that visitors see.
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


class BasePage(Page):
    """The base of every page: it announces its changes, can be searched, and lets translators work on it."""

    # What a kind of page declares about itself, for lists and for the site search.
    kind: ClassVar[str] = "page"  # its value in the facet "kind"
    kind_label: ClassVar[str | Promise] = _("Page")  # singular, above its card
    kind_label_plural: ClassVar[str | Promise] = _("Pages")  # in the facet
    card_template: ClassVar[str] = "components/card.html"
    date_field: ClassVar[str] = ""  # a required date: sorts lists, appears on cards. Without: by first publication
    searchable: ClassVar[bool] = True  # whether the site search lists it
    body_fields: ClassVar[tuple[str, ...]] = ()  # names of rich text and stream fields, searched as plain text
    shown_with: ClassVar[tuple[str, ...]] = ()  # foreign keys needed to show the page: fetched together with it
    is_known_open = False  # set by `cms.base.delivery.routing`: this page has no view restrictions

    base_translatable_fields: ClassVar[list[TranslatableField | SynchronizedField]] = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        SynchronizedField("show_in_menus", overridable=False),
    ]
    override_translatable_fields = base_translatable_fields

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, clean: bool = True, **kwargs: Any) -> None:
        fields = kwargs.get("update_fields")
        if fields is None:
            will_change()
        if clean and fields is None and self.live:
            self.refuse_if_unpublishable()
            clean = False
        old_url_path = None if self._state.adding else Page.objects.values_list("url_path", flat=True).get(pk=self.pk)
        super().save(clean=clean, **kwargs)
        if fields is None or not set(fields) <= INVISIBLE_FIELDS:
            changed({self.translation_key})
        if old_url_path and old_url_path != self.url_path:
            subtree_changed(self)

    @transaction.atomic
    def add_child(self, **kwargs: Any) -> Page:
        will_change()
        return super().add_child(**kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> Any:
        will_change()
        return super().delete(*args, **kwargs)

    def unpublishable_because(self) -> dict[str, list[ValidationError]]:
        """What prevents this page, as it is in memory, from being published: errors by field."""
        try:
            self.full_clean()
        except ValidationError as error:
            return dict(error.error_dict)
        return {}

    def refuse_if_unpublishable(self) -> None:
        """Raises `RefusedChange`, with a message for every invalid or missing field."""
        if errors := self.unpublishable_because():
            raise RefusedChange(self, errors)

    def publish(self, revision: Revision, **kwargs: Any) -> None:
        """Cancels the schedule of a page that has become incomplete, so that it does not hold up other pages."""
        if kwargs.get("log_action") != SCHEDULED:
            return super().publish(revision, **kwargs)
        try:
            with transaction.atomic():
                super().publish(revision, **kwargs)
        except ValidationError as error:
            cancel_schedule(self, revision, error)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Makes no query for a page that routing has already found to be open to everybody."""
        return PageViewRestriction.objects.none() if self.is_known_open else super().get_view_restrictions()

    def serve_password_required_response(self, request: HttpRequest, form: Any, action_url: str) -> TemplateResponse:
        """Without the page in the context: its title and summary would stand in the head."""
        template = self.password_required_template or settings.WAGTAIL_PASSWORD_REQUIRED_TEMPLATE
        return TemplateResponse(request, template, {"form": form, "action_url": action_url})

    def permissions_for_user(self, user: AbstractBaseUser) -> SitePagePermissionTester:
        return SitePagePermissionTester(user, self)

    @property
    def is_translated_page(self) -> bool:
        """Whether this page holds the translation of a page that was first written in another language."""
        # Once a translation is stopped, the page gets an ordinary form, with more than texts in it.
        return Translation.objects.filter(
            source__object_id=self.translation_key, target_locale_id=self.locale_id, enabled=True
        ).exists()

    def get_summary(self) -> str:
        """A few plain-text sentences for lists and search results."""
        return getattr(self, "summary", "") or getattr(self, "introduction", "") or self.search_description

    @property
    def listing_date(self) -> datetime | None:
        """The date by which lists sort this page, newest first; None if it has no date and was never published."""
        if self.date_field and (date := getattr(self, self.date_field)):
            return date if isinstance(date, datetime) else datetime.combine(date, NOON, tzinfo=UTC)
        return self.first_published_at

    def get_body_text(self) -> str:
        """The page's whole text without markup, for search."""
        return "\n".join(filter(None, (plain_text(getattr(self, name)) for name in self.body_fields)))
