from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import COMMENTS_RELATION_NAME, Page, PageViewRestriction, Revision
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.base.changes import announce, announce_below, announce_coming
from cms.base.errors import RefusedChange
from cms.base.permissions import SitePagePermissionTester
from cms.base.readers import reader_of
from cms.base.schedule import SCHEDULED, call_off
from cms.base.text import plain_text

# Saving only these fields changes nothing that a visitor sees.
INVISIBLE = {
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
    """What every page shares: it announces its changes, can be searched, and lets translators work."""

    kind: ClassVar[str] = "page"  # the value of the facet "kind"
    searchable: ClassVar[bool] = True
    body_fields: ClassVar[tuple[str, ...]] = ()  # names of rich text and stream fields, searched as plain text
    shown_with: ClassVar[tuple[str, ...]] = ()  # foreign keys that showing the page needs: fetched together with it
    is_known_open = False  # set by `cms.base.routing`: nothing restricts this page

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
            announce_coming()
        if clean and fields is None and self.live:
            self.refuse_if_unpublishable()
            clean = False
        address = None if self._state.adding else Page.objects.values_list("url_path", flat=True).get(pk=self.pk)
        super().save(clean=clean, **kwargs)
        if fields is None or not set(fields) <= INVISIBLE:
            announce({self.translation_key})
        if address and address != self.url_path:
            announce_below(self)

    @transaction.atomic
    def add_child(self, **kwargs: Any) -> Page:
        announce_coming()
        return super().add_child(**kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> Any:
        announce_coming()
        return super().delete(*args, **kwargs)

    def unpublishable_because(self) -> dict[str, list[ValidationError]]:
        """What keeps this page, as it is in memory, from being published: errors by field."""
        try:
            self.full_clean()
        except ValidationError as error:
            return dict(error.error_dict)
        return {}

    def refuse_if_unpublishable(self) -> None:
        """Raises `RefusedChange`, with a message for every field that is wrong or missing."""
        if errors := self.unpublishable_because():
            raise RefusedChange(self, errors)

    def publish(self, revision: Revision, **kwargs: Any) -> None:
        """A scheduled page that has become incomplete keeps no other page waiting: its schedule is called off."""
        if kwargs.get("log_action") != SCHEDULED:
            return super().publish(revision, **kwargs)
        try:
            with transaction.atomic():
                super().publish(revision, **kwargs)
        except ValidationError as error:
            call_off(self, revision, error)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Asks nothing of a page that was found to be open to everybody on the way to it."""
        return PageViewRestriction.objects.none() if self.is_known_open else super().get_view_restrictions()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "reader": reader_of(self, request)}

    def permissions_for_user(self, user: AbstractBaseUser) -> SitePagePermissionTester:
        return SitePagePermissionTester(user, self)

    @property
    def is_translated_page(self) -> bool:
        """Whether this page carries the words of one language for a page first written in another."""
        from wagtail_localize.models import Translation

        # Once a translation is stopped, the page has a form of its own, with more than words in it.
        return Translation.objects.filter(
            source__object_id=self.translation_key, target_locale_id=self.locale_id, enabled=True
        ).exists()

    def get_summary(self) -> str:
        """A few sentences of plain text for lists and search results."""
        return getattr(self, "summary", "") or getattr(self, "introduction", "") or self.search_description

    def get_body_text(self) -> str:
        """The page's whole text without markup, for search."""
        return "\n".join(filter(None, (plain_text(getattr(self, name)) for name in self.body_fields)))
