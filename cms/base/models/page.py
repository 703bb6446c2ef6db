from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.http import Http404, HttpRequest
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.base.changes import announce, announce_below
from cms.base.permissions import SitePagePermissionTester
from cms.base.text import plain_text

# Saving only these fields changes nothing that a visitor sees.
INVISIBLE = {
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

    base_translatable_fields: ClassVar[list[TranslatableField | SynchronizedField]] = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        SynchronizedField("show_in_menus"),
    ]
    override_translatable_fields = base_translatable_fields

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, clean: bool = True, **kwargs: Any) -> None:
        fields = kwargs.get("update_fields")
        address = None if self._state.adding else Page.objects.values_list("url_path", flat=True).get(pk=self.pk)
        super().save(clean=clean, **kwargs)
        if fields is None or not set(fields) <= INVISIBLE:
            announce({self.translation_key})
        if address and address != self.url_path:
            announce_below(self)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Finds a page deep in the tree with two queries, where Wagtail asks two a level."""
        if len(path_components) < 2:
            return super().route(request, path_components)
        page = Page.objects.filter(url_path=f"{self.url_path}{'/'.join(path_components)}/").first()
        if page is None:
            raise Http404
        return page.specific.route(request, [])

    def permissions_for_user(self, user: AbstractBaseUser) -> SitePagePermissionTester:
        return SitePagePermissionTester(user, self)

    @property
    def is_translated_page(self) -> bool:
        """Whether this page carries the words of one language for a page first written in another."""
        from wagtail_localize.models import Translation

        return Translation.objects.filter(
            source__object_id=self.translation_key, target_locale_id=self.locale_id
        ).exists()

    def get_summary(self) -> str:
        """A few sentences of plain text for lists and search results."""
        return getattr(self, "summary", "") or getattr(self, "introduction", "") or self.search_description

    def get_body_text(self) -> str:
        """The page's whole text without markup, for search."""
        return "\n".join(filter(None, (plain_text(getattr(self, name)) for name in self.body_fields)))
