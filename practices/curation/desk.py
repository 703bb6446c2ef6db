"""What a user works on: all practices, those of their organisation, or those in a language."""

from functools import cached_property
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.base.access.colleagues import colleagues_of
from cms.base.access.permissions import languages_to_translate
from cms.base.access.roles import is_coordinator
from cms.base.delivery.offered import offered_languages
from cms.base.delivery.visibility import public_pages
from cms.base.languages import admin_language, content_languages
from cms.base.models.originals import at_or_below
from practices.partners.page import PartnerPage
from practices.repository.practice import PracticePage


class Desk:
    """Each part is computed on demand, once per request: menus on every page need some of them."""

    def __init__(self, request: HttpRequest) -> None:
        self.request, self.user = request, cast(Any, request.user)

    @property
    def sees_all(self) -> bool:
        """Coordinators and administrators."""
        return is_coordinator(self.user)

    @cached_property
    def partners(self) -> list[PartnerPage]:
        """The originals of the partners that the user edits for."""
        found = PartnerPage.objects.filter(original_page=None, editors__user=self.user)
        return list(found.order_by("pk").distinct())

    @property
    def edits(self) -> bool:
        """Whether the user edits practices: their organisation's, or all. Translators do not change facts."""
        return self.sees_all or bool(self.partners)

    @cached_property
    def partner_pages(self) -> list[PartnerPage]:
        """The partners' pages in every language."""
        keys = [partner.translation_key for partner in self.partners]
        return list(PartnerPage.objects.filter(translation_key__in=keys).only("path")) if keys else []

    @cached_property
    def partner_paths(self) -> tuple[str, ...]:
        return tuple(page.path for page in self.partner_pages)

    @cached_property
    def locales(self) -> frozenset[int]:
        """The locales that the user translates into."""
        return frozenset(languages_to_translate(self.user))

    @cached_property
    def language(self) -> str:
        """The user's admin language."""
        return admin_language(self.user)

    @cached_property
    def offered(self) -> list[str]:
        """The languages of the site."""
        return offered_languages(self.request) or [code for code, _ in content_languages()]

    def below_own_partners(self) -> Q:
        return at_or_below(self.partner_pages)

    def practices(self) -> PageQuerySet:
        """The originals that the user may know of: those they work on, and public ones."""
        originals = PracticePage.objects.filter(original_page=None)
        if self.sees_all:
            return originals
        translations = PracticePage.objects.filter(locale__in=self.locales, original_page__isnull=False)
        public = public_pages().order_by().values("pk")
        return originals.filter(
            self.below_own_partners() | Q(pk__in=translations.order_by().values("original_page")) | Q(pk__in=public)
        )

    def works_on(self, page: PracticePage) -> bool:
        """Whether the user may edit `page`, a practice in any language. Makes no query."""
        if self.sees_all or page.path.startswith(self.partner_paths):
            return True
        return page.locale_id in self.locales and page.original_page_id is not None

    def worked_on(self) -> Q:
        """The condition for practices, in any language, that the user may edit."""
        if self.sees_all:
            return ~at_or_below([])
        return self.below_own_partners() | Q(locale__in=self.locales, original_page__isnull=False)

    def pages(self) -> PageQuerySet:
        """The pages of every kind that the user looks after: all, or their partners' and what those have proposed."""
        if self.sees_all:
            return Page.objects.all()
        if not self.partners:
            return Page.objects.none()
        ours = [model_type.pk for model_type in ContentType.objects.get_for_models(PartnerPage, PracticePage).values()]
        proposed = Q(owner__in=[self.user.pk, *colleagues_of(self.user)]) & ~Q(content_type__in=ours)
        return Page.objects.filter(self.below_own_partners() | proposed)

    def edit_url(self, page: PracticePage) -> str:
        """The URL where the user works on `page`; empty if they do not."""
        return reverse("wagtailadmin_pages:edit", args=[page.pk]) if self.works_on(page) else ""


def desk_of(request: HttpRequest) -> Desk:
    if not hasattr(request, "desk"):
        request.desk = Desk(request)  # type: ignore[attr-defined]
    return request.desk  # type: ignore[attr-defined]
