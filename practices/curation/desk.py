"""What an account works with: all practices, those of its organisation, or those in a language."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from wagtail.query import PageQuerySet

from cms.base.access.permissions import languages_to_translate
from cms.base.access.roles import COORDINATORS, Role
from cms.base.delivery.offered import offered_languages
from cms.base.delivery.visibility import public_pages
from cms.base.languages import admin_language, content_languages
from practices.partners.page import PartnerPage
from practices.repository.practice import PracticePage


@dataclass(frozen=True)
class Desk:
    request: HttpRequest
    sees_all: bool  # coordinators and administrators
    partners: list[PartnerPage]  # the originals of those that the account edits for
    partner_paths: tuple[str, ...]  # of their pages in every language
    locales: frozenset[int]  # those that the account translates into
    language: str  # of the admin
    offered: list[str]  # the languages of the site

    def below_own_partners(self) -> Q:
        return below(self.partner_paths)

    def practices(self) -> PageQuerySet:
        """The originals that the account may know of: those it works with, and those that everybody may see."""
        originals = PracticePage.objects.filter(original_page=None)
        if self.sees_all:
            return originals
        translations = PracticePage.objects.filter(locale__in=self.locales, original_page__isnull=False)
        public = public_pages().order_by().values("pk")
        return originals.filter(
            self.below_own_partners() | Q(pk__in=translations.order_by().values("original_page")) | Q(pk__in=public)
        )

    def works_on(self, page: PracticePage) -> bool:
        """Whether the account may edit `page`, a practice in any language. Makes no query."""
        if self.sees_all or page.path.startswith(self.partner_paths):
            return True
        return page.locale_id in self.locales and page.original_page_id is not None

    def worked_on(self) -> Q:
        """The condition for the practices, in any language, that the account may edit."""
        if self.sees_all:
            return ~below(())
        return self.below_own_partners() | Q(locale__in=self.locales, original_page__isnull=False)

    def edit_url(self, page: PracticePage) -> str:
        """Where the account works on `page`; empty if it does not."""
        return reverse("wagtailadmin_pages:edit", args=[page.pk]) if self.works_on(page) else ""


def desk_of(request: HttpRequest) -> Desk:
    if not hasattr(request, "desk"):
        request.desk = _load(request)  # type: ignore[attr-defined]
    return request.desk  # type: ignore[attr-defined]


def _load(request: HttpRequest) -> Desk:
    user: Any = request.user
    is_coordinator = Role.objects.filter(key=COORDINATORS, group__user=user).exists()
    partners = list(PartnerPage.objects.filter(original_page=None, editors__user=user).order_by("pk").distinct())
    keys = [partner.translation_key for partner in partners]
    paths = PartnerPage.objects.filter(translation_key__in=keys).order_by().values_list("path", flat=True)
    return Desk(
        request=request,
        sees_all=user.is_superuser or is_coordinator,
        partners=partners,
        partner_paths=tuple(paths) if keys else (),
        locales=frozenset(languages_to_translate(user)),
        language=admin_language(user),
        offered=offered_languages(request) or [code for code, _ in content_languages()],
    )


def below(paths: Iterable[str]) -> Q:
    """The condition for pages below those at `paths`; for nothing if there are none."""
    found = Q(pk=None)
    for path in paths:
        found |= Q(path__startswith=path)
    return found
